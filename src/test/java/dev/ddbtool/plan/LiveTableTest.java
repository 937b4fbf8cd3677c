package dev.ddbtool.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.plan.compare.TableFixture;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.Projection;
import dev.ddbtool.schema.TableSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveTableTest {

    private static final TableSchema ORDERS = TableFixture.live().schema();

    @ParameterizedTest
    @CsvSource(textBlock = """
                    ACTIVE,   false, active
                    CREATING, false, being created
                    CREATING, true,  none
                    UPDATING, false, none
                    DELETING, false, being deleted
                    """)
    void has_exactly_one_status(String status, boolean restoring, String state) {
        LiveTable live = live(ORDERS, status, restoring);

        assertThat(live.active()).isEqualTo(state.equals("active"));
        assertThat(live.beingCreated()).isEqualTo(state.equals("being created"));
        assertThat(live.beingDeleted()).isEqualTo(state.equals("being deleted"));
    }

    @Test
    void excludes_an_index_that_is_being_deleted_from_the_lasting_schema() {
        GlobalSecondaryIndex index = new GlobalSecondaryIndex(
                "by-order", ORDERS.table().keySchema(), new Projection(Projection.ALL, List.of()), null, null);
        TableSchema indexed = ORDERS.with(copy -> copy.globalSecondaryIndexes = List.of(index));

        assertThat(live(indexed, LiveTable.UPDATING, false).lastingSchema()).isEqualTo(ORDERS);
    }

    private static LiveTable live(TableSchema schema, String status, boolean restoring) {
        return new LiveTable(
                "app-staging-orders",
                schema,
                status,
                Map.of("by-order", LiveTable.DELETING),
                restoring,
                "",
                List.of(),
                Map.of(),
                null,
                null);
    }
}
