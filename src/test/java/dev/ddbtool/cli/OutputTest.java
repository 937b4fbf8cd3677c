package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.Fault;
import dev.ddbtool.report.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {

    private static final String ESCAPE = "\u001b";

    private final Path folder;
    private final CliRunner cli;

    OutputTest(@TempDir Path folder) {
        this.folder = folder;
        cli = CliRunner.withExamples(folder.resolve("schemas"));
        ExampleTables.production(cli.fake());
        cli.fake().behave(Behaviour.likeAws());
    }

    private CliRunner.Result run(String line) {
        return cli.run(line.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export",
                "create -e staging",
                "create --tag a=b",
                "add-gsi --table companies --index by-x --partition-key x:S --yes",
                "diff -e staging",
                "validate",
                "create --nosuch",
                "--help"
            })
    void no_control_character_is_printed_without_a_terminal(String line) {
        CliRunner.Result ended = run(line);

        assertThat(ended.screen()).doesNotContainPattern("[\\p{Cntrl}&&[^\n]]");
    }

    @Test
    void a_dumb_terminal_gets_plain_lines() {
        CliRunner.Result ended =
                cli.terminal("").variable("TERM", "dumb").run("create", "-e", "staging", "companies", "--yes");

        assertThat(ended.screen())
                .doesNotContain(ESCAPE)
                .contains("companies: waiting for the table (CREATING) (2 s)\n");
    }

    @Test
    void outcomes_are_coloured_on_a_terminal() {
        cli.terminal(Set.of(Console.STDOUT), "");

        assertThat(run("diff companies").out()).doesNotContain(ESCAPE);
        assertThat(run("diff companies --no-pitr").out())
                .contains(ESCAPE + "[33m~ companies  differs" + ESCAPE + "[0m");
        assertThat(run("create -e staging companies").out()).contains(ESCAPE + "[32m+ companies  created");
    }

    @ParameterizedTest
    @CsvSource({"NO_COLOR, 1, ''", "TERM, dumb, ''", "X, '', --no-color"})
    void colours_can_be_turned_off(String variable, String value, String flag) {
        cli.terminal("").variable(variable, value);

        CliRunner.Result ended = run(("diff companies --no-pitr " + flag).strip());

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).doesNotContain(ESCAPE);
    }

    @Test
    void an_empty_no_color_counts_as_unset() {
        cli.terminal("").variable("NO_COLOR", "");

        assertThat(run("diff companies --no-pitr").out()).contains(ESCAPE);
    }

    @Test
    void json_is_never_coloured() {
        assertThat(cli.terminal("")
                        .run("diff", "companies", "--no-pitr", "--output", "json")
                        .out())
                .doesNotContain(ESCAPE)
                .startsWith("{");
    }

    @Test
    void errors_are_coloured_only_if_stderr_is_a_terminal() {
        cli.terminal(Set.of(Console.STDOUT), "");
        assertThat(run("export nosuch").err()).contains("ddbtool: nosuch: ").doesNotContain(ESCAPE);

        cli.terminal(Set.of(Console.STDERR), "");
        assertThat(run("export -e nosuch").err()).contains(ESCAPE + "[31mddbtool: " + ESCAPE + "[0m");
    }

    @Test
    void quiet_hides_notes_and_progress_but_not_results_and_errors() {
        CliRunner.Result created = run("create -e staging --quiet");
        assertThat(created.err()).isEqualTo("create: environment staging, region eu-west-1, account 111122223333\n");
        assertThat(created.out()).endsWith("13 created\n");

        CliRunner.Result failed = run("export nosuch --quiet");
        assertThat(failed.err()).startsWith("ddbtool: nosuch: ").contains("hint: ");
        assertThat(failed.out()).contains("1 failed");

        assertThat(run("diff companies --tag a=b -q").err()).isEmpty();
        assertThat(run("create -e dev companies --timeout 1s -q").err()).contains("continue with: ");
    }

    /** Tables created empty, items that TTL deletes, ignored names, and an unknown environment. */
    @Test
    void quiet_shows_warnings_and_the_report_lists_them() {
        cli.fake().edit(ExampleTables.PREFIX + "pending-payments").timeToLive(null);
        cli.fake().edit(ExampleTables.PREFIX + "company-works").remove();
        cli.fake().seed(ExampleTables.createTable("companies", ExampleTables.PREFIX + "x".repeat(230)));
        List.of("companies", "invitations")
                .forEach(table ->
                        cli.fake().seed(ExampleTables.createTable(table, ExampleTables.PREFIX + "qa-" + table)));
        Map<String, List<String>> warnings = Map.of(
                "create --reconcile --dry-run",
                List.of(
                        "1 table will be created EMPTY in production: company-works;",
                        "turning on TTL deletes the items of 'construction-expenses-pending-payments'"),
                "export --schemas " + folder.resolve("exported"),
                List.of(
                        "the physical name of 'xxx",
                        "skipping 2 tables of undeclared environment 'qa' (qa-companies, qa-invitations): "),
                "diff",
                List.of(
                        "the physical name of 'xxx",
                        "skipping 2 tables of undeclared environment 'qa' (qa-companies, qa-invitations): "),
                "add-gsi --table-name construction-expenses-qa-companies --index by-x --partition-key x:S -e dev"
                        + " --dry-run",
                List.of(
                        "ignoring environment 'dev': table 'construction-expenses-qa-companies' belongs to 'production'"));

        warnings.forEach((command, expected) -> {
            String quiet = run(command + " --quiet").err();
            String report = run(command + " --output json --quiet").out();
            for (String warning : expected) {
                assertThat(quiet).contains("warning: " + warning);
                assertThat(report).containsPattern("\"warnings\": \\[[^]]*" + Pattern.quote(warning));
            }
        });
        assertThat(run("diff companies --output json -q").out()).contains("\"warnings\": [],");
    }

    @Test
    void results_go_to_stdout_and_everything_else_to_stderr() {
        CliRunner.Result ended = run("create -e staging companies");

        assertThat(ended.out()).matches("\\+ companies {2}created {2}[0-9.]+ s\n1 created\n");
        assertThat(ended.err()).contains("create: environment staging", "companies: waiting for the table");
    }

    @Test
    void plain_progress_has_no_duplicate_lines() {
        List<String> lines = run("create -e staging companies").err().lines().toList();

        assertThat(lines).doesNotHaveDuplicates();
    }

    @Test
    void an_internal_error_shows_its_stack_trace_only_with_debug() {
        cli.fake().on("DescribeTable").before(() -> {
            throw new AssertionErrorInDisguise();
        });

        CliRunner.Result plain = run("export companies");
        assertThat(plain.exitCode()).isIn(4, 70);
        assertThat(plain.err()).doesNotContain("    at ");
    }

    /** An unexpected defect. */
    private static final class AssertionErrorInDisguise extends IllegalStateException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void stack_traces_appear_only_with_debug() {
        cli.fake().on("ListTables").fail(Fault.accessDenied());

        assertThat(run("export").err()).doesNotContain("    at ").contains("dynamodb:ListTables");
        assertThat(run("export --debug").err()).contains("    at ").contains("dynamodb:ListTables");
    }

    @Test
    void flags_override_variables_and_variables_override_defaults() {
        Map<String, String> variables = Map.of("ENVIRONMENT", "staging", "TABLE_PREFIX", "books");

        assertThat(cli.with(variables)
                        .run("create", "--dry-run", "--show-calls", "companies")
                        .out())
                .contains("\"books-staging-companies\"");
        assertThat(cli.with(variables)
                        .run("create", "--dry-run", "--show-calls", "companies", "-e", "dev", "--prefix", "shop")
                        .out())
                .contains("\"shop-dev-companies\"");
        assertThat(cli.with(Map.of("ENVIRONMENT", "", "TABLE_PREFIX", ""))
                        .run("create", "companies")
                        .out())
                .contains("in sync");
        assertThat(cli.run("create", "--dry-run", "--show-calls", "companies", "--prefix", "", "-e", "dev")
                        .out())
                .contains("\"dev-companies\"");
        assertThat(cli.with(Map.of("ENVIRONMENTS", "qa"))
                        .run("create", "--dry-run", "--show-calls", "companies", "-e", "qa")
                        .out())
                .contains("\"construction-expenses-qa-companies\"");
    }

    @Test
    void the_region_flag_overrides_both_variables() {
        cli.variable("AWS_REGION", "").variable("AWS_DEFAULT_REGION", "us-west-2");
        assertThat(run("create -e dev companies --dry-run").err()).contains("region us-west-2");

        cli.variable("AWS_REGION", "eu-central-1");
        assertThat(run("create -e dev companies --dry-run").err()).contains("region eu-central-1");
        assertThat(run("create -e dev companies --dry-run --region ap-south-1").err())
                .contains("region ap-south-1");
    }
}
