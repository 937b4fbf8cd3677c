package dev.ddbtool.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.cli.CliRunner;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.Fault;
import dev.ddbtool.report.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmationTest {

    private static final String COMPANIES = "construction-expenses-companies";

    private final Path folder;
    private final CliRunner cli;

    ConfirmationTest(@TempDir Path folder) {
        this.folder = folder;
        cli = CliRunner.withExamples(folder.resolve("schemas"));
    }

    private CliRunner.Result addIndex(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("add-gsi", "--table", "companies", "--index", "by-email", "--partition-key", "email:S"));
        arguments.addAll(List.of(more));
        return cli.run(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"y\n", "Y\n", "yes\n", " y \n"})
    void an_existing_production_table_is_changed_after_yes(String typed) {
        ExampleTables.production(cli.fake());

        CliRunner.Result ended = cli.terminal(typed).run("reconcile", "--tag", "team=a", "companies");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err())
                .contains(COMPANIES + ": 16 items, 0.01 MB\n    tag team: none -> a\n"
                        + "production: change 1 existing table in Region eu-west-1, account 111122223333? [y/N] ");
        assertThat(cli.fake().mutations()).containsExactly("TagResource");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n\n", "\n", "", "no\n", "yup\n", "\u0004"})
    void anything_but_yes_changes_nothing(String typed) {
        ExampleTables.production(cli.fake());

        CliRunner.Result ended = addIndexAtTerminal(typed);

        assertThat(ended.exitCode()).isEqualTo(5);
        assertThat(ended.err())
                .contains("[y/N] " + (typed.isEmpty() ? "\n" : "\u001b"), "not confirmed: nothing was changed")
                .contains("hint: run the same command again and answer y, or add --yes\n")
                .doesNotContain("--dry-run");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    private CliRunner.Result addIndexAtTerminal(String typed) {
        cli.terminal(typed);
        return addIndex();
    }

    @Test
    void without_a_terminal_a_change_is_refused_before_any_write() {
        ExampleTables.production(cli.fake());

        CliRunner.Result ended = addIndex();

        assertThat(ended.exitCode()).isEqualTo(5);
        assertThat(ended.err())
                .contains("changes in production require confirmation, but no terminal is available")
                .contains("hint: review the plan with --dry-run, then add --yes\n");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void asking_requires_a_terminal_for_question_and_answer() {
        ExampleTables.production(cli.fake());

        for (Set<String> streams : List.of(
                Set.of(Console.STDOUT, Console.STDERR), Set.of(Console.STDIN, Console.STDOUT), Set.of(Console.STDIN))) {
            cli.terminal(streams, "y\n");
            assertThat(addIndex().exitCode()).isEqualTo(5);
        }
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void json_can_be_piped_while_the_terminal_asks() {
        ExampleTables.production(cli.fake());
        cli.terminal(Set.of(Console.STDIN, Console.STDERR), "y\n");

        CliRunner.Result ended = addIndex("--output", "json");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).startsWith("{").doesNotContain("[y/N]");
    }

    @Test
    void only_the_option_confirms_in_advance() {
        ExampleTables.production(cli.fake());

        assertThat(addIndex("--yes").exitCode()).isZero();
        assertThat(cli.with(Map.of("DDBTOOL_YES", "1"))
                        .run("create", "--tag", "team=a", "--reconcile", "invitations")
                        .exitCode())
                .isEqualTo(5);
        assertThat(cli.fake().mutations()).containsExactly("UpdateTable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "prd", "live", "PROD"})
    void the_usual_names_of_production_are_protected(String environment) {
        cli.variable("ENVIRONMENTS", environment + ",preprod");

        CliRunner.Result refused = cli.run("create", "-e", environment, "companies");

        assertThat(refused.exitCode()).isEqualTo(5);
        assertThat(refused.err())
                .contains("changes in " + environment + " require confirmation, but no terminal is available");
        assertThat(cli.terminal("y\n")
                        .run("create", "-e", environment, "companies")
                        .err())
                .contains(environment + ": create 1 EMPTY table in Region eu-west-1, account 111122223333? [y/N] ");
        assertThat(cli.terminal("").run("create", "-e", "preprod", "companies").exitCode())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8000", "http://127.0.0.1:8000", "http://[::1]:8000"})
    void an_endpoint_on_this_machine_is_never_asked_for(String endpoint) {
        assertThat(cli.run("create", "companies", "--endpoint-url", endpoint).exitCode())
                .isZero();
        assertThat(cli.run("create", "invitations", "--endpoint-url", endpoint, "--endpoint-kind", "aws")
                        .exitCode())
                .isEqualTo(5);
        assertThat(cli.fake().tables()).containsExactly(COMPANIES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://dynamodb:8000", "http://127.0.0.1.example.com:8000", "http://192.168.0.4:8000"})
    void an_endpoint_on_another_machine_is_asked_for(String endpoint) {
        assertThat(cli.run("create", "companies", "--endpoint-url", endpoint).exitCode())
                .isEqualTo(5);
        assertThat(cli.terminal("y\n")
                        .run("create", "companies", "--endpoint-url", endpoint)
                        .err())
                .contains("production: create 1 EMPTY table at '" + endpoint + "'? [y/N] ");
    }

    @Test
    void other_environments_are_created_without_a_question() {
        cli.run("create", "-e", "staging", "companies");

        CliRunner.Result ended = addIndex("-e", "staging");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).doesNotContain("[y/N]");
    }

    @Test
    void the_environment_of_a_physical_name_overrides_the_option() {
        ExampleTables.production(cli.fake());
        cli.run("create", "-e", "staging", "companies");
        cli.fake().forgetCalls();

        CliRunner.Result production = cli.run(
                "add-gsi", "-e", "staging", "--table-name", COMPANIES, "--index", "by-x", "--partition-key", "x:S");
        CliRunner.Result staging = cli.run(
                "add-gsi",
                "--table-name",
                "construction-expenses-staging-companies",
                "--index",
                "by-x",
                "--partition-key",
                "x:S");

        assertThat(production.exitCode()).isEqualTo(5);
        assertThat(production.err()).contains("environment production");
        assertThat(staging.exitCode()).isZero();
        assertThat(staging.err()).contains("environment staging");
    }

    @Test
    void a_physical_name_without_an_environment_counts_as_protected() {
        cli.fake().seed(ExampleTables.createTable("companies", "legacy-companies"));

        CliRunner.Result ended = cli.run(
                "add-gsi",
                "-e",
                "dev",
                "--table-name",
                "legacy-companies",
                "--index",
                "by-email",
                "--partition-key",
                "email:S");

        assertThat(ended.exitCode()).isEqualTo(5);
        assertThat(ended.err()).contains("changes to tables outside the known environments require confirmation");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void creating_tables_requires_confirmation() {
        assertThat(cli.run("create").exitCode()).isEqualTo(5);
        assertThat(cli.terminal("n\n").run("create").err())
                .contains("production: create 13 EMPTY tables in Region eu-west-1, account 111122223333? [y/N] ");
        assertThat(cli.fake().mutations()).isEmpty();

        assertThat(cli.terminal("y\n").run("create").exitCode()).isZero();
        assertThat(cli.terminal(Set.of(), "").run("create").exitCode()).isZero(); // nothing to do, nothing to ask
        assertThat(cli.fake().tables()).hasSize(13);
    }

    @Test
    void a_table_that_another_run_is_creating_is_completed_after_confirmation() {
        cli.fake().seed(ExampleTables.createTable("companies", COMPANIES));
        cli.fake().edit(COMPANIES).status("CREATING");

        CliRunner.Result ended = cli.run("create", "companies");

        assertThat(ended.exitCode()).isEqualTo(5);
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void empty_tables_come_first_and_are_on_the_last_screen_with_the_question() {
        ExampleTables.production(cli.fake());
        List.of("companies", "invitations", "company-users")
                .forEach(table ->
                        cli.fake().edit("construction-expenses-" + table).remove());

        String screen = cli.columns(80)
                .terminal("n\n")
                .run("create", "--reconcile", "--tag", "team=a", "--tag", "owner=" + "x".repeat(90), "--quiet")
                .screen();

        String shown = screen.substring(screen.indexOf("warning: "), screen.indexOf(" [y/N] "));
        assertThat(shown.lines().mapToInt(line -> (line.length() + 79) / 80).sum())
                .isBetween(18, 24);
        assertThat(shown.lines())
                .startsWith(
                        "warning: 3 tables will be created EMPTY in production: companies, company-users,",
                        "  invitations; an empty table also blocks restoring a lost table of that name",
                        "construction-expenses-company-contractors: 32 items, 0.01 MB",
                        "    tag team: none -> a")
                .endsWith(
                        "7 more existing tables (--dry-run shows all changes)",
                        "production: create 3 EMPTY tables and change 10 existing tables in Region",
                        "  eu-west-1, account 111122223333?");
    }

    @Test
    void many_empty_tables_leave_room_for_the_question_on_the_screen() throws IOException {
        List<String> tables = IntStream.range(0, 120)
                .mapToObj(i -> "orders-of-%03d".formatted(i))
                .toList();
        Path schemas = Files.createDirectory(folder.resolve("many"));
        for (String table : tables) {
            Files.writeString(
                    schemas.resolve(table + ".json"),
                    ("{\"Table\": {\"TableName\": \"%s\", \"KeySchema\": [{\"AttributeName\": \"id\", \"KeyType\": \"HASH\"}],"
                                    + " \"AttributeDefinitions\": [{\"AttributeName\": \"id\", \"AttributeType\": \"S\"}]}}")
                            .formatted(table));
        }
        cli.variable("SCHEMA_DIR", schemas.toString()).columns(80).terminal("n\n");

        CliRunner.Result asked = cli.run("create", "--quiet");
        CliRunner.Result json = cli.run("create", "--quiet", "--output", "json");

        String shown = asked.screen()
                .substring(asked.screen().indexOf("warning: "), asked.screen().indexOf(" [y/N] "));
        assertThat(shown.lines()).hasSize(24);
        assertThat(shown)
                .startsWith(
                        "warning: 120 tables will be created EMPTY in production: orders-of-000,\n  orders-of-001, ")
                .containsPattern("orders-of-\\d+ and \\d+ more \\(--dry-run lists all\\);\\s+an empty table")
                .endsWith("production: create 120 EMPTY tables in Region eu-west-1, account 111122223333?\n ");
        assertThat(asked.err().split("orders-of-")).hasSizeGreaterThan(90);
        assertThat(json.out()).contains("will be created EMPTY in production: " + String.join(", ", tables) + "; an");
    }

    @ParameterizedTest
    @ValueSource(strings = {"export", "export companies", "diff", "diff -e staging", "diff --against dev"})
    void only_the_expected_account_is_read(String line) {
        ExampleTables.production(cli.fake());
        cli.variable("SCHEMA_DIR", folder.resolve("exported").toString());
        if (line.startsWith("diff")) {
            cli.variable("SCHEMA_DIR", folder.resolve("schemas").toString());
        }

        CliRunner.Result wrong = cli.run((line + " --expect-account 999999999999").split(" "));

        assertThat(wrong.exitCode()).isEqualTo(5);
        assertThat(wrong.err()).contains("wrong AWS account: expected '999999999999', found '111122223333'");
        assertThat(folder.resolve("exported/companies.json")).doesNotExist();
        assertThat(cli.run((line + " --expect-account 111122223333").split(" ")).exitCode())
                .isLessThan(2);
    }

    @Test
    void an_unconfirmed_plan_is_in_the_report() {
        ExampleTables.production(cli.fake());

        assertThat(cli.run("create", "--reconcile", "--tag", "team=a", "companies")
                        .out())
                .startsWith("! companies  blocked  (not confirmed)\n")
                .endsWith("1 blocked\n");
        assertThat(addIndexAtTerminal("n\n").out()).contains("blocked  (not confirmed)");
    }

    @Test
    void a_log_shows_the_changes_if_no_confirmation_is_required() {
        ExampleTables.production(cli.fake());
        String told = COMPANIES + ": 16 items, 0.01 MB\n    tag team: none -> a\n";

        assertThat(cli.run("create", "--reconcile", "--tag", "team=a", "companies", "--yes", "--quiet")
                        .err())
                .isEqualTo("create: environment production, region eu-west-1, account 111122223333\n");
        assertThat(cli.run("create", "--reconcile", "--tag", "team=b", "companies", "--yes")
                        .err())
                .doesNotContain("calls");
        assertThat(cli.run("create", "--reconcile", "--tag", "other=a", "companies", "--yes")
                        .screen())
                .contains(told.replace("team", "other") + "~ companies  reconciled");
    }

    @Test
    void a_warning_lists_protected_tables_that_will_be_created_empty() {
        ExampleTables.production(cli.fake());
        cli.fake().edit(COMPANIES).remove();
        String warning = "warning: 1 table will be created EMPTY in production: companies;"
                + " an empty table also blocks restoring a lost table of that name\n";

        assertThat(cli.run("create", "--reconcile", "--dry-run", "--quiet").err())
                .contains(warning);
        assertThat(cli.run("create", "-e", "staging", "--reconcile", "--dry-run")
                        .err())
                .doesNotContain("created EMPTY");
        assertThat(cli.run("create", "--dry-run").err()).contains(warning);
        assertThat(cli.run("create", "--reconcile", "--yes").err()).contains(warning);
        assertThat(cli.run("create", "--reconcile", "--yes").err()).doesNotContain("created EMPTY");
    }

    @Test
    void the_account_of_an_emulator_is_never_the_expected_one() {
        cli.variable("AWS_ENDPOINT_URL", "http://localhost:8000");

        CliRunner.Result ended = cli.run("create", "-e", "dev", "companies", "--expect-account", "111122223333");

        assertThat(ended.exitCode()).isEqualTo(5);
        assertThat(ended.err()).contains("hint: emulators have no account: omit --expect-account (EXPECT_ACCOUNT)");
    }

    @Test
    void a_dry_run_asks_nothing() {
        ExampleTables.production(cli.fake());
        cli.terminal("");

        assertThat(addIndex("--dry-run").exitCode()).isZero();
        assertThat(cli.run("create", "--tag", "a=b", "--reconcile", "--dry-run").exitCode())
                .isZero();
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void only_the_expected_account_is_written_to() {
        CliRunner.Result wrong = cli.run("create", "-e", "staging", "--expect-account", "999999999999");

        assertThat(wrong.exitCode()).isEqualTo(5);
        assertThat(wrong.err()).contains("wrong AWS account: expected '999999999999', found '111122223333'");
        assertThat(cli.fake().mutations()).isEmpty();

        assertThat(cli.with(Map.of("EXPECT_ACCOUNT", "999999999999"))
                        .run("create", "-e", "staging", "companies")
                        .exitCode())
                .isEqualTo(5);
        assertThat(cli.with(Map.of("EXPECT_ACCOUNT", "999999999999"))
                        .run("create", "-e", "staging", "companies", "--expect-account", "111122223333")
                        .exitCode())
                .isZero();
    }

    @Test
    void an_unknown_account_is_not_the_expected_one() {
        cli.fake().on("GetCallerIdentity").fail(Fault.accessDenied());

        CliRunner.Result ended = cli.run("create", "-e", "staging", "--expect-account", "111122223333");

        assertThat(ended.exitCode()).isEqualTo(5);
        assertThat(ended.err()).contains("wrong AWS account: expected '111122223333', found an unknown account");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void an_unknown_account_is_shown_and_accepted() {
        cli.fake().on("GetCallerIdentity").fail(Fault.accessDenied());

        CliRunner.Result ended = cli.run("create", "-e", "staging", "companies");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).contains("create: environment staging, region eu-west-1, account unknown");
    }
}
