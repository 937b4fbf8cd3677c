package dev.ddbtool.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The totals are those that the documentation of the example states. */
class ExampleTablesTest {

    private final FakeControlPlane fake = new FakeControlPlane(new SettableClock());

    @Test
    void production_has_thirteen_tables_with_the_stated_totals() {
        ExampleTables.production(fake);
        List<JsonNode> tables = fake.tables().stream().map(fake::table).toList();

        assertThat(tables).hasSize(13);
        assertThat(fake.tables()).allMatch(name -> name.startsWith("construction-expenses-"));
        assertThat(sum(tables, "/Table/ItemCount")).isEqualTo(362);
        assertThat(sum(tables, "/Table/TableSizeBytes")).isEqualTo(758_076);
        assertThat(indexes(tables)).containsExactlyInAnyOrder(0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2);
        assertThat(tables.stream()
                        .filter(table -> table.at("/TimeToLiveDescription/TimeToLiveStatus")
                                .asText()
                                .equals("ENABLED"))
                        .map(table -> table.at("/Table/TableName").asText() + " "
                                + table.at("/TimeToLiveDescription/AttributeName")
                                        .asText()))
                .containsExactly(
                        "construction-expenses-paddle-webhook-dlq ttl",
                        "construction-expenses-pending-payments expiresAt");
    }

    @Test
    void every_table_has_the_settings_of_production() {
        ExampleTables.production(fake);

        for (String name : fake.tables()) {
            JsonNode table = fake.table(name);
            assertThat(table.at("/Table/BillingModeSummary/BillingMode").asText())
                    .isEqualTo("PAY_PER_REQUEST");
            assertThat(table.at("/Table/SSEDescription/SSEType").asText()).isEqualTo("KMS");
            assertThat(table.at("/ContinuousBackupsDescription/PointInTimeRecoveryDescription/RecoveryPeriodInDays")
                            .asInt())
                    .isEqualTo(35);
            assertThat(table.path("Tags").toString()).isEqualTo("[{\"Key\":\"Environment\",\"Value\":\"production\"}]");
            assertThat(table.at("/Table/TableStatus").asText()).isEqualTo("ACTIVE");
        }
    }

    @Test
    void keys_have_the_stated_types() {
        ExampleTables.production(fake);

        assertThat(fake.table("construction-expenses-invitations")
                        .at("/Table/AttributeDefinitions")
                        .toString())
                .isEqualTo("[{\"AttributeName\":\"companyId\",\"AttributeType\":\"S\"},"
                        + "{\"AttributeName\":\"createdAt\",\"AttributeType\":\"N\"},"
                        + "{\"AttributeName\":\"invitationToken\",\"AttributeType\":\"S\"}]");
    }

    private static long sum(List<JsonNode> tables, String pointer) {
        return tables.stream()
                .flatMapToLong(table -> LongStream.of(table.at(pointer).asLong()))
                .sum();
    }

    private static List<Integer> indexes(List<JsonNode> tables) {
        return tables.stream()
                .map(table -> table.at("/Table/GlobalSecondaryIndexes").size())
                .toList();
    }
}
