package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.Script;
import dev.ddbtool.project.Project;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.report.ReportFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of result in every format, compared with {@code src/test/resources/formats}. {@code -Dformats.update=true} updates
 * these files: review them before you commit.
 */
class OutputFormatsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/formats");
    private static final boolean UPDATE = Boolean.getBoolean("formats.update");

    /** The name of the files, the stage, and the command line. */
    private static final List<List<String>> CHECKS = List.of(
            List.of("in-sync", "production", "diff companies invitations"),
            List.of("differs", "production, drift", "diff"),
            List.of("missing", "production, without invitations", "diff companies invitations"),
            List.of("failed", "production, deny DescribeTimeToLive", "diff companies"),
            List.of("unread", "emulator, tables construction-expenses-dev-invitations", "diff -e dev invitations"),
            List.of("environments", "production, drift, staging", "diff -e staging --against production companies"),
            List.of("folders", "empty, other folder", "diff --against-folder other companies drafts orders"),
            List.of("explained", "production, drift", "diff companies --no-pitr"),
            List.of("invalid", "mistakes", "validate"),
            List.of("valid", "empty", "validate"),
            List.of("no-file", "empty", "validate nosuch.json"),
            List.of("invalid-files", "production, mistakes", "diff companies"),
            List.of("invalid-project", "invalid project", "diff"),
            List.of("usage", "empty", "diff --nosuch"),
            List.of("wrong-account", "production", "diff companies --expect-account 999999999999"),
            List.of("interrupted", "production, interrupted", "diff companies invitations"));

    private static final List<List<String>> CHANGES = List.of(
            List.of("created", "empty", "create -e staging companies"),
            List.of("dry-run", "production, drift", "create --reconcile --dry-run --show-calls companies invitations"),
            List.of("dry-run-new", "empty", "create -e staging --dry-run companies"),
            List.of("blocked", "own key", "create -e staging companies"),
            List.of("not-confirmed", "empty", "create companies"),
            List.of("reconciled", "production, drift", "reconcile invitations --yes"),
            List.of("time-limit", "slow", "create -e staging companies --timeout 1s"),
            List.of("index-created", "production, drift", "add-gsi --from-schema companies --yes"),
            List.of("exported", "production, drift", "export companies audit-log"),
            List.of("destroyed", "pull request", "destroy -e pr-12 --confirm pr-12"),
            List.of("restored", "without companies", "restore companies --latest --yes"),
            List.of("project", "no project, tables shop-orders shop-users", "init"),
            List.of("settings", "empty", "config"));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    static Stream<Arguments> results() {
        return Stream.concat(
                CHECKS.stream()
                        .flatMap(each ->
                                Stream.of("markdown", "github", "junit").map(format -> arguments(each, format))),
                CHANGES.stream().map(each -> arguments(each, "markdown")));
    }

    private static Arguments arguments(List<String> result, String format) {
        return Arguments.of(result.get(0), format, result.get(1), result.get(2));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("results")
    void writes_every_kind_of_result(String name, String format, String stage, String line) {
        Path golden = GOLDEN.resolve(
                name + "." + (format.equals("markdown") ? "md" : format.equals("junit") ? "xml" : "txt"));

        CliRunner.Result ended = run(stage, line + " --output " + format);

        String document = ended.out().replace(folder + "/", "");
        ReportFormats.check(format, document);
        if (UPDATE) {
            ExampleFiles.text(golden, document);
        }
        assertThat(document).isEqualTo(ExampleFiles.text(golden));
    }

    private CliRunner.Result run(String stage, String line) {
        CliRunner cli = CliRunner.withFake().in(folder);
        Path schemas = folder.resolve("schemas");
        ExampleFiles.copyTo(schemas);
        ExampleFiles.text(folder.resolve(Project.FILE), ExampleFiles.text(Path.of(Project.FILE)));
        TranscriptSetup setup = new TranscriptSetup(cli, schemas);
        for (String word : stage.split(", ", -1)) {
            switch (word) {
                case "interrupted" ->
                    cli.fake().on(Script.ANY).nth(3).before(() -> {
                        cli.running().interrupted(ExitCode.INTERRUPTED);
                        throw new TranscriptSetup.Killed();
                    });
                case "other folder" -> {
                    Path other = folder.resolve("other");
                    List.of("drafts", "orders").forEach(table -> ExampleFiles.write(other, table, "", ""));
                    ExampleFiles.write(schemas, "orders", ", \"DeletionProtectionEnabled\": true", "");
                }
                case "invalid project" -> ExampleFiles.text(folder.resolve(Project.FILE), "prefx = \"shop\"\n");
                default -> setup.set(word);
            }
        }
        return cli.run(line.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "create -e staging --output github, use it with diff",
        "export --output=junit, use it with diff",
        "diff --output githb, did you mean '--output=github'?",
        "validate --output xml, '--output=markdown, --output=github or --output=junit'"
    })
    void an_unsupported_format_is_a_usage_error(String line, String hint) {
        CliRunner.Result ended = run("empty", line);

        assertThat(ended.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains(hint);
    }

    @Test
    void mistakes_before_the_command_are_reported_in_the_format() {
        assertThat(run("empty", "--output github diff").out())
                .isEqualTo("::error title=ddbtool::unknown option '--output'%0A"
                        + "hint: put options after the command: ddbtool COMMAND --output\n"
                        + "exit code 2\n");
    }

    /** The report of a change is complete even if the comment is too long for GitHub. */
    @Test
    void three_hundred_differing_tables_fit_into_one_comment() throws IOException {
        CliRunner cli = CliRunner.withFake().in(folder);
        List<String> tables = new ArrayList<>();
        String file = ExampleFiles.text(Path.of("schemas/invitations.json"));
        Path schemas = Files.createDirectory(folder.resolve("schemas"));
        for (int i = 0; i < 300; i++) {
            String table = "invitations-of-a-table-with-a-rather-long-name-%03d".formatted(i);
            tables.add(table);
            ExampleFiles.text(schemas.resolve(table + ".json"), file.replace("\"invitations\"", "\"" + table + "\""));
            if (i % 10 > 0) {
                cli.fake().seed(ExampleTables.createTable("invitations", "shop-" + table)).stream("KEYS_ONLY");
            }
        }

        CliRunner.Result ended = cli.run("diff", "--prefix", "shop", "--output", "markdown");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out())
                .hasSizeLessThan(65_536)
                .startsWith("### ddbtool diff, environment production: 270 differ, 30 missing\n")
                .containsPattern("\nand [0-9]+ more tables in detail\n");
        assertThat(tables).allSatisfy(table -> assertThat(ended.out()).contains("| `" + table + "` |"));
        ReportFormats.check("markdown", ended.out());
    }
}
