package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ddbtool.cli.ReportSchema;
import dev.ddbtool.fake.ExampleTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program on a real terminal of two sizes, with and without redirected streams. */
class TerminalIT {

    private static final String ESCAPE = "\u001b";
    private static final String ERASE = "\r" + ESCAPE + "[K";
    private static final String SLOW_CREATE = "ddbtool create -e staging" + FakeAwsServer.AWS;

    @TempDir
    Path home;

    private Path schemas;

    @BeforeAll
    static void terminals_are_available() throws IOException, InterruptedException {
        String version = "";
        try {
            Process script = new ProcessBuilder("script", "--version").start();
            version = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            script.waitFor();
        } catch (IOException e) {
            version = "none: " + e.getMessage();
        }
        assumeTrue(version.contains("util-linux"), "needs the script command of util-linux, to make a terminal");
    }

    @BeforeEach
    void use_a_copy_of_the_example_schemas() throws IOException {
        schemas = Files.createDirectories(home.resolve("schemas"));
        for (String table : List.of("companies", "pending-payments")) {
            Files.copy(Path.of("schemas", table + ".json"), schemas.resolve(table + ".json"));
        }
    }

    private BinaryRunner at(FakeAwsServer aws) {
        return aws.binary().with("SCHEMA_DIR", schemas.toString()).with("TABLE_PREFIX", "construction-expenses");
    }

    /** The lines that stay on the screen, without colours. */
    private static List<String> screen(CommandResult ended) {
        return Arrays.stream(ended.out().split("\r\n", -1))
                .map(line -> line.substring(line.lastIndexOf(ERASE) < 0 ? 0 : line.lastIndexOf(ERASE) + ERASE.length()))
                .map(line -> line.replaceAll(ESCAPE + "\\[\\d+m", ""))
                .toList();
    }

    /** {@code LayoutTest} and {@code HelpTest} check all commands. This test checks the width of a real terminal. */
    @ParameterizedTest
    @CsvSource({"80, 24", "200, 50"})
    void lines_fit_the_width_of_the_terminal(int columns, int rows) {
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            ExampleTables.production(aws.fake());
            aws.fake()
                    .edit("construction-expenses-companies")
                    .tags(Map.of("Purpose", "x ".repeat(100).strip()));
            String line = "ddbtool diff --tag 'Purpose=" + "y ".repeat(60).strip() + "'" + FakeAwsServer.AWS;

            CommandResult ended = at(aws).terminal(columns, rows, line).endAtTerminal();

            assertThat(screen(ended))
                    .contains("2 differ, 11 extra")
                    .filteredOn(shown -> !shown.contains(": ddbtool ")) // a command to copy is never wrapped
                    .allSatisfy(shown -> assertThat(shown).hasSizeLessThanOrEqualTo(columns))
                    .allSatisfy(shown -> assertThat(shown).doesNotContainPattern("\\p{Cntrl}"))
                    .anySatisfy(shown -> assertThat(shown).hasSizeGreaterThan(columns - 10));
        }
    }

    @Test
    void progress_is_rewritten_in_place_and_erased_at_the_end() {
        try (FakeAwsServer aws = new FakeAwsServer(home).slow()) {
            RunningCommand running = at(aws).terminal(80, 24, SLOW_CREATE);
            running.untilOutHas(ERASE + "0/2, ");
            aws.finishTables();
            CommandResult ended = running.endAtTerminal();

            assertThat(ended.exitCode()).as(ended.out()).isZero();
            assertThat(ended.out()).containsPattern("0/2, \\d+ s: ").contains(ESCAPE + "[32m+ companies");
            assertThat(screen(ended)).noneMatch(line -> line.contains("0/2")).contains("2 created");
        }
    }

    @Test
    void quiet_shows_only_the_result_and_where_it_writes() {
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            CommandResult ended = at(aws).terminal(80, 24, "NO_COLOR=1 " + SLOW_CREATE + " --quiet")
                    .endAtTerminal();

            assertThat(ended.out()).contains("+ companies  ").doesNotContain(ESCAPE + "[3");
            assertThat(screen(ended)).hasSize(6).element(4).isEqualTo("2 created");
        }
    }

    @Test
    void progress_on_the_terminal_does_not_affect_json_in_a_file() throws IOException {
        try (FakeAwsServer aws = new FakeAwsServer(home).slow()) {
            RunningCommand running =
                    at(aws).in(home).terminal(80, 24, SLOW_CREATE + " --output json > report.json; cat /dev/null");
            running.untilOutHas(ERASE + "0/2, ");
            aws.finishTables();
            running.endAtTerminal();

            String report = Files.readString(home.resolve("report.json"));
            assertThat(report).doesNotContain(ESCAPE, "\r");
            ReportSchema.check(report, 0);
            assertThat(new JsonMapper().readTree(report).at("/counts/created").asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void a_log_in_a_file_has_no_control_characters() throws IOException {
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            at(aws).in(home)
                    .terminal(80, 24, SLOW_CREATE + " > out.log 2> err.log")
                    .endAtTerminal();

            assertThat(Files.readString(home.resolve("out.log")))
                    .matches(
                            "\\+ companies {9}created {2}\\d\\.\\d s\n\\+ pending-payments {2}created {2}\\d\\.\\d s\n2 created\n");
            assertThat(Files.readString(home.resolve("err.log")))
                    .startsWith("create: environment staging, ")
                    .doesNotContainPattern("[\\p{Cntrl}&&[^\n]]");
        }
    }

    @Test
    void a_change_of_production_waits_for_confirmation() {
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            ExampleTables.production(aws.fake());
            RunningCommand running =
                    at(aws).terminal(80, 24, "ddbtool create --reconcile companies --tag team=a" + FakeAwsServer.AWS);
            running.untilOutHas("[y/N] ");
            assertThat(aws.fake().mutations()).isEmpty();
            running.type("y\n");
            CommandResult ended = running.endAtTerminal();

            assertThat(ended.exitCode()).as(ended.out()).isZero();
            assertThat(ended.out()).contains("16 items, 0.01 MB", "tag team: none -> a", "reconciled");
        }
    }
}
