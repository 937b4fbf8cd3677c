package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.schema.JsonMutants;
import dev.ddbtool.schema.RandomSchemas;
import dev.ddbtool.schema.RandomSchemas.Sse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged schema files and damaged responses never cause an internal error or an endless run, and never
 * print a control character. The generators are seeded, so a failure names the mutant that shows it.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class FuzzTest {

    private static final int FILE_MUTANTS = 2_000;
    private static final int IN_A_FOLDER = 40;
    private static final int ANSWER_MUTANTS = 250;

    private static final JsonMapper JSON = new JsonMapper();

    /** Control characters, and characters that reorder or hide text. Line feeds end the lines of the tool itself. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n]]");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** {@code create} can create what {@code validate} accepts, and the tables are in sync with their files. */
    @Test
    void damaged_schema_files_are_rejected_or_work() {
        JsonMutants mutants = new JsonMutants(1);
        RandomSchemas schemas = new RandomSchemas(1);
        int accepted = 0;
        for (int i = 0; i < FILE_MUTANTS / IN_A_FOLDER; i++) {
            Path own = folder.resolve("schemas" + i);
            Map<String, String> texts = new TreeMap<>();
            for (int j = 0; j < IN_A_FOLDER; j++) {
                String name = "notes-%02d".formatted(j);
                Sse sse = j % 2 == 0 ? Sse.AWS_MANAGED_KEY : Sse.AWS_OWNED_KEY;
                texts.put(
                        name,
                        mutants.of(tree(
                                schemas.text(schemas.complete(sse, "unused").withName(name)))));
            }
            texts.forEach((name, text) -> ExampleFiles.text(own.resolve(name + ".json"), text));
            CliRunner cli = CliRunner.withFake().variable("SCHEMA_DIR", own.toString());

            CliRunner.Result validated = run(cli, texts.toString(), "validate");
            assertThat(validated.exitCode()).as(texts.toString()).isIn(0, 3);
            texts.keySet().removeIf(name -> validated.out().contains("/" + name + ".json"));
            accepted += texts.size();
            for (String command : texts.isEmpty() ? List.<String>of() : List.of("create", "diff")) {
                List<String> line = new ArrayList<>(List.of(command, "-e", "dev", "--billing", "as-exported"));
                line.addAll(texts.keySet());
                CliRunner.Result ended = run(cli, texts.toString(), line.toArray(String[]::new));
                assertThat(ended.exitCode()).as(texts + "\n" + ended.screen()).isZero();
            }
        }
        assertThat(accepted).as("mutants that are valid").isBetween(FILE_MUTANTS / 50, FILE_MUTANTS / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeTable", "ListTables"})
    void damaged_answers_are_errors_of_the_table_or_of_the_run(String operation) {
        JsonMutants mutants = new JsonMutants(2);
        String project = "src/test/resources/projects/pull-requests.toml";
        List<List<String>> commands = List.of(
                List.of("config", "--live"), // describes no table
                List.of("export"),
                List.of("diff"),
                List.of("destroy", "-e", "pr-7", "--confirm", "pr-7", "--config", project),
                List.of("create", "--reconcile", "--yes"),
                List.of("add-gsi", "--from-schema", "--yes"));
        for (int i = 0; i < ANSWER_MUTANTS; i++) {
            Path own = folder.resolve("schemas" + i);
            ExampleFiles.copyTo(own, "companies", "invitations");
            CliRunner cli = CliRunner.withFake().variable("SCHEMA_DIR", own.toString());
            ExampleTables.production(cli.fake(), "companies", "invitations");
            cli.fake()
                    .seed(ExampleTables.createTable("companies", ExampleTables.PREFIX + "pr-7-companies"))
                    .tags(Map.of("Environment", "pr-7"));
            StringBuilder mutant = new StringBuilder();
            cli.way(AnswerRewriter.byText((called, request, answer) -> {
                boolean damaged = called.equals(operation)
                        && (called.equals("ListTables")
                                || request.at("/TableName").asText().endsWith("companies"));
                if (damaged && mutant.isEmpty()) {
                    mutant.append(mutants.of(answer));
                }
                return damaged ? mutant.toString() : answer.toString();
            }));
            List<String> command = new ArrayList<>(
                    commands.get(operation.equals("ListTables") ? i % 4 : 1 + i % (commands.size() - 1)));
            command.addAll(List.of("--timeout", "20s")); // a damaged list may be endless

            CliRunner.Result ended = run(cli, mutant, command.toArray(String[]::new));

            assertThat(mutant).as("the response was damaged").isNotEmpty();
            assertThat(ended.exitCode()).as(mutant + "\n" + ended.screen()).isIn(0, 1, 4, 5, 6);
        }
    }

    private static CliRunner.Result run(CliRunner cli, CharSequence mutant, String... arguments) {
        CliRunner.Result ended = cli.run(arguments);
        String shown = String.join(" ", arguments) + "\n" + mutant + "\n" + ended.screen();
        assertThat(ended.exitCode()).as(shown).isNotEqualTo(70);
        assertThat(UNPRINTABLE.matcher(ended.screen()).find()).as(shown).isFalse();
        return ended;
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
