package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeClients;
import dev.ddbtool.fake.Fault;
import dev.ddbtool.fake.Limits;
import dev.ddbtool.fake.Phase;
import dev.ddbtool.report.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Stories of {@code restore} on the fake control plane. */
class RestoreTest {

    private static final String PREFIX = ExampleTables.PREFIX;
    private static final String RECOVERY = PREFIX + "recovery-";
    private static final List<String> FIVE =
            List.of("companies", "company-users", "company-expenses", "invitations", "pending-payments");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private CliRunner cli;

    @SuppressWarnings("NullAway.Init") // set before each test
    private DynamoDbClient client;

    /** A production environment that is two days old. */
    @BeforeEach
    void create_the_tables() {
        ExampleFiles.copyTo(folder);
        cli = CliRunner.withFake()
                .variable("SCHEMA_DIR", folder.toString())
                .variable("DDBTOOL_PREFIX", "construction-expenses");
        cli.fake().behave(Behaviour.likeAws()).limit(Limits.likeAws());
        client = FakeClients.dynamoDb(cli.fake());
        ExampleTables.production(cli.fake());
        pass(Duration.ofDays(2));
    }

    private void pass(Duration time) {
        cli.time().moveTo(cli.time().instant().plus(time));
    }

    private Instant now() {
        return cli.time().instant();
    }

    private void delete(String... tables) {
        for (String table : tables) {
            client.deleteTable(request -> request.tableName(PREFIX + table));
        }
        pass(Duration.ofMinutes(5));
    }

    private void deleteAll() {
        delete(ExampleTables.names().toArray(String[]::new));
    }

    private CliRunner.Result restore(String... more) {
        String[] line = new String[more.length + 2];
        line[0] = "restore";
        line[1] = "--yes";
        System.arraycopy(more, 0, line, 2, more.length);
        return cli.run(line);
    }

    private Map<String, Long> items(String prefix) {
        Map<String, Long> items = new TreeMap<>();
        cli.fake().tables().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> items.put(
                        name.substring(prefix.length()),
                        cli.fake().table(name).path("Table").path("ItemCount").asLong()));
        return items;
    }

    private String newestBackup() {
        return client.listBackups(request -> request.backupType("ALL"))
                .backupSummaries()
                .get(0)
                .backupArn();
    }

    private long restoreCalls() {
        return cli.fake().calls().stream()
                .filter(call -> call.operation().startsWith("RestoreTable") && call.ok())
                .count();
    }

    private static JsonNode json(CliRunner.Result result) {
        try {
            return new ObjectMapper().readTree(result.out());
        } catch (java.io.IOException e) {
            throw new AssertionError(result.out(), e);
        }
    }

    @Test
    void restores_all_deleted_tables_from_their_system_backups_and_completes_their_settings() {
        Map<String, Long> before = items(PREFIX);
        deleteAll();

        CliRunner.Result result = restore("--latest");

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.out()).contains("13 restored");
        assertThat(result.err())
                .contains(
                        "turn on TTL, which deletes expired items: ddbtool reconcile ",
                        " paddle-webhook-dlq pending-payments");
        pass(Duration.ofHours(7));
        assertThat(items(PREFIX)).isEqualTo(before);
        assertThat(cli.run("diff").out()).contains("TTL: schema on (expiresAt), live off [reconcile]", "2 differ");
        assertThat(cli.run("reconcile", "--yes", "paddle-webhook-dlq", "pending-payments")
                        .exitCode())
                .isZero();
        assertThat(cli.run("diff").exitCode()).isZero();
    }

    @Test
    void turns_on_TTL_at_once_if_wanted() {
        delete("pending-payments", "companies");

        CliRunner.Result result = restore("--latest", "--ttl");

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.err())
                .contains("warning: turning on TTL deletes the items of")
                .doesNotContain("turn on TTL,");
        assertThat(cli.run("diff").exitCode()).isZero();
    }

    @Test
    void a_moment_before_the_deletion_blocks_and_lists_the_backups() {
        Instant wanted = now().minus(Duration.ofHours(3));
        delete("companies");
        cli.fake().forgetCalls();

        CliRunner.Result result = restore("--at", wanted.toString(), "companies");

        assertThat(result.exitCode()).as(result.screen()).isEqualTo(5);
        assertThat(result.err())
                .containsSubsequence(
                        "no backup of 'construction-expenses-companies' reaches " + wanted,
                        "SYSTEM",
                        "3 h 0 min after",
                        "use --latest, or choose a later moment");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void the_system_backup_reaches_every_moment_after_the_deletion() {
        delete("companies");

        CliRunner.Result result = restore("--at", now().toString(), "companies", "--output", "json");

        assertThat(result.exitCode()).as(result.screen()).isZero();
        JsonNode table = json(result).at("/tables/0");
        assertThat(table.path("outcome").asText()).isEqualTo("restored");
        assertThat(table.at("/restore/source").asText()).isEqualTo(PREFIX + "companies");
        assertThat(table.at("/restore/backupArn").asText()).isEqualTo(newestBackup());
        assertThat(Instant.parse(table.at("/restore/dateTime").asText())).isBefore(now());
    }

    @Test
    void takes_the_nearest_on_demand_backup_if_that_is_good_enough() {
        client.createBackup(request -> request.tableName(PREFIX + "companies").backupName("before-migration"));
        pass(Duration.ofHours(3));
        Instant wanted = now().minus(Duration.ofHours(1));
        delete("companies");

        CliRunner.Result refused = restore("--at", wanted.toString(), "companies");
        CliRunner.Result result = restore("--at", wanted.toString(), "companies", "--nearest-backup");

        assertThat(refused.exitCode()).as(refused.screen()).isEqualTo(5);
        assertThat(refused.err()).contains("USER before-migration of", "2 h 0 min before", "--nearest-backup");
        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.out()).contains("1 restored");
    }

    @Test
    void restores_damaged_tables_beside_the_live_ones_to_one_moment() {
        Map<String, Long> before = items(PREFIX);
        Instant good = now().minus(Duration.ofMinutes(30));
        FIVE.forEach(table -> cli.fake().edit(PREFIX + table).statistics(1, 10));
        pass(Duration.ofHours(1));

        CliRunner.Result result = restore(
                "--at",
                good.toString(),
                "--into",
                "recovery",
                "--output",
                "json",
                FIVE.get(0),
                FIVE.get(1),
                FIVE.get(2),
                FIVE.get(3),
                FIVE.get(4));

        assertThat(result.exitCode()).as(result.screen()).isZero();
        JsonNode report = json(result);
        assertThat(report.path("environment").asText()).isEqualTo("recovery");
        report.path("tables").forEach(table -> {
            assertThat(table.path("outcome").asText()).isEqualTo("restored");
            assertThat(table.path("restore").path("source").asText())
                    .isEqualTo(PREFIX + table.path("table").asText());
            assertThat(table.path("restore").path("dateTime").asText()).isEqualTo(good.toString());
            assertThat(table.path("restore").path("backupArn").isNull()).isTrue();
        });
        pass(Duration.ofHours(7));
        before.keySet().retainAll(FIVE);
        assertThat(items(RECOVERY)).isEqualTo(before);
    }

    @Test
    void prints_a_TTL_command_that_works_for_an_undeclared_environment() {
        pass(Duration.ofHours(1));

        CliRunner.Result result = restore("--latest", "--into", "recovery", "pending-payments");

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.err())
                .contains("ddbtool reconcile -e recovery --environments 'staging,dev,pr-*,recovery' --as-exported");
        assertThat(cli.run("reconcile", "-e", "recovery", "--environments", "staging,dev,recovery", "pending-payments")
                        .exitCode())
                .isZero();
    }

    /** Writes a project file, which a run reads instead of the variables for names and files. */
    private CliRunner project(String environments) {
        Path file = folder.resolve("project").resolve("ddbtool.toml");
        ExampleFiles.text(file, "[naming]\nprefix = \"construction-expenses\"\n" + environments);
        ExampleFiles.copyTo(folder.resolve("project").resolve("prod"));
        return cli.without("SCHEMA_DIR").without("DDBTOOL_PREFIX").in(folder.resolve("project"));
    }

    @ParameterizedTest
    @CsvSource({"recovery, ' --as-exported'", "dev, ''"})
    void printed_commands_lead_to_the_copies(String into, String exported) {
        project("""
                [environments.production]
                region = "eu-west-3"
                profile = "prod"
                schemas = "prod"
                [environments.dev]
                """);
        pass(Duration.ofHours(1));

        CliRunner.Result result = restore("--latest", "--into", into, "pending-payments");

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.err())
                .containsPattern("ddbtool reconcile -e " + into + "[^-]*( --environments \\S+)?" + exported
                        + " --region eu-west-3 --profile prod --schemas \\S*prod pending-payments");
    }

    @Test
    void a_source_with_a_policy_of_its_own_is_not_taken_as_exported() {
        cli.run("create", "-e", "dev", "pending-payments");
        pass(Duration.ofHours(1));

        CliRunner.Result result = restore("-e", "dev", "--latest", "--into", "recovery", "pending-payments");

        assertThat(result.err()).contains("ddbtool reconcile -e recovery").doesNotContain("--as-exported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"account = \"222233334444\"\ntable-name = \"{prefix}-{table}\"", "region = \"eu-west-2\""})
    void refuses_copies_into_an_environment_elsewhere(String keys) {
        project("""
                [environments.production]
                account = "111122223333"
                region = "eu-west-1"
                schemas = "prod"
                [environments.staging]
                """ + keys + "\n");
        delete("companies");
        cli.fake().forgetCalls();

        CliRunner.Result result = restore("--latest", "--into", "staging", "companies");

        assertThat(result.exitCode()).as(result.screen()).isEqualTo(2);
        assertThat(result.err()).contains("--into 'staging' has another account, Region or endpoint than 'production'");
        assertThat(cli.fake().calls()).isEmpty();
    }

    @Test
    void one_table_outside_its_window_blocks_all_and_is_named() {
        client.deleteTable(request -> request.tableName(PREFIX + "companies"));
        pass(Duration.ofMinutes(5));
        ExampleTables.production(cli.fake(), "companies");
        Instant wanted = now().minus(Duration.ofHours(3));
        pass(Duration.ofHours(1));
        cli.fake().forgetCalls();

        CliRunner.Result result = restore("--at", wanted.toString(), "--into", "recovery", "companies", "invitations");

        assertThat(result.exitCode()).as(result.screen()).isEqualTo(5);
        assertThat(result.err()).contains("'construction-expenses-companies' can be restored to any moment from");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void restores_three_missing_tables_and_reports_ten_live_ones() {
        delete("companies", "company-users", "pending-payments");

        CliRunner.Result result = restore("--latest");

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.out())
                .contains("(live, not restored)")
                .contains("3 restored")
                .contains("10 in sync");
        assertThat(restoreCalls()).isEqualTo(3);
    }

    @Test
    void latest_is_one_moment_for_all_live_tables_and_is_printed() {
        CliRunner.Result result =
                restore("--latest", "--into", "recovery", "--output", "json", "companies", "invitations");

        assertThat(result.exitCode()).as(result.screen()).isZero();
        JsonNode tables = json(result).path("tables");
        String moment = tables.path(0).path("restore").path("dateTime").asText();
        assertThat(tables.path(1).path("restore").path("dateTime").asText()).isEqualTo(moment);
        assertThat(result.err()).contains("live tables are restored to " + moment, "Europe/Paris", "--at " + moment);
        pass(Duration.ofMinutes(10));
        CliRunner.Result again = restore("--latest", "--into", "recovery", "companies");
        assertThat(again.out()).contains("(restored by an earlier run)");
        assertThat(again.err()).as("the copies have an earlier moment").doesNotContain("are restored to");
    }

    @Test
    void a_time_without_offset_is_refused_with_both_readings() {
        CliRunner.Result result = restore("--at", "2026-03-02T10:00");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("time '2026-03-02T10:00' has no offset: it is 2026-03-02T10:00:00Z as UTC, or")
                .contains("2026-03-02T09:00:00Z as local time (Europe/Paris)")
                .contains("add Z or an offset: --at 2026-03-02T10:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| missing moment",
                "--at 2026-03-02T10:00:00Z --latest | --at conflicts with --latest",
                "--latest --nearest-backup | --nearest-backup requires --at",
                "--at noon | invalid value 'noon' for --at",
                "--backup x | invalid value 'x' for --backup",
                "--latest --into production | --into names the source environment 'production'"
            })
    void refuses_wrong_options(String example) {
        String[] parts = example.split("\\|", 2);
        String options = parts[0].strip();

        CliRunner.Result result = options.isEmpty() ? restore() : restore(options.split(" "));

        assertThat(result.exitCode()).as(result.screen()).isEqualTo(2);
        assertThat(result.err()).contains(parts[1].strip());
    }

    @Test
    void an_existing_target_is_never_overwritten() {
        ExampleTables.production(cli.fake(), "companies");
        cli.fake().seed(ExampleTables.createTable("companies", RECOVERY + "companies"));
        cli.fake().forgetCalls();

        CliRunner.Result result = restore("--latest", "--into", "recovery", "companies");

        assertThat(result.exitCode()).as(result.screen()).isEqualTo(5);
        assertThat(result.err())
                .contains("table 'construction-expenses-recovery-companies' exists, and nothing shows that it was");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void no_wait_returns_at_once_and_the_next_run_completes() {
        delete("companies");

        CliRunner.Result started = restore("--latest", "--no-wait", "companies");
        CliRunner.Result completed = printed(started, "complete the restored tables: ");

        assertThat(started.exitCode()).as(started.screen()).isZero();
        assertThat(started.out()).contains("in progress");
        assertThat(started.err()).contains("complete the restored tables: ddbtool restore --yes --latest ");
        assertThat(completed.exitCode()).as(completed.screen()).isZero();
        assertThat(completed.out()).contains("1 restored");
        assertThat(restoreCalls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT1H"})
    void no_wait_prints_a_command_that_completes_copies_that_are_being_restored_or_are_ACTIVE(Duration pause) {
        CliRunner.Result started =
                restore("--latest", "--into", "recovery", "--no-wait", "companies", "pending-payments");
        pass(pause);
        CliRunner.Result completed = printed(started, "complete the restored tables: ");

        assertThat(started.err())
                .contains("complete the restored tables: ddbtool reconcile --timeout 24h --no-ttl -e recovery"
                        + " --environments 'staging,dev,pr-*,recovery' --as-exported --prefix construction-expenses"
                        + " companies pending-payments\n");
        assertThat(completed.out()).as(completed.screen()).contains("~ companies         reconciled");
        assertThat(cli.run("diff", "-e", "recovery", "--environments", "recovery", "companies", "pending-payments")
                        .out())
                .contains("TTL: schema on (expiresAt), live off [reconcile]\n1 differs, 1 in sync\n");
        assertThat(restoreCalls()).isEqualTo(2);
    }

    @Test
    void the_command_after_no_wait_turns_on_TTL_if_wanted() {
        CliRunner.Result started = restore("--latest", "--ttl", "--into", "recovery", "--no-wait", "pending-payments");
        CliRunner.Result completed = printed(started, "complete the restored tables: ");

        assertThat(completed.exitCode()).as(completed.screen()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"time limit", "Ctrl-C"})
    void a_copy_that_became_ACTIVE_without_ddbtool_is_completed_by_the_second_command(String end) {
        if (end.equals("Ctrl-C")) {
            cli.fake()
                    .on("DescribeTable")
                    .table(RECOVERY + "companies")
                    .nth(4)
                    .before(() -> cli.running().interrupted(ExitCode.INTERRUPTED));
        }
        CliRunner.Result ended = restore("--latest", "--into", "recovery", "--timeout", "1m", "--quiet", "companies");
        pass(Duration.ofHours(1));
        CliRunner.Result refused = printed(ended, "continue with: ");
        CliRunner.Result completed = printed(ended, "if that is refused because a copy is already ACTIVE: ");
        CliRunner.Result others = restore("--latest", "--into", "recovery", "invitations");

        assertThat(refused.exitCode()).as(ended.screen() + refused.screen()).isEqualTo(5);
        assertThat(completed.exitCode()).as(completed.screen()).isZero();
        assertThat(completed.out()).contains("1 reconciled");
        assertThat(others.exitCode()).as(others.screen()).isZero();
        assertThat(restoreCalls()).isEqualTo(2);
    }

    /** Runs the command that an earlier run printed after this text. */
    private CliRunner.Result printed(CliRunner.Result earlier, String text) {
        String command = earlier.err()
                .lines()
                .filter(line -> line.startsWith(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(earlier.screen()))
                .substring((text + "ddbtool ").length());
        return cli.run(command.replace("'", "").split(" "));
    }

    @Test
    void a_lost_answer_does_not_restore_twice() {
        delete("companies");
        cli.fake().on("RestoreTableFromBackup").nth(1).fail(Fault.lostResponse());

        CliRunner.Result result = restore("--latest", "companies");

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.out()).contains("1 restored");
    }

    @Test
    void waits_for_another_restore_from_the_same_backup() {
        delete("companies");
        String arn = newestBackup();
        client.restoreTableFromBackup(
                request -> request.targetTableName("elsewhere").backupArn(arn));

        CliRunner.Result result = restore("--backup", arn);

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.err()).contains("waiting for another restore from the same backup");
    }

    @Test
    void restores_more_tables_than_the_service_restores_at_once() {
        cli.fake().limit(Limits.quotas().withRestores(2));
        delete(FIVE.toArray(String[]::new));

        CliRunner.Result result = restore("--latest");

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.out()).contains("5 restored");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListBackups", "DescribeBackup", "RestoreTableFromBackup"})
    void names_the_missing_permission(String action) {
        delete("companies");
        cli.fake().deny(action);

        CliRunner.Result result = restore("--latest", "companies");

        assertThat(result.exitCode()).as(result.screen()).isEqualTo(4);
        assertThat(result.err()).contains("allow dynamodb:" + action);
    }

    @Test
    void asks_before_restoring_into_a_protected_environment() {
        delete("companies");
        CliRunner.Result refused = cli.run("restore", "--latest", "companies");

        CliRunner.Result answered = cli.terminal("y\n").run("restore", "--latest", "companies");

        assertThat(refused.exitCode()).as(refused.screen()).isEqualTo(5);
        assertThat(refused.err()).contains("changes in production require confirmation");
        assertThat(answered.exitCode()).as(answered.screen()).isZero();
        assertThat(answered.err()).contains("production: restore 1 table in Region eu-west-1");
        assertThat(answered.err()).doesNotContain("EMPTY");
    }

    @Test
    void refuses_an_emulator() {
        CliRunner.Result result = restore("--latest", "--endpoint-url", "http://localhost:8000");

        assertThat(result.exitCode()).as(result.screen()).isEqualTo(5);
        assertThat(result.err())
                .contains(
                        "the endpoint 'http://localhost:8000' does not support restores",
                        "hint: restore from AWS: remove the endpoint URL, which comes from --endpoint-url");
        assertThat(cli.with(Map.of("AWS_ENDPOINT_URL", "http://localhost:8000"))
                        .run("restore", "--latest")
                        .err())
                .contains("which comes from AWS_ENDPOINT_URL\n");
    }

    @Test
    void a_dry_run_changes_nothing_and_shows_every_call() {
        delete("companies");
        cli.fake().forgetCalls();

        CliRunner.Result result = cli.run("restore", "--latest", "--dry-run", "--show-calls", "companies");

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.out())
                .containsSubsequence(
                        "restore: construction-expenses-companies at ",
                        "aws dynamodb restore-table-from-backup",
                        "aws dynamodb wait table-exists",
                        "aws dynamodb tag-resource",
                        "aws dynamodb update-continuous-backups");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void restores_a_gone_table_with_the_encryption_and_the_billing_mode_of_its_file() {
        String[] provisioned = {
            ", \"BillingModeSummary\": {\"BillingMode\": \"PROVISIONED\"}, \"ProvisionedThroughput\":"
                    + " {\"ReadCapacityUnits\": 5, \"WriteCapacityUnits\": 2}, \"SSEDescription\":"
                    + " {\"Status\": \"ENABLED\", \"SSEType\": \"KMS\"}",
            ""
        };
        ExampleFiles.write(folder, "books", provisioned[0], provisioned[1]);
        cli.fake().seed("""
                {"TableName": "construction-expenses-books", "BillingMode": "PAY_PER_REQUEST",
                 "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                 "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}
                """).recovery(35);
        pass(Duration.ofDays(1));
        delete("books");

        CliRunner.Result result = restore("--latest", "books");

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(restoreRequest())
                .contains(
                        "\"BillingModeOverride\":\"PROVISIONED\"",
                        "\"ProvisionedThroughputOverride\":{\"ReadCapacityUnits\":5,\"WriteCapacityUnits\":2}",
                        "\"SSESpecificationOverride\":{\"Enabled\":true");
        assertThat(cli.run("diff", "--billing", "as-exported", "books").exitCode())
                .isZero();
    }

    @Test
    void options_override_the_encryption_and_the_billing_mode() {
        cli.fake().makeKey("alias/books");
        delete("companies");

        CliRunner.Result gone = restore("--latest", "companies", "--kms-key", "alias/books");
        String ofBackup = restoreRequest();
        cli.fake().forgetCalls();
        CliRunner.Result copied = restore("--latest", "--into", "recovery", "invitations", "--no-sse");

        assertThat(gone.exitCode()).as(gone.screen()).isZero();
        assertThat(ofBackup).contains("\"KMSMasterKeyId\":\"alias/books\"");
        assertThat(copied.exitCode()).as(copied.screen()).isZero();
        assertThat(restoreRequest())
                .contains("\"SSESpecificationOverride\":{\"Enabled\":false}")
                .doesNotContain("BillingModeOverride");
    }

    private String restoreRequest() {
        return cli.fake().calls().stream()
                .filter(call -> call.operation().startsWith("RestoreTable"))
                .findFirst()
                .orElseThrow()
                .request()
                .toString();
    }

    @Test
    void continues_a_table_that_a_killed_run_restored_and_did_not_tag() {
        delete("companies");
        String arn = newestBackup();
        client.restoreTableFromBackup(
                request -> request.targetTableName(PREFIX + "companies").backupArn(arn));
        pass(Duration.ofHours(1));
        cli.fake().forgetCalls();

        CliRunner.Result result = restore("--latest", "companies");

        assertThat(result.exitCode()).as(result.screen()).isZero();
        assertThat(result.out()).contains("reconciled", "(restored by an earlier run)");
        assertThat(result.err())
                .contains(
                        "warning: 'construction-expenses-companies' has no tags and is newer than the backup: assuming that"
                                + " an earlier run restored it; check that it holds its items\n");
        assertThat(restoreCalls()).isZero();
        assertThat(cli.run("diff", "companies").exitCode()).isZero();
        CliRunner.Result again = restore("--latest", "companies");
        assertThat(again.out()).contains("in sync  (restored by an earlier run)");
        assertThat(again.err()).doesNotContain("warning");
    }

    @Test
    void a_live_table_that_was_not_restored_is_never_changed() {
        cli.fake().edit(PREFIX + "companies").tags(Map.of()).deletionProtection(false);
        cli.fake().edit(PREFIX + "invitations").deletionProtection(false);
        cli.fake().forgetCalls();

        CliRunner.Result result = restore("--latest", "companies", "invitations");

        assertThat(result.out()).contains("(live, not restored)").doesNotContain("earlier run");
        assertThat(cli.fake().mutations()).isEmpty();
        assertThat(cli.fake().calls())
                .filteredOn(call -> call.operation().equals("ListBackups"))
                .as("only for the untagged table")
                .hasSize(1);
    }

    @Test
    void an_untagged_table_beside_the_source_is_not_touched_and_the_hint_completes_it() {
        Instant moment = now().minus(Duration.ofHours(1));
        client.restoreTableToPointInTime(request -> request.sourceTableName(PREFIX + "companies")
                .targetTableName(RECOVERY + "companies")
                .restoreDateTime(moment));
        pass(Duration.ofHours(1));
        cli.fake().forgetCalls();

        CliRunner.Result result = restore("--at", moment.toString(), "--into", "recovery", "companies");

        assertThat(result.exitCode()).as(result.screen()).isEqualTo(5);
        assertThat(cli.fake().mutations()).isEmpty();
        String hint = "ddbtool reconcile --no-ttl -e recovery --environments 'staging,dev,pr-*,recovery' --as-exported"
                + " --prefix construction-expenses companies;";
        assertThat(result.err()).contains(hint);
        CliRunner.Result completed = cli.run(hint.substring("ddbtool ".length(), hint.length() - 1)
                .replace("'", "")
                .split(" "));
        assertThat(completed.exitCode()).as(completed.screen()).isZero();
    }

    @Test
    void the_command_that_carries_on_names_the_moment_of_latest() {
        CliRunner.Result limited =
                restore("--latest", "--into", "recovery", "--timeout", "1m", "--output", "json", "companies");
        String moment = json(limited).at("/tables/0/restore/dateTime").asText();
        cli.fake().on("TagResource").nth(1).before(() -> cli.running().interrupted(ExitCode.INTERRUPTED));
        CliRunner.Result interrupted = restore("--at", moment, "--into", "recovery", "companies");
        CliRunner.Result latest = restore("--latest", "--into", "recovery", "--timeout", "1m", "invitations");

        assertThat(limited.exitCode()).as(limited.screen()).isEqualTo(6);
        assertThat(limited.err())
                .contains("ddbtool restore --yes --into recovery --output json companies --at " + moment)
                .doesNotContain("ddbtool restore --yes --latest");
        assertThat(interrupted.exitCode()).as(interrupted.screen()).isEqualTo(130);
        assertThat(interrupted.err()).contains("--at " + moment);
        assertThat(latest.err()).contains("--at 2026").doesNotContain("ddbtool restore --yes --latest");
    }

    @Test
    void the_command_that_carries_on_accepts_the_backup_of_a_lost_table() {
        client.createBackup(request -> request.tableName(PREFIX + "companies").backupName("nightly"));
        cli.fake().edit(PREFIX + "companies").remove();
        pass(Duration.ofHours(1));

        CliRunner.Result limited =
                restore("--latest", "--into", "recovery", "--timeout", "1m", "companies", "invitations");
        String line = limited.err()
                .lines()
                .filter(each -> each.contains("--at 2"))
                .reduce((a, b) -> b)
                .orElseThrow();
        CliRunner.Result carriedOn =
                cli.run(line.substring(line.indexOf("restore")).split(" "));

        assertThat(limited.exitCode()).as(limited.screen()).isEqualTo(6);
        assertThat(line).startsWith("continue with: ").contains(" --nearest-backup ");
        assertThat(carriedOn.exitCode()).as(carriedOn.screen()).isZero();
        assertThat(carriedOn.out()).contains("2 restored");
        assertThat(restoreCalls()).isEqualTo(2);
    }

    @Test
    void the_command_that_carries_on_keeps_latest_if_a_backup_is_newer_than_the_moment() {
        client.createBackup(request -> request.tableName(PREFIX + "companies").backupName("nightly"));
        pass(Duration.ofHours(1));
        client.deleteTable(request -> request.tableName(PREFIX + "companies"));
        pass(Duration.ofMinutes(1));

        CliRunner.Result limited =
                restore("--latest", "--into", "recovery", "--timeout", "1m", "companies", "invitations");
        CliRunner.Result carriedOn = printed(limited, "continue with: ");

        assertThat(limited.exitCode()).as(limited.screen()).isEqualTo(6);
        assertThat(limited.err())
                .contains("continue with: ddbtool restore --yes --latest ")
                .doesNotContain("--nearest");
        assertThat(carriedOn.exitCode()).as(carriedOn.screen()).isZero();
    }

    @Test
    void the_command_that_carries_on_keeps_a_time_limit_that_was_not_too_short() {
        cli.fake()
                .on("DescribeTable")
                .table(RECOVERY + "companies")
                .nth(4)
                .before(() -> cli.running().interrupted(ExitCode.INTERRUPTED));

        CliRunner.Result result = restore("--latest", "--into", "recovery", "--timeout", "5h", "companies");

        assertThat(result.exitCode()).as(result.screen()).isEqualTo(130);
        assertThat(result.err()).containsPattern("continue with: ddbtool restore .*--timeout 5h companies --at 2");
    }

    @Test
    void tables_without_a_common_moment_are_refused_by_name() {
        client.deleteTable(request -> request.tableName(PREFIX + "companies"));
        pass(Duration.ofMinutes(5));
        ExampleTables.production(cli.fake(), "companies");
        pass(Duration.ofMinutes(2)); // its window is the moment when recovery was turned on
        cli.fake().forgetCalls();

        CliRunner.Result result = restore("--latest", "--into", "recovery", "companies", "invitations");

        assertThat(result.exitCode()).as(result.screen()).isEqualTo(5);
        assertThat(result.err())
                .contains(
                        "'construction-expenses-companies' can be restored to any moment from",
                        "was turned on just now, else restore it in a run of its own and name the other tables");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void shows_what_each_table_waits_for_since_when_and_its_size() {
        cli.fake().behave(Behaviour.likeAws().with(Phase.RESTORING, Duration.ofMinutes(12)));
        delete("companies");

        CliRunner.Result result = restore("--latest", "companies");

        assertThat(result.err()).containsPattern("companies: +restoring \\(\\d+ s, \\d.* MB\\)");
        assertThat(result.exitCode()).as(result.screen()).isZero();
    }

    @Test
    void a_restored_table_that_cannot_be_used_any_more_fails_at_once() {
        delete("companies");
        Instant start = now();
        cli.fake()
                .on("DescribeTable")
                .table(PREFIX + "companies")
                .nth(5)
                .before(() -> cli.fake().edit(PREFIX + "companies").status("INACCESSIBLE_ENCRYPTION_CREDENTIALS"));

        CliRunner.Result result = restore("--latest", "companies");

        assertThat(result.exitCode()).as(result.screen()).isEqualTo(4);
        assertThat(result.err())
                .contains("companies: table 'construction-expenses-companies' is INACCESSIBLE_ENCRYPTION_CREDENTIALS\n")
                .contains(
                        "hint: restore DynamoDB's access to the table's KMS key; to check the key: aws kms describe-key");
        assertThat(Duration.between(start, now())).isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void export_keeps_the_files_of_tables_whose_restore_is_not_complete() {
        delete("companies", "pending-payments");
        cli.fake().behave(Behaviour.likeAws().with(Phase.RESTORING, Duration.ofMinutes(4)));
        Map<String, String> before = schemaFiles();
        restore("--latest", "--no-wait", "companies", "pending-payments");

        CliRunner.Result during = cli.run("export");

        assertThat(during.exitCode()).as(during.screen()).isEqualTo(4);
        assertThat(during.out()).endsWith("2 failed, 11 unchanged\n");
        assertThat(during.err())
                .contains("companies: table 'construction-expenses-companies' is still being restored: its schema file"
                        + " was not written\n")
                .contains("hint: wait until the restore is complete (the same ddbtool restore command waits for it)");
        assertThat(schemaFiles()).isEqualTo(before);

        restore("--latest", "companies", "pending-payments");
        CliRunner.Result after = cli.run("export", "companies", "pending-payments");

        assertThat(after.exitCode()).as(after.screen()).isEqualTo(4);
        assertThat(after.out())
                .contains("! pending-payments  failed\n    TTL: schema on (expiresAt), live off [reconcile]\n")
                .endsWith("1 failed, 1 unchanged\n");
        assertThat(after.err())
                .contains("table 'construction-expenses-pending-payments' was restored and lacks settings of its schema"
                        + " file, which was not changed")
                .contains("complete the settings of existing tables: ddbtool reconcile --prefix"
                        + " construction-expenses companies pending-payments\n");
        assertThat(schemaFiles()).isEqualTo(before);

        cli.run("reconcile", "--yes", "companies", "pending-payments");
        CliRunner.Result completed = cli.run("export", "companies", "pending-payments");

        assertThat(completed.out()).as(completed.screen()).endsWith("2 unchanged\n");
        assertThat(schemaFiles()).isEqualTo(before);
    }

    private Map<String, String> schemaFiles() {
        Map<String, String> files = ExampleFiles.contents(folder);
        files.keySet().removeIf(name -> !name.endsWith(".json"));
        return files;
    }

    @Test
    void export_warns_of_a_new_file_of_a_restored_table() throws IOException {
        delete("companies", "pending-payments");
        restore("--latest", "companies", "pending-payments");
        Files.delete(folder.resolve("pending-payments.json"));
        cli.fake().edit(PREFIX + "companies").recovery(20);

        CliRunner.Result result = cli.run("export", "companies", "pending-payments", "--quiet");

        assertThat(result.out())
                .as(result.screen())
                .contains("! companies         failed\n", "+ pending-payments  written\n");
        assertThat(result.err())
                .contains("warning: pending-payments: restored, and without a valid schema file before this export: a"
                        + " restore leaves out TTL, streams, tags and other settings; before you commit, turn on what is"
                        + " missing, or get the old files with git and run ddbtool reconcile\n");
        assertThat(folder.resolve("pending-payments.json")).content().doesNotContain("ddbtool:restored");
    }

    @Test
    void the_tag_of_a_restored_table_is_no_difference() {
        cli.run("create", "-e", "staging", "companies");
        delete("companies");
        restore("--latest", "companies");

        assertThat(cli.run("diff", "companies").out()).isEqualTo("= companies  in sync\n1 in sync\n");
        assertThat(cli.run("diff", "companies", "-e", "staging", "--against", "production")
                        .out())
                .isEqualTo("= companies  in sync\n1 in sync\n");
        assertThat(cli.run("diff", "companies", "--against", "staging").out())
                .isEqualTo("= companies  in sync\n1 in sync\n");
    }
}
