package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.report.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A signal during a run. The tests of the binary check the end of the process. */
class InterruptionTest {

    private final Path folder;
    private final CliRunner cli;
    private final List<Integer> codes = new ArrayList<>();

    InterruptionTest(@TempDir Path folder) {
        this.folder = folder;
        cli = CliRunner.withExamples(folder.resolve("schemas"));
        cli.fake().behave(Behaviour.likeAws());
    }

    private void interruptAt(String operation, ExitCode signal) {
        cli.fake().on(operation).nth(1).before(() -> codes.add(cli.running().interrupted(signal)));
    }

    /** Interrupts when this call is sent. It does not arrive. */
    private void endAt(String operation, ExitCode signal) {
        cli.fake().on(operation).nth(1).before(() -> {
            codes.add(cli.running().interrupted(signal));
            throw new IllegalStateException("the process is killed");
        });
    }

    @ParameterizedTest
    @CsvSource({"INTERRUPTED, 130, interrupted", "TERMINATED, 143, terminated", "HUNG_UP, 129, terminal closed"})
    void one_report_shows_the_progress_and_how_to_continue(ExitCode signal, int code, String word) {
        interruptAt("UpdateContinuousBackups", signal);

        CliRunner.Result ended = cli.run("create", "-e", "staging", "companies");

        assertThat(codes).containsExactly(code);
        assertThat(ended.exitCode()).isEqualTo(code);
        assertThat(ended.out())
                .isEqualTo("! companies  interrupted  (waiting for point-in-time recovery)\n1 interrupted\n");
        assertThat(ended.err())
                .contains("ddbtool: " + word
                        + "; DynamoDB continues with companies (waiting for point-in-time recovery)\n")
                .endsWith("continue with: ddbtool create -e staging companies --reconcile\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateTable", "UpdateTimeToLive", "UpdateContinuousBackups"})
    void the_command_that_it_prints_finishes_the_work(String operation) {
        endAt(operation, ExitCode.INTERRUPTED);

        CliRunner.Result ended = cli.run("create", "-e", "staging", "pending-payments");

        assertThat(codes).containsExactly(130);
        assertThat(ended.err()).endsWith("continue with: ddbtool create -e staging pending-payments --reconcile\n");
        assertThat(cli.run("create", "-e", "staging", "pending-payments", "--reconcile")
                        .exitCode())
                .isZero();
        assertThat(cli.run("diff", "-e", "staging", "pending-payments").exitCode())
                .isZero();
    }

    /** The exit code of the process is that of the report, regardless of when the signal arrives. */
    @Test
    void a_signal_after_the_report_changes_nothing() {
        CliRunner.Result ended = cli.run("validate");

        assertThat(ended.exitCode()).isZero();
        assertThat(cli.running().interrupted(ExitCode.TERMINATED)).isZero();
    }

    @Test
    void a_second_signal_waits_only_a_few_seconds_for_the_report() {
        Signals signals = new Signals(cli.app(), codes::add);
        signals.arrived(ExitCode.INTERRUPTED);
        Instant before = cli.time().instant();

        signals.arrived(ExitCode.TERMINATED);

        assertThat(codes).as("both end the run, in any order").containsExactly(130, 130);
        assertThat(Duration.between(before, cli.time().instant())).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void json_output_is_exactly_one_document() throws JsonProcessingException {
        interruptAt("UpdateContinuousBackups", ExitCode.INTERRUPTED);

        CliRunner.Result ended = cli.run("create", "-e", "staging", "pending-payments", "--output", "json");

        JsonNode report = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .readTree(ended.out());
        assertThat(report.get("exitCode").asInt()).isEqualTo(130);
        assertThat(report.at("/tables/0/outcome").asText()).isEqualTo("interrupted");
        assertThat(report.at("/error/message").asText()).startsWith("interrupted");
        assertThat(report.at("/tables/0/steps").findValuesAsText("action"))
                .containsExactly("CreateTable", "UpdateTimeToLive", "UpdateContinuousBackups");
        assertThat(report.at("/tables/0/steps").findValuesAsText("done")).containsExactly("true", "true", "false");
    }

    @Test
    void finished_tables_keep_their_outcome() {
        cli.fake()
                .on("UpdateContinuousBackups")
                .table("construction-expenses-staging-pending-payments")
                .nth(1)
                .before(() -> codes.add(cli.running().interrupted(ExitCode.INTERRUPTED)));
        cli.run("create", "-e", "staging", "companies");

        CliRunner.Result ended = cli.run("create", "-e", "staging", "companies", "pending-payments");

        assertThat(ended.out()).contains("= companies         in sync").contains("1 in sync, 1 interrupted");
    }

    @ParameterizedTest
    @CsvSource({
        "diff, DescribeTable",
        "diff, DescribeTimeToLive",
        "diff, DescribeContinuousBackups",
        "create -e staging, DescribeTable",
        "create --reconcile --yes, ListTagsOfResource",
        "add-gsi --table companies --index by-x --partition-key x:S --yes, DescribeTable",
    })
    void read_only_runs_have_nothing_to_continue(String line, String operation) {
        ExampleTables.production(cli.fake());
        endAt(operation, ExitCode.INTERRUPTED);

        CliRunner.Result ended = cli.run(line.split(" "));

        assertThat(codes).containsExactly(130);
        assertThat(ended.exitCode()).isEqualTo(130);
        assertThat(ended.err())
                .contains(
                        "ddbtool: interrupted\nhint: finished work is kept: run the same command again, or the command after 'continue with:'\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListTables", "DescribeTable", "DescribeTimeToLive"})
    void an_interrupted_export_continues_with_the_same_command(String operation) {
        ExampleTables.production(cli.fake());
        endAt(operation, ExitCode.TERMINATED);
        String line = "export --schemas " + folder.resolve("out");

        CliRunner.Result ended = cli.run(line.split(" "));

        assertThat(codes).containsExactly(143);
        assertThat(ended.err()).contains("ddbtool: terminated\n").endsWith("continue with: ddbtool " + line + "\n");
    }

    @Test
    void an_index_continues_in_dynamodb_and_the_same_command_waits_for_it() {
        ExampleTables.production(cli.fake());
        cli.fake()
                .on("DescribeTable")
                .nth(5)
                .before(() -> codes.add(cli.running().interrupted(ExitCode.INTERRUPTED)));

        CliRunner.Result ended =
                cli.run("add-gsi", "--table", "companies", "--index", "by-x", "--partition-key", "x:S", "--yes");

        assertThat(ended.exitCode()).isEqualTo(130);
        assertThat(ended.err())
                .contains("interrupted; DynamoDB continues with companies (index 'by-x' allocating")
                .endsWith("continue with: ddbtool add-gsi --table companies --index by-x --partition-key x:S --yes\n");
    }
}
