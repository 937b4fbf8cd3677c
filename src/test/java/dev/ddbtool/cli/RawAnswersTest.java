package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.schema.file.EditorSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers of the four read calls, merged as the page about schema files shows it, are valid schema files. */
class RawAnswersTest {

    private static final List<String> READS =
            List.of("DescribeTable", "DescribeTimeToLive", "DescribeContinuousBackups", "ListTagsOfResource");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void merged_answers_are_accepted_by_validate_and_by_editors() {
        Map<String, ObjectNode> files = answers();

        files.forEach((table, file) -> ExampleFiles.text(folder.resolve(table + ".json"), file.toString()));
        CliRunner.Result validated =
                CliRunner.withFake().variable("SCHEMA_DIR", folder.toString()).run("validate");

        assertThat(files).hasSize(13);
        assertThat(validated.exitCode()).as(validated.screen()).isZero();
        assertThat(files).allSatisfy((table, file) -> {
            assertThat(file.at("/Table/TableArn").asText()).endsWith("/construction-expenses-" + table);
            assertThat(EditorSchema.mistakes(file)).as(file.toString()).isEmpty();
        });
    }

    /** The answers that an export reads, merged by table. */
    private Map<String, ObjectNode> answers() {
        Map<String, ObjectNode> files = new TreeMap<>();
        CliRunner cli = CliRunner.withFake()
                .variable("SCHEMA_DIR", folder.resolve("exported").toString());
        ExampleTables.production(cli.fake());
        cli.way(AnswerRewriter.by((operation, request, answer) -> {
            if (READS.contains(operation)) {
                String resource = request.path("TableName")
                        .asText(request.path("ResourceArn").asText());
                String table = resource.substring(resource.indexOf("construction-expenses-"))
                        .replace("construction-expenses-", "");
                synchronized (files) {
                    files.computeIfAbsent(table, name -> JsonNodeFactory.instance.objectNode())
                            .setAll((ObjectNode) answer);
                }
            }
            return answer;
        }));
        assertThat(cli.run("export").exitCode()).isZero();
        return files;
    }
}
