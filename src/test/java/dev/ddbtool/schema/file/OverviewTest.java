package dev.ddbtool.schema.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.schema.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverviewTest {

    private static final String BEGIN = "<!-- ddbtool:overview:begin -->";
    private static final String END = "<!-- ddbtool:overview:end -->";

    @Test
    void shows_keys_indexes_and_settings() {
        List<TableSchema> tables = ExampleSchemas.all().stream()
                .filter(table -> List.of("company-users", "paddle-webhook-dlq", "company-works")
                        .contains(table.name()))
                .toList();

        assertThat(Overview.of(tables)).startsWith("""
                        | table | partition key | sort key | indexes | TTL | stream | recovery | encryption |
                        |---|---|---|---|---|---|---|---|
                        | [company-users](company-users.json) | `companyId:S` | `userId:S` | `by-company-and-role` (`companyId:S`, `role:S`) ALL<br>`by-user` (`userId:S`) ALL | off | off | 35 days | KMS, AWS managed key |
                        | [company-works](company-works.json) | `companyId:S` | `workId:S` | – | off | off | 35 days | KMS, AWS managed key |
                        | [paddle-webhook-dlq](paddle-webhook-dlq.json) | `eventId:S` | – | `by-failure-time` (`eventType:S`, `failedAt:N`) ALL | `ttl` | off | 35 days | KMS, AWS managed key |
                        """);
    }

    @Test
    void the_committed_page_shows_the_committed_files() throws IOException {
        List<SummaryRow> tables = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("schemas"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                tables.add(SummaryRow.of(SchemaReader.read(file.toString(), Files.readAllBytes(file))));
            }
        }
        byte[] page = Files.readAllBytes(Path.of("schemas", SchemaFiles.OVERVIEW));

        assertThat(text(Overview.into(page, tables))).isEqualTo(text(page));
    }

    @Test
    void shows_every_kind_of_index_and_setting() {
        String file = """
                {"Table": {"AttributeDefinitions": [{"AttributeName": "a|b", "AttributeType": "B"},
                    {"AttributeName": "c`d", "AttributeType": "N"}],
                  "TableName": "odd",
                  "KeySchema": [{"AttributeName": "a|b", "KeyType": "HASH"}],
                  "LocalSecondaryIndexes": [{"IndexName": "near", "Projection": {"ProjectionType": "KEYS_ONLY"},
                    "KeySchema": [{"AttributeName": "a|b", "KeyType": "HASH"}, {"AttributeName": "c`d", "KeyType": "RANGE"}]}],
                  "GlobalSecondaryIndexes": [{"IndexName": "many",
                    "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["z", "y\\n"]},
                    "KeySchema": [{"AttributeName": "a|b", "KeyType": "HASH"}, {"AttributeName": "c`d", "KeyType": "HASH"},
                      {"AttributeName": "gone", "KeyType": "RANGE"}]}],
                  "VectorIndexes": [{"IndexName": "vec", "Projection": {"ProjectionType": "ALL"},
                    "VectorAttribute": {"AttributeName": "v"}}],
                  "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "KEYS_ONLY"},
                  "SSEDescription": {"Status": "ENABLED", "SSEType": "KMS", "KMSMasterKeyArn": "secret"}},
                 "ContinuousBackupsDescription": {"ContinuousBackupsStatus": "ENABLED",
                   "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "ENABLED", "RecoveryPeriodInDays": 1}}}
                """;

        assertThat(Overview.of(List.of(SchemaReader.read("odd.json", file.getBytes(UTF_8)))))
                .contains("| [odd](odd.json) | `a\\|b:B` | – |"
                        + " `many` (`a\\|b:B` + `` c`d:N ``, `gone:?`) INCLUDE `y\\u000a`, `z`<br>"
                        + "`near` (`a\\|b:B`, `` c`d:N ``) local, KEYS_ONLY<br>"
                        + "`vec` (`v`) vector, ALL | – | KEYS_ONLY | 1 day | KMS key |\n");
    }

    @Test
    void escapes_values_for_the_table_cell_and_the_terminal() {
        TableSchema odd = SchemaReader.read("odd.json", """
                {"Table": {"AttributeDefinitions": [], "TableName": "odd", "KeySchema": [],
                  "GlobalSecondaryIndexes": [{"IndexName": "one", "Projection": {"ProjectionType": "A|L\\u001b"},
                    "KeySchema": []}],
                  "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW\\u202e"},
                  "BillingModeSummary": {"BillingMode": "FREE\\r"}}}
                """.getBytes(UTF_8));

        assertThat(Overview.of(List.of(odd))).contains("A\\|L\\u001b |", " | NEW\\u202e | ");
        assertThat(TableSummary.of(List.of(odd))).contains("  FREE\\u000d  ");
    }

    @Test
    void distinguishes_off_from_unknown() {
        TableSchema companies = ExampleSchemas.companies();
        TableSchema off = SchemaReader.read(
                "x.json",
                SchemaWriter.text(companies)
                        .replace(
                                "\"PointInTimeRecoveryStatus\": \"ENABLED\"",
                                "\"PointInTimeRecoveryStatus\": \"DISABLED\"")
                        .replace("\"Status\": \"ENABLED\"", "\"Status\": \"DISABLED\"")
                        .getBytes(UTF_8));
        TableSchema unknown = SchemaReader.read(
                "x.json",
                "{\"Table\": {\"AttributeDefinitions\": [], \"TableName\": \"odd\", \"KeySchema\": []}}"
                        .getBytes(UTF_8));

        assertThat(Overview.of(List.of(off))).contains(" | off | off | off | AWS owned key |\n");
        assertThat(Overview.of(List.of(unknown))).contains("| [odd](odd.json) | – | – | – | – | off | – | – |\n");
    }

    @Test
    void creates_a_missing_page_with_an_explanation() {
        String page = text(MarkedSection.replaceIn(new byte[0], "x\n"));

        assertThat(page).startsWith("# Tables\n\n").endsWith("\n\n" + BEGIN + "\nx\n" + END + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void replaces_only_the_marked_section_and_keeps_line_endings(String lineEnd) {
        String page = "\n# Mine\n\n  " + BEGIN + "\nold\nolder\n" + END + "  \n\nalso mine";
        String expected = "\n# Mine\n\n  " + BEGIN + "\nx\ny\n" + END + "  \n\nalso mine";

        assertThat(replaced(page.replace("\n", lineEnd))).isEqualTo(expected.replace("\n", lineEnd));
    }

    @Test
    void keeps_bytes_that_are_not_utf_8() {
        byte[] page = ("é\n" + BEGIN + "\n" + END + "\né").getBytes(ISO_8859_1);

        assertThat(MarkedSection.replaceIn(page, "ü\n"))
                .isEqualTo(("é\n" + BEGIN + "\nÃ¼\n" + END + "\né").getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mine",
                "mine\n",
                BEGIN + "\nmine",
                END + "\nmine\n",
                END + "\nmine\n" + BEGIN + "\n",
                "`" + BEGIN + "` and `" + END + "`\n",
            })
    void appends_the_section_once_without_valid_markers(String page) {
        String once = replaced(page);

        assertThat(once).startsWith(page).endsWith("\n\n" + BEGIN + "\nx\ny\n" + END + "\n");
        assertThat(replaced(once)).isEqualTo(once);
        assertThat(text(MarkedSection.replaceIn(once.getBytes(UTF_8), "z\n"))).isEqualTo(once.replace("x\ny\n", "z\n"));
    }

    private static String replaced(String page) {
        return text(MarkedSection.replaceIn(page.getBytes(UTF_8), "x\ny\n"));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
