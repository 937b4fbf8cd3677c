package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddbtool.local.DynamoDbLocal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Other tools read schema files as DescribeTable answers, and convert them to CreateTable input. */
class CreateTableInputTest {

    private static final JsonMapper JSON = new JsonMapper();

    static List<Path> exampleFiles() {
        try (Stream<Path> files = Files.list(ExampleFiles.COMMITTED)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("exampleFiles")
    void dynamodb_local_creates_each_example_table_from_its_file_after_the_documented_renames(Path file)
            throws IOException {
        ObjectNode table = (ObjectNode) JSON.readTree(file.toFile()).path("Table");
        JsonNode before = table.deepCopy();
        table.put("TableName", "create-table-input-" + table.path("TableName").asText());

        ObjectNode created =
                RawDynamoDbClient.of(DynamoDbLocal.shared().endpoint()).created(renamed(table));

        JsonNode made = created.path("TableDescription");
        assertThat(made.path("KeySchema")).isEqualTo(before.path("KeySchema"));
        assertThat(made.findValuesAsText("IndexName"))
                .containsExactlyInAnyOrderElementsOf(before.findValuesAsText("IndexName"));
        assertThat(made.at("/BillingModeSummary/BillingMode")).isEqualTo(before.at("/BillingModeSummary/BillingMode"));
    }

    /** The renames of docs/schema-format.md. */
    private static ObjectNode renamed(ObjectNode table) {
        table.remove(List.of("TableSizeBytes", "ItemCount"));
        table.set("BillingMode", table.remove("BillingModeSummary").path("BillingMode"));
        table.set("TableClass", table.remove("TableClassSummary").path("TableClass"));
        JsonNode encryption = table.remove("SSEDescription");
        table.putObject("SSESpecification")
                .put("Enabled", encryption.path("Status").asText().equals("ENABLED"))
                .set("SSEType", encryption.path("SSEType"));
        return table;
    }
}
