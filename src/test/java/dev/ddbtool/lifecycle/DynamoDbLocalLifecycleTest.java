package dev.ddbtool.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ddbtool.cli.RawDynamoDbClient;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.local.DynamoDbLocal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoDbLocalLifecycleTest implements TableLifecycleContract {

    @Override
    public Backend backend() {
        return new Backend(
                "DynamoDB Local",
                DynamoDbLocal.shared().endpoint(),
                Set.of("ContinuousBackupsDescription", "SSEDescription", "Tags"));
    }

    @Test
    void lists_a_table_class_as_not_applied_and_ignores_a_key(@TempDir Path folder) throws IOException {
        String works = Files.readString(SCHEMAS.resolve("company-works.json"));
        Files.writeString(
                folder.resolve("company-works.json"),
                works.replace("\"STANDARD\"", "\"STANDARD_INFREQUENT_ACCESS\"")
                        .replace(
                                "\"SSEType\": \"KMS\"",
                                "\"SSEType\": \"KMS\", \"KMSMasterKeyArn\":"
                                        + " \"arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\""));
        try (LifecycleFixture fixture = new LifecycleFixture(backend())) {
            JsonNode table = fixture.report("create --schemas " + folder).at("/tables/0");

            Set<String> expected = new TreeSet<>(backend().lacks());
            expected.add("TableClassSummary");
            assertThat(table.at("/outcome").asText()).isEqualTo("created");
            assertThat(table.at("/notApplied"))
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(fixture.run("diff --schemas " + folder).exitCode()).isZero();
        }
    }

    /** {@code RawDynamoDbAnswersTest} has more of this, with the fake. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void creates_the_same_tables_from_read_responses(boolean merged, @TempDir Path folder) throws IOException {
        RawDynamoDbClient raw = RawDynamoDbClient.of(backend().endpoint());
        try (LifecycleFixture fixture = new LifecycleFixture(backend())) {
            fixture.report("create");
            Map<String, JsonNode> answers = new TreeMap<>();
            for (String table : ExampleTables.names()) {
                answers.put(table, merged ? raw.merged(fixture.dev(table)) : raw.described(fixture.dev(table)));
                Files.writeString(
                        folder.resolve(table + ".json"), answers.get(table).toString());
            }
            String again = " -e staging --kms-key alias/aws/dynamodb --schemas " + folder;

            assertThat(fixture.run(Map.of(), "create" + again).out()).endsWith("13 created\n");
            assertThat(fixture.run(Map.of(), "diff" + again).out()).endsWith("13 in sync\n");

            answers.forEach((table, answer) -> {
                String made = fixture.dev(table).replace("-dev-", "-staging-");
                assertThat(RawDynamoDbClient.lasting(merged ? raw.merged(made) : raw.described(made)))
                        .as(table)
                        .isEqualTo(RawDynamoDbClient.lasting(answer));
            });
        }
    }
}
