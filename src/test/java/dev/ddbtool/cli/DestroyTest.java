package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ddbtool.fake.AnswerStyle;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.Call;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeClients;
import dev.ddbtool.fake.Fault;
import dev.ddbtool.fake.ForbiddenCalls;
import dev.ddbtool.fake.Limits;
import dev.ddbtool.fake.Phase;
import dev.ddbtool.fake.Script;
import dev.ddbtool.report.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code destroy} beside neighbour environments: {@code pr-1} and {@code dev} beside {@code pr-12}, and production. */
class DestroyTest {

    private static final String PREFIX = ExampleTables.PREFIX;
    private static final String PR_12 = PREFIX + "pr-12-";
    private static final String[] TABLES = {"companies", "invitations", "pending-payments"};
    private static final List<String> OURS =
            List.of(PR_12 + "audit-log", PR_12 + "companies", PR_12 + "invitations", PR_12 + "pending-payments");

    private final Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private CliRunner cli;

    DestroyTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** The process is killed. This is not an Exception, so that no code handles it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    @BeforeEach
    void four_environments_are_live() {
        ExampleFiles.copyTo(folder.resolve("schemas"), TABLES);
        ExampleFiles.text(folder.resolve("ddbtool.toml"), """
                [naming]
                prefix = "construction-expenses"
                [environments.production]
                [environments.dev]
                [environments.scratch]
                ephemeral = true
                [environments."pr-*"]
                ephemeral = true
                """);
        cli = account();
    }

    private CliRunner account() {
        CliRunner account = CliRunner.withFake().in(folder);
        ExampleTables.production(account.fake(), TABLES);
        for (String environment : List.of("dev", "pr-1", "pr-12")) {
            for (String table : TABLES) {
                seed(account, environment, table);
            }
        }
        seed(account, "pr-12", "audit-log"); // no schema file describes it
        account.fake().behave(Behaviour.likeAws()).limit(Limits.likeAws()).forgetCalls();
        return account;
    }

    private static void seed(CliRunner account, String environment, String table) {
        account.fake()
                .seed(ExampleTables.createTable("companies", PREFIX + environment + "-" + table))
                .tags(Map.of("Environment", environment));
    }

    private CliRunner.Result destroy(String... more) {
        return destroy(cli, more);
    }

    private static CliRunner.Result destroy(CliRunner account, String... more) {
        List<String> line = new ArrayList<>(List.of("destroy", "-e", "pr-12"));
        line.addAll(List.of(more));
        return account.run(line.toArray(String[]::new));
    }

    private CliRunner.Result destroyConfirmed(String... more) {
        List<String> line = new ArrayList<>(List.of("--confirm", "pr-12"));
        line.addAll(List.of(more));
        return destroy(line.toArray(String[]::new));
    }

    private static List<String> deleted(CliRunner account) {
        return account.fake().calls().stream()
                .filter(call -> call.operation().equals("DeleteTable") && call.ok())
                .map(Call::table)
                .sorted()
                .toList();
    }

    private static JsonNode json(CliRunner.Result result) {
        try {
            return new JsonMapper().readTree(result.out());
        } catch (JsonProcessingException e) {
            throw new AssertionError(result.screen(), e);
        }
    }

    // ---- what it deletes

    @Test
    void deletes_exactly_the_tables_of_the_environment() {
        Set<String> before = new TreeSet<>(cli.fake().tables());

        CliRunner.Result result = destroyConfirmed();

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.out()).contains("- audit-log         destroyed").endsWith("\n4 destroyed\n");
        assertThat(deleted(cli)).isEqualTo(OURS);
        assertThat(cli.fake().mutations()).containsOnly("DeleteTable");
        assertThat(ForbiddenCalls.ofOne(cli.fake().calls(), "DeleteTable")).isEmpty();
        before.removeAll(OURS);
        assertThat(cli.fake().tables()).containsExactlyElementsOf(before).hasSize(9);
    }

    @Test
    void has_nothing_to_delete_when_repeated() {
        destroyConfirmed();
        cli.fake().forgetCalls();

        CliRunner.Result again = destroyConfirmed("--output", "json");

        assertThat(again.exitCode()).isZero();
        assertThat(again.err())
                .contains("note: nothing to delete: no table name has the form 'construction-expenses-pr-12-{table}'");
        assertThat(json(again).path("tables")).isEmpty();
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void reports_each_table_as_JSON() {
        CliRunner.Result result = destroyConfirmed("--output", "json");

        JsonNode report = json(result);
        assertThat(report.path("counts").path("destroyed").asInt()).isEqualTo(4);
        JsonNode step = report.at("/tables/1/steps/0");
        assertThat(step.path("action").asText()).isEqualTo("DeleteTable");
        assertThat(step.at("/request/TableName").asText()).isEqualTo(PR_12 + "companies");
        assertThat(step.path("done").asBoolean()).isTrue();
    }

    @Test
    void a_named_ephemeral_environment_is_destroyed_like_one_of_a_pattern() {
        cli.run("create", "-e", "scratch", "companies");
        cli.fake().forgetCalls();

        assertThat(cli.run("destroy", "-e", "scratch", "--confirm", "scratch").exitCode())
                .isZero();

        assertThat(deleted(cli)).containsExactly(PREFIX + "scratch-companies");
    }

    @Test
    void skips_a_table_whose_logical_name_belongs_to_another_environment() {
        ExampleFiles.replaceIn(
                folder.resolve("ddbtool.toml"),
                text -> text + "[environments.pr-12-eu]\ntable-name = \"{prefix}-pr-12-eu-{table}\"\n");
        cli.run("create", "-e", "pr-12-eu", "companies");
        cli.fake().forgetCalls();

        assertThat(destroyConfirmed().exitCode()).isZero();

        assertThat(deleted(cli)).isEqualTo(OURS);
    }

    // ---- refusals before a connection

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "production | 5 | it is the default environment, and it is protected, and it is not declared ephemeral",
                "dev        | 5 | cannot destroy environment 'dev': it is not declared ephemeral",
                "qa         | 2 | unknown environment 'qa'; known environments: production, dev, scratch, pr-*",
                "pr-*       | 2 | unknown environment 'pr-*'",
            })
    void refuses_an_environment_that_is_not_ephemeral(String environment, int code, String message) {
        CliRunner.Result result = cli.run("destroy", "-e", environment, "--confirm", environment);

        assertThat(result.exitCode()).as(result.screen()).isEqualTo(code);
        assertThat(result.err()).contains(message);
        assertThat(cli.fake().calls()).isEmpty();
    }

    @Test
    void refuses_an_ephemeral_environment_that_is_the_default() {
        ExampleFiles.replaceIn(folder.resolve("ddbtool.toml"), text -> "default-environment = \"scratch\"\n" + text);

        CliRunner.Result result = cli.run("destroy", "-e", "scratch", "--confirm", "scratch");

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.err()).contains("cannot destroy environment 'scratch': it is the default environment\n");
        assertThat(cli.fake().calls()).isEmpty();
    }

    @Test
    void refuses_an_environment_of_a_pattern_that_is_protected_by_its_name() {
        ExampleFiles.replaceIn(
                folder.resolve("ddbtool.toml"),
                text -> text.replace("pr-*", "*").replace("production", "live"));
        ExampleFiles.replaceIn(folder.resolve("ddbtool.toml"), text -> "default-environment = \"live\"\n" + text);

        CliRunner.Result result = cli.run("destroy", "-e", "prod", "--confirm", "prod");

        assertThat(result.exitCode()).as(result.screen()).isEqualTo(5);
        assertThat(result.err()).contains("cannot destroy environment 'prod': it is protected\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pr-12", "pr-*"})
    void an_option_declares_no_environment(String declared) {
        CliRunner.Result result = destroyConfirmed("--environments", declared);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("destroy conflicts with --environments");
        assertThat(cli.fake().calls()).isEmpty();
    }

    @Test
    void a_variable_declares_no_environment() {
        CliRunner.Result named =
                cli.with(Map.of("DDBTOOL_ENVIRONMENTS", "pr-12")).run("destroy", "-e", "pr-12", "--confirm", "pr-12");
        CliRunner.Result chosen =
                cli.with(Map.of("DDBTOOL_ENVIRONMENT", "pr-12")).run("destroy", "--confirm", "pr-12");

        assertThat(named.exitCode()).isEqualTo(2);
        assertThat(chosen.exitCode()).isEqualTo(2);
        assertThat(chosen.err()).contains("missing environment", "name it with -e");
        assertThat(cli.fake().calls()).isEmpty();
    }

    @Test
    void only_the_project_file_declares_the_prefix() {
        CliRunner.Result option = destroyConfirmed("--prefix", "other-product");
        CliRunner.Result variable =
                cli.with(Map.of("DDBTOOL_PREFIX", "other-product")).run("destroy", "-e", "pr-12", "--confirm", "pr-12");

        assertThat(option.exitCode()).isEqualTo(2);
        assertThat(variable.exitCode()).isEqualTo(2);
        assertThat(variable.err()).contains("destroy conflicts with --prefix, DDBTOOL_PREFIX and TABLE_PREFIX");
        assertThat(cli.fake().calls()).isEmpty();
        assertThat(destroyConfirmed("--prefix", "construction-expenses").exitCode())
                .isZero();
    }

    @Test
    void refuses_every_environment_without_a_project_file() {
        ExampleFiles.delete(folder.resolve("ddbtool.toml"));

        CliRunner.Result result =
                cli.run("destroy", "-e", "dev", "--confirm", "dev", "--prefix", "construction-expenses");

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.err()).contains("it is not declared ephemeral");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pr-1", "pr-123", "PR-12", "production", "y", ""})
    void refuses_the_name_of_another_environment(String confirmed) {
        CliRunner.Result result = destroy("--confirm=" + confirmed);

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.err()).contains("not confirmed: --confirm names '" + confirmed + "', but -e names 'pr-12'");
        assertThat(cli.fake().calls()).isEmpty();
    }

    @Test
    void refuses_another_account_before_it_lists_tables() {
        CliRunner.Result result = destroyConfirmed("--expect-account", "444455556666");

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.err()).contains("wrong AWS account");
        assertThat(cli.fake().calls()).extracting(Call::operation).containsOnly("GetCallerIdentity");
    }

    // ---- confirmation

    @Test
    void asks_for_the_name_and_shows_what_is_deleted() {
        CliRunner.Result result = destroy(cli.columns(80).terminal("pr-12\n"));

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.err()).contains("""
                construction-expenses-pr-12-audit-log: 0 items, 0.00 MB
                construction-expenses-pr-12-companies: 0 items, 0.00 MB
                construction-expenses-pr-12-invitations: 0 items, 0.00 MB
                construction-expenses-pr-12-pending-payments: 0 items, 0.00 MB
                pr-12: delete 4 tables and all items in Region eu-west-1, account 111122223333?
                  Type the name of the environment:""");
        assertThat(deleted(cli)).hasSize(4);
    }

    @Test
    void the_question_fits_a_small_terminal() {
        for (int i = 0; i < 40; i++) {
            seed(cli, "pr-12", "more-" + i);
        }

        CliRunner.Result result = destroy(cli.columns(80).terminal("no\n"));

        assertThat(result.exitCode()).isEqualTo(5);
        String question =
                result.err().substring(result.err().indexOf(PR_12), result.err().indexOf(" environment: "));
        assertThat(question.lines().count()).isLessThanOrEqualTo(24);
        assertThat(question).contains("23 more existing tables (--dry-run shows all changes)", "delete 44 tables");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pr-1\n", "y\n", "yes\n", "\n", "", "pr-123\n"})
    void any_other_answer_deletes_nothing(String typed) {
        CliRunner.Result result = destroy(cli.terminal(typed));

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.err())
                .contains("not confirmed: nothing was changed")
                .contains("hint: run the same command again and answer pr-12, or add --confirm pr-12\n");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://localhost:8000"})
    void requires_the_option_without_a_terminal_also_on_this_machine(String endpoint) {
        CliRunner.Result result = endpoint.isEmpty() ? destroy() : destroy("--endpoint-url", endpoint);

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.err())
                .contains("deletions in pr-12 require confirmation, but no terminal is available")
                .contains("hint: review the plan with --dry-run, then add --confirm pr-12\n");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void a_dry_run_shows_the_calls_and_deletes_nothing() {
        CliRunner.Result result = destroy("--dry-run", "--show-calls");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("~ companies         planned\n    delete the table with all its items\n"
                        + "    aws dynamodb delete-table --region eu-west-1 --cli-input-json"
                        + " '{\"TableName\":\"construction-expenses-pr-12-companies\"}'\n")
                .endsWith("\n4 planned\n");
        assertThat(result.err()).contains("to make these changes: ddbtool destroy -e pr-12\n");
        assertThat(cli.fake().mutations()).isEmpty();
        assertThat(destroy("--show-calls").exitCode()).isEqualTo(2);
    }

    // ---- tags

    @Test
    void a_table_with_another_tag_or_none_stays_and_is_reported() {
        cli.fake().edit(PR_12 + "companies").tags(Map.of("Environment", "Pr-12"));
        cli.fake().edit(PR_12 + "invitations").tags(Map.of("team", "payments"));

        CliRunner.Result result = destroyConfirmed();

        assertThat(result.exitCode()).as(result.screen()).isEqualTo(4);
        assertThat(result.out()).contains("2 destroyed, 2 failed");
        assertThat(result.err())
                .contains(
                        "not deleted: the Environment tag of 'construction-expenses-pr-12-companies' is 'Pr-12', not 'pr-12'")
                .contains("not deleted: 'construction-expenses-pr-12-invitations' has no Environment tag")
                .contains("--tags Key=Environment,Value=pr-12")
                .endsWith("continue with: ddbtool destroy -e pr-12 --confirm pr-12\n");
        assertThat(deleted(cli)).containsExactly(PR_12 + "audit-log", PR_12 + "pending-payments");
    }

    @Test
    void a_dry_run_reports_untagged_tables_too() {
        cli.fake().edit(PR_12 + "companies").tags(Map.of());

        CliRunner.Result result = destroy("--dry-run");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out()).contains("1 failed, 3 planned");
    }

    @Test
    void a_denied_tag_is_an_error_of_its_table() {
        cli.fake().on("ListTagsOfResource").table(PR_12 + "companies").fail(Fault.accessDenied());

        CliRunner.Result result = destroyConfirmed();

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.err()).contains("allow dynamodb:ListTagsOfResource in your IAM policy");
        assertThat(deleted(cli)).hasSize(3).doesNotContain(PR_12 + "companies");
    }

    @Test
    void emulators_have_no_tags_to_check() {
        cli.fake().style(AnswerStyle.DYNAMODB_LOCAL).unsupported("ListTagsOfResource");

        CliRunner.Result result = destroyConfirmed("--endpoint-url", "http://localhost:8000");

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.err()).contains("warning: emulators do not check the Environment tag");
        assertThat(deleted(cli)).isEqualTo(OURS);
    }

    @Test
    void waits_for_the_tags_of_a_new_table() {
        cli.fake()
                .behave(Behaviour.likeAws()
                        .with(Phase.CREATING, Duration.ofSeconds(30))
                        .with(Phase.SUBRESOURCES_NOT_FOUND, Duration.ofSeconds(20)));
        create_a_table();

        CliRunner.Result result = destroyConfirmed();

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.err()).contains("works: new, waiting for its tags");
        assertThat(deleted(cli)).hasSize(5);
    }

    @Test
    void a_table_that_stays_CREATING_stays() {
        cli.fake().behave(Behaviour.likeAws().with(Phase.CREATING, Duration.ofHours(1)));
        create_a_table();

        CliRunner.Result result = destroyConfirmed();

        assertThat(result.exitCode()).as(result.screen()).isEqualTo(4);
        assertThat(result.err())
                .contains(
                        "not deleted: the tags of 'construction-expenses-pr-12-works' cannot be read while it is CREATING");
        assertThat(deleted(cli)).isEqualTo(OURS);
    }

    private void create_a_table() {
        ExampleFiles.write(folder.resolve("schemas"), "works", "", "");
        cli.run("create", "-e", "pr-12", "works", "--timeout", "1s");
        cli.time().moveTo(cli.time().instant().plus(Duration.ofSeconds(5))); // until it is listed
        cli.fake().forgetCalls();
    }

    // ---- blockers

    @Test
    void deletion_protection_and_replicas_block_the_whole_run_and_are_listed_together() {
        cli.fake().edit(PR_12 + "companies").deletionProtection(true);
        cli.fake().edit(PR_12 + "invitations").member("/Replicas", """
                [{"RegionName": "us-east-1", "ReplicaStatus": "ACTIVE"},
                 {"RegionName": "eu-west-1", "ReplicaStatus": "ACTIVE"}]""");
        cli.fake().edit(PR_12 + "pending-payments").tags(Map.of());

        CliRunner.Result result = destroyConfirmed();

        assertThat(result.exitCode()).as(result.screen()).isEqualTo(5);
        assertThat(result.out()).contains("2 blocked, 1 failed, 1 planned");
        assertThat(result.err())
                .contains("table 'construction-expenses-pr-12-companies' has deletion protection\n")
                .contains(
                        "table 'construction-expenses-pr-12-invitations' is a global table with replicas in us-east-1\n")
                .contains("nothing was changed: the plan has 2 blockers");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void the_hint_turns_deletion_protection_off_but_destroy_never_does() {
        cli.fake().edit(PR_12 + "companies").deletionProtection(true);

        CliRunner.Result result = destroyConfirmed();

        assertThat(result.err())
                .contains("aws dynamodb update-table --table-name construction-expenses-pr-12-companies"
                        + " --no-deletion-protection-enabled");
        assertThat(cli.fake()
                        .table(PR_12 + "companies")
                        .at("/Table/DeletionProtectionEnabled")
                        .asBoolean())
                .isTrue();
    }

    // ---- states, failures, limits

    @Test
    void waits_for_a_table_that_is_already_being_deleted() {
        cli.fake().behave(Behaviour.likeAws().with(Phase.DELETING, Duration.ofSeconds(40)));
        try (DynamoDbClient client = FakeClients.dynamoDb(cli.fake())) {
            client.deleteTable(request -> request.tableName(PR_12 + "companies"));
        }
        cli.fake().forgetCalls();

        CliRunner.Result result = destroyConfirmed();

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.out()).endsWith("\n4 destroyed\n");
        assertThat(deleted(cli)).hasSize(3);
        assertThat(cli.fake().tables()).noneMatch(OURS::contains);
        assertThat(ForbiddenCalls.ofOne(cli.fake().calls(), "DeleteTable")).isEmpty();
    }

    @Test
    void waits_while_a_table_and_an_index_are_being_changed() {
        cli.fake().behave(Behaviour.likeAws().with(Phase.UPDATING, Duration.ofSeconds(30)));
        try (DynamoDbClient client = FakeClients.dynamoDb(cli.fake())) {
            client.updateTable(request -> request.tableName(PR_12 + "invitations")
                    .streamSpecification(stream -> stream.streamEnabled(true).streamViewType("KEYS_ONLY")));
        }
        cli.run(
                "add-gsi",
                "-e",
                "pr-12",
                "--table",
                "companies",
                "--index",
                "by-x",
                "--partition-key",
                "x:S",
                "--no-wait");
        cli.fake().forgetCalls();

        CliRunner.Result result = destroyConfirmed();

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.err())
                .contains("waiting for the table (UPDATING)", "companies: waiting for the table (in use)");
        assertThat(cli.fake().tables()).noneMatch(OURS::contains);
    }

    @Test
    void the_failure_of_one_table_stops_no_other() {
        cli.fake().on("DeleteTable").table(PR_12 + "companies").fail(Fault.accessDenied());

        CliRunner.Result result = destroyConfirmed();

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out()).contains("! companies         failed", "3 destroyed, 1 failed");
        assertThat(result.err()).contains("hint: allow dynamodb:DeleteTable in your IAM policy\n");
    }

    @Test
    void a_table_that_another_run_deletes_in_the_meantime_counts_as_destroyed() {
        cli.fake()
                .on("DeleteTable")
                .table(PR_12 + "companies")
                .nth(1)
                .before(() -> cli.fake().edit(PR_12 + "companies").remove());

        CliRunner.Result result = destroyConfirmed();

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.out()).endsWith("\n4 destroyed\n");
    }

    @Test
    void does_not_wait_for_a_new_table_of_the_same_name() {
        cli.fake().on("DescribeTable").table(PR_12 + "companies").nth(4).before(() -> {
            cli.fake().edit(PR_12 + "companies").remove();
            cli.fake().seed(ExampleTables.createTable("companies", PR_12 + "companies"));
        });

        CliRunner.Result result = destroyConfirmed();

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(deleted(cli)).isEqualTo(OURS);
        assertThat(cli.fake().tables()).contains(PR_12 + "companies");
    }

    @Test
    void never_deletes_a_table_that_was_created_after_the_plan() {
        cli.time().moveTo(cli.time().instant().plus(Duration.ofMinutes(1)));
        cli.fake().on("DescribeTable").table(PR_12 + "companies").nth(2).before(() -> {
            cli.fake().edit(PR_12 + "companies").remove();
            cli.fake().seed(ExampleTables.createTable("companies", PR_12 + "companies"));
        });

        CliRunner.Result result = destroyConfirmed();

        assertThat(result.exitCode()).as(result.screen()).isEqualTo(4);
        assertThat(result.err())
                .contains("table 'construction-expenses-pr-12-companies' was created by somebody else in the meantime");
        assertThat(deleted(cli)).hasSize(3);
        assertThat(cli.fake().tables()).contains(PR_12 + "companies");
    }

    @Test
    void never_deletes_the_successor_of_a_table_that_was_being_deleted() {
        cli.fake().behave(Behaviour.likeAws().with(Phase.DELETING, Duration.ofSeconds(40)));
        try (DynamoDbClient client = FakeClients.dynamoDb(cli.fake())) {
            client.deleteTable(request -> request.tableName(PR_12 + "companies"));
        }
        cli.fake().forgetCalls();
        cli.fake().on("DescribeTable").table(PR_12 + "companies").nth(2).before(() -> {
            cli.fake().edit(PR_12 + "companies").remove();
            cli.fake().seed(ExampleTables.createTable("companies", PR_12 + "companies"));
        });

        CliRunner.Result result = destroyConfirmed();

        assertThat(result.exitCode()).as(result.screen()).isEqualTo(4);
        assertThat(deleted(cli)).hasSize(3);
        assertThat(cli.fake().tables()).contains(PR_12 + "companies");
    }

    @Test
    void deletes_more_tables_than_the_service_deletes_at_once() {
        for (int i = 0; i < 12; i++) {
            seed(cli, "pr-12", "more-" + i);
        }
        cli.fake().limit(Limits.likeAws().withUnderWay(5, 5));

        CliRunner.Result result = destroyConfirmed();

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.out()).endsWith("\n16 destroyed\n");
        assertThat(ForbiddenCalls.ofOne(cli.fake().calls(), "DeleteTable")).isEmpty();
    }

    @Test
    void returns_at_once_with_no_wait_and_names_the_command_that_waits() {
        cli.fake().behave(Behaviour.likeAws().with(Phase.DELETING, Duration.ofMinutes(5)));

        CliRunner.Result result = destroyConfirmed("--no-wait");

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.out()).endsWith("\n4 in progress\n");
        assertThat(result.err()).endsWith("wait until the tables are gone: ddbtool destroy -e pr-12 --confirm pr-12\n");
        assertThat(destroyConfirmed().out()).endsWith("\n4 destroyed\n");
        assertThat(deleted(cli)).hasSize(4);
    }

    @Test
    void the_time_limit_ends_the_wait() {
        cli.fake().behave(Behaviour.likeAws().with(Phase.DELETING, Duration.ofHours(2)));

        CliRunner.Result result = destroyConfirmed("--timeout", "2m");

        assertThat(result.exitCode()).isEqualTo(6);
        assertThat(result.err())
                .contains(
                        "time limit reached while waiting for table 'construction-expenses-pr-12-audit-log' to be deleted")
                .endsWith("continue with: ddbtool destroy -e pr-12 --confirm pr-12\n");
    }

    @Test
    void an_interruption_prints_the_command_that_carries_on() {
        cli.fake().behave(Behaviour.likeAws().with(Phase.DELETING, Duration.ofMinutes(5)));
        cli.fake().on("DescribeTable").nth(16).before(() -> {
            cli.running().interrupted(ExitCode.INTERRUPTED);
            throw new Killed();
        });

        CliRunner.Result result = destroyConfirmed();

        assertThat(result.exitCode()).as(result.screen()).isEqualTo(130);
        assertThat(result.err())
                .contains("interrupted; DynamoDB continues with", "(waiting for the deletion)")
                .endsWith("continue with: ddbtool destroy -e pr-12 --confirm pr-12\n");
        cli.fake().forget(Script.ANY);
        assertThat(destroyConfirmed().exitCode()).isZero();
        assertThat(cli.fake().tables()).noneMatch(OURS::contains);
    }

    // ---- storms and kills

    static LongStream storms() {
        return LongStream.rangeClosed(1, 6L * Integer.getInteger("storms", 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("storms")
    void deletes_exactly_the_environment_in_a_storm(long seed) {
        Set<String> others = new TreeSet<>(cli.fake().tables());
        others.removeAll(OURS);
        cli.fake().limit(Limits.likeAws().withUnderWay(2, 2));
        cli.fake().storm(StormScenario.storm(seed));

        CliRunner.Result result = destroyConfirmed("--parallel", seed % 2 == 0 ? "2" : "32");

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(ForbiddenCalls.ofOne(cli.fake().calls(), "DeleteTable")).isEmpty();
        assertThat(ForbiddenCalls.effects(cli.fake().calls()).keySet())
                .containsExactlyElementsOf(OURS.stream()
                        .map(name -> "DeleteTable {\"TableName\":\"" + name + "\"}")
                        .toList());
        assertThat(cli.fake().tables()).containsExactlyElementsOf(others);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT1M"})
    void finishes_what_a_killed_run_left_after_any_change(Duration pause) {
        for (int changes = 0; changes <= OURS.size(); changes++) {
            CliRunner account = account();
            int limit = changes;
            account.fake().on(Script.ANY).before(() -> {
                if (deleted(account).size() >= limit) {
                    throw new Killed();
                }
            });
            destroy(account, "--confirm", "pr-12");
            account.fake().forget(Script.ANY);
            assertThat(deleted(account)).as("killed after %s", changes).hasSize(changes);
            account.time().moveTo(account.time().instant().plus(pause));

            CliRunner.Result result = destroy(account, "--confirm", "pr-12");

            assertThat(result.exitCode()).as(result.screen()).isZero();
            assertThat(deleted(account)).isEqualTo(OURS);
            assertThat(account.fake().tables()).hasSize(9).noneMatch(OURS::contains);
        }
    }
}
