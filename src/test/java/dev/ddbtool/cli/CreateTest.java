package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.VirtualAgenda;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.Call;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.Fault;
import dev.ddbtool.fake.Limits;
import dev.ddbtool.fake.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateTest {

    private static final String STAGING = "construction-expenses-staging-";
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private final Path folder;
    private final CliRunner cli;

    CreateTest(@TempDir Path folder) {
        this.folder = folder;
        cli = CliRunner.withExamples(folder.resolve("schemas"));
    }

    private CliRunner.Result create(String... more) {
        return cli.run(Stream.concat(Stream.of("create", "-e", "staging"), Stream.of(more))
                .toArray(String[]::new));
    }

    private JsonNode live(String table) {
        return cli.fake().table(STAGING + table);
    }

    @Test
    void creates_thirteen_tables_with_every_setting_on_a_slow_service() {
        cli.fake().behave(Behaviour.likeAws()).limit(Limits.likeAws());

        CliRunner.Result ended = create();

        assertThat(ended.err()).doesNotContain("ddbtool:");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).endsWith("13 created\n");
        for (String table : ExampleTables.names()) {
            JsonNode live = live(table);
            assertThat(live.at("/Table/TableStatus").asText()).isEqualTo("ACTIVE");
            assertThat(live.at("/Table/BillingModeSummary/BillingMode").asText())
                    .isEqualTo("PAY_PER_REQUEST");
            assertThat(live.at("/Table/SSEDescription/SSEType").asText()).isEqualTo("KMS");
            assertThat(live.at("/ContinuousBackupsDescription/PointInTimeRecoveryDescription/RecoveryPeriodInDays")
                            .asInt())
                    .isEqualTo(35);
            assertThat(live.at("/Tags/0/Value").asText()).isEqualTo("staging");
        }
        assertThat(live("pending-payments")
                        .at("/TimeToLiveDescription/AttributeName")
                        .asText())
                .isEqualTo("expiresAt");
        assertThat(live("paddle-webhook-dlq")
                        .at("/TimeToLiveDescription/AttributeName")
                        .asText())
                .isEqualTo("ttl");
        assertThat(live("companies")
                        .at("/TimeToLiveDescription/TimeToLiveStatus")
                        .asText())
                .isEqualTo("DISABLED");
        assertThat(live("company-users").at("/Table/GlobalSecondaryIndexes")).hasSize(2);
        assertThat(cli.fake().operations()).doesNotContain("ListTables", "TagResource");
    }

    @Test
    void tags_are_part_of_the_create_call() {
        create("companies", "--tag", "team=payments");

        JsonNode request = mutations().get(0).request();
        assertThat(request.get("Tags").findValuesAsText("Key")).containsExactlyInAnyOrder("Environment", "team");
        assertThat(request.get("Tags").findValuesAsText("Value")).containsExactlyInAnyOrder("staging", "payments");
        assertThat(request.at("/SSESpecification/Enabled").asBoolean()).isTrue();
    }

    @Test
    void existing_tables_stay_unchanged_and_each_difference_names_its_remedy() {
        create();
        cli.fake().edit(STAGING + "companies").recovery(0).tags(Map.of("Environment", "other"));
        cli.fake().edit(STAGING + "company-users").removeIndex("by-user");
        cli.fake().edit(STAGING + "pending-payments").timeToLive(null);
        cli.fake().forgetCalls();

        CliRunner.Result ended = create();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out())
                .contains("    point-in-time recovery: schema on (35 days), live off [reconcile]\n")
                .contains("tag Environment: schema staging, live other [manual]\n")
                .contains("global index by-user: schema userId, projection ALL, live none [add-gsi]\n")
                .contains("live off [reconcile]\n")
                .endsWith("3 differ, 10 in sync\n");
        assertThat(ended.err()).contains("ddbtool reconcile -e staging").contains("add-gsi --from-schema -e staging");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void missing_indexes_are_left_to_add_gsi() {
        ExampleFiles.text(folder.resolve("schemas/books.json"), CompleteSchemaFile.with(""));
        assertThat(cli.run("create", "-e", "staging", "books").exitCode()).isZero();
        cli.fake().edit(STAGING + "books").removeIndex("alike").removeIndex("by-author");
        cli.fake().forgetCalls();

        for (String command : List.of("create", "create --reconcile", "reconcile", "diff")) {
            CliRunner.Result ended =
                    cli.run(Transcript.words(command + " -e staging books").toArray(String[]::new));

            assertThat(ended.exitCode()).as(command).isEqualTo(1);
            assertThat(ended.out())
                    .contains(
                            "global index by-author: schema author + year (sort), projection INCLUDE isbn, live none [add-gsi]\n")
                    .contains("vector index alike: schema likeness, 8 dimensions, COSINE, HASH author, projection"
                            + " KEYS_ONLY, live none [add-gsi]\n");
            assertThat(ended.err()).endsWith("add missing indexes: ddbtool add-gsi --from-schema -e staging books\n");
        }
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void a_table_that_is_still_being_restored_is_only_compared_until_it_is_reconciled() {
        restore("pending-payments");
        cli.fake()
                .edit(STAGING + "pending-payments")
                .status("CREATING")
                .member("/RestoreSummary", "{\"RestoreInProgress\": true, \"RestoreDateTime\": 1772000000}");
        int[] looks = {0};
        cli.fake().on("DescribeTable").before(() -> {
            if (++looks[0] == 12) {
                cli.fake()
                        .edit(STAGING + "pending-payments")
                        .status(null)
                        .member("/RestoreSummary", "{\"RestoreInProgress\": false, \"RestoreDateTime\": 1772000000}");
            }
        });

        CliRunner.Result compared = create("pending-payments");

        assertThat(compared.exitCode()).as(compared.screen()).isEqualTo(1);
        assertThat(compared.out()).contains("[reconcile]").endsWith("1 differs\n");
        assertThat(cli.fake().mutations()).isEmpty();

        CliRunner.Result reconciled = create("pending-payments", "--reconcile");

        assertThat(reconciled.out()).as(reconciled.err()).endsWith("1 reconciled\n");
        assertThat(reconciled.err())
                .contains("pending-payments: waiting for the table (CREATING)")
                .contains("pending-payments' whose 'expiresAt' is in the past");
        assertThat(reconciled.exitCode()).isZero();
        assertThat(mutations()).hasSize(4).allMatch(Call::ok);
        assertThat(cli.run("diff", "-e", "staging", "pending-payments").exitCode())
                .isZero();
    }

    @Test
    void a_table_restored_to_a_point_in_time_may_lack_only_recovery() {
        create();
        cli.fake()
                .edit(STAGING + "companies")
                .recovery(0)
                .member("/RestoreSummary", "{\"RestoreInProgress\": false, \"RestoreDateTime\": 1772000000}");
        cli.fake().forgetCalls();

        assertThat(create().out()).endsWith("1 differs, 12 in sync\n");
        assertThat(create("--reconcile").out()).endsWith("12 in sync, 1 reconciled\n");
        assertThat(cli.fake().mutations()).containsExactly("UpdateContinuousBackups");
        assertThat(cli.run("diff", "-e", "staging").exitCode()).isZero();
    }

    /** A table as restored by AWS Backup. */
    private void restore(String table) {
        cli.fake()
                .seed(ExampleTables.createTable(table, STAGING + table))
                .key(null)
                .member("/RestoreSummary", "{\"RestoreInProgress\": false, \"RestoreDateTime\": 1772000000}");
    }

    @Test
    void create_alone_finishes_an_interrupted_create_while_tables_are_being_created() {
        cli.fake().behave(Behaviour.likeAws().with(Phase.CREATING, Duration.ofMinutes(2)));
        assertThat(create("pending-payments", "--timeout", "10s").exitCode()).isEqualTo(6);

        CliRunner.Result ended = create("pending-payments");

        assertThat(ended.err()).doesNotContain("ddbtool:");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("created");
        assertThat(live("pending-payments")
                        .at("/TimeToLiveDescription/AttributeName")
                        .asText())
                .isEqualTo("expiresAt");
        assertThat(cli.fake().mutations())
                .containsOnlyOnce("CreateTable", "UpdateTimeToLive", "UpdateContinuousBackups");
    }

    @ParameterizedTest(name = "after {0} ms")
    @ValueSource(longs = {0, 500, 2_000, 4_000, 6_000, 7_000, 8_000, 9_000, 10_000, 12_000, 30_000})
    void two_concurrent_creates_succeed_whenever_the_second_starts(long millis) {
        cli.fake().behave(Behaviour.likeAws()).limit(Limits.likeAws());
        VirtualAgenda agenda = new VirtualAgenda(cli.time(), cli.fake()::takeLatency);

        List<CliRunner.Result> ended = InterleavedRuns.of(
                agenda,
                List.of(
                        shared -> createOn(shared, Duration.ZERO),
                        shared -> createOn(shared, Duration.ofMillis(millis))));

        assertThat(ended)
                .allSatisfy(run -> assertThat(run.exitCode()).as(run.screen()).isZero());
    }

    private CliRunner.Result createOn(Agenda shared, Duration delay) {
        shared.run(shared.after(delay));
        return cli.with(Map.of()).on(() -> shared).run("create", "-e", "staging");
    }

    @Test
    void an_incomplete_new_table_is_reported_after_a_minute() {
        create("companies", "--no-pitr");
        Instant start = cli.time().instant();

        CliRunner.Result ended = create("companies");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).contains("point-in-time recovery: schema on (35 days), live off [reconcile]\n");
        assertThat(ended.err())
                .containsOnlyOnce("companies: new and incomplete, waiting for another run to complete it (2 s)\n");
        assertThat(Duration.between(start, cli.time().instant()))
                .isBetween(Duration.ofMinutes(1), Duration.ofSeconds(70));
    }

    @Test
    void a_time_limit_ends_the_wait_for_another_run() {
        create("companies", "--no-pitr");

        CliRunner.Result ended = create("companies", "--timeout", "20s");

        assertThat(ended.exitCode()).isEqualTo(6);
        assertThat(ended.err()).contains("while waiting for another run to complete '" + STAGING + "companies'");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"five minutes old, 300", "from beyond the near future, -301"})
    void an_incomplete_old_table_is_reported_immediately(String what, long age) {
        create("companies", "--no-pitr");
        reportedAtOnce(age);
    }

    @Test
    void differences_that_create_does_not_resolve_are_reported_immediately() {
        create("companies", "--no-pitr");
        cli.fake().edit(STAGING + "companies").tags(Map.of("Environment", "other"));

        reportedAtOnce(0);
    }

    @Test
    void a_restored_table_is_reported_immediately() {
        restore("companies");

        reportedAtOnce(0);
    }

    /** @param age the age of the table, in seconds */
    private void reportedAtOnce(long age) {
        Instant start = cli.time().instant();
        cli.fake()
                .edit(STAGING + "companies")
                .member("/CreationDateTime", String.valueOf(start.getEpochSecond() - age));
        CliRunner.Result ended = create("companies");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).contains("live off [reconcile]\n");
        assertThat(ended.err()).doesNotContain("waiting");
        assertThat(cli.time().instant()).isBefore(start.plusSeconds(2));
    }

    @Test
    void a_table_created_in_the_near_future_counts_as_new() {
        create("companies", "--no-pitr");
        cli.fake()
                .edit(STAGING + "companies")
                .member(
                        "/CreationDateTime",
                        String.valueOf(cli.time().instant().plusSeconds(200).getEpochSecond()));

        assertThat(create("companies").err()).contains("waiting for another run");
    }

    @Test
    void production_tables_with_names_of_another_environment_require_confirmation() {
        ExampleTables.production(cli.fake());
        String[] elsewhere = {
            "create", "--reconcile", "--yes", "--prefix", "construction", "-e", "expenses", "--environments", "expenses"
        };
        cli.fake().forgetCalls();

        CliRunner.Result blocked = cli.run(with(elsewhere, "--tag", "team=payments"));

        assertThat(blocked.exitCode()).isEqualTo(5);
        assertThat(blocked.out()).endsWith("13 blocked\n");
        assertThat(blocked.err())
                .contains("the Environment tag of 'construction-expenses-companies' is 'production', not 'expenses'")
                .contains("hint: if the table belongs to production, use -e production and its prefix;"
                        + " if it belongs to expenses, add --tag Environment=expenses\n");
        assertThat(cli.fake().mutations()).isEmpty();

        CliRunner.Result compared =
                cli.run("diff", "--prefix", "construction", "-e", "expenses", "--environments", "expenses");

        assertThat(compared.out()).contains("tag Environment: schema expenses, live production [manual]");

        CliRunner.Result lifted =
                cli.run(with(elsewhere, "--tag", "team=payments", "--tag", "Environment=expenses", "companies"));

        assertThat(lifted.exitCode()).as(lifted.screen()).isEqualTo(1);
        assertThat(cli.fake().mutations()).containsExactly("TagResource");
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void a_table_that_is_being_deleted_blocks_everything() {
        create("companies", "invitations");
        cli.fake().edit(STAGING + "companies").status("DELETING");
        cli.fake().forgetCalls();

        CliRunner.Result ended = create();

        assertThat(ended.exitCode()).isEqualTo(5);
        assertThat(ended.err())
                .contains("table '" + STAGING + "companies' is DELETING")
                .contains("nothing was changed: the plan has 1 blocker")
                .contains("wait until it is deleted");
        assertThat(ended.out()).contains("1 blocked");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void tags_may_have_as_many_characters_as_dynamodb_allows() {
        assertThat(create("companies", "--dry-run", "--tag", "𝒜".repeat(128) + "=" + "v".repeat(256))
                        .exitCode())
                .isZero();
    }

    @Test
    void an_invalid_option_is_reported_before_an_invalid_file() {
        ExampleFiles.text(folder.resolve("schemas/a-first.json"), "{");

        assertThat(create("--billing", "free").exitCode()).isEqualTo(2);
        assertThat(create("--deletion-protection", "maybe").exitCode()).isEqualTo(2);
        assertThat(create("--tag", "aws:a=b").exitCode()).isEqualTo(2);
        assertThat(create("--tag", "a=" + "v".repeat(257)).err())
                .contains("of tag 'a' has 257 characters; the limit is 256: shorten it");
    }

    @Test
    void a_dry_run_only_reads_and_prints_commands_for_pasting() {
        create("companies");
        cli.fake().edit(STAGING + "companies").recovery(0).tags(Map.of());
        cli.fake().forgetCalls();

        CliRunner.Result ended = create("--dry-run", "--show-calls", "--reconcile", "--profile", "o'brien");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .contains(
                        "    aws dynamodb create-table --profile 'o'\\''brien' --region eu-west-1 --cli-input-json '{")
                .contains("    aws dynamodb update-time-to-live ")
                .contains("    aws dynamodb update-continuous-backups ")
                .contains("{\"ResourceArn\":\"arn:aws:dynamodb:eu-west-1:111122223333:table/" + STAGING + "companies\"")
                .endsWith("13 planned\n");
        assertThat(cli.fake().operations())
                .isNotEmpty()
                .allMatch(operation -> operation.startsWith("Describe") || operation.startsWith("List"));
    }

    @Test
    void a_dry_run_has_the_exit_code_of_a_successful_run() {
        create("companies");
        cli.fake().edit(STAGING + "companies").recovery(0);
        assertThat(create("--dry-run").exitCode()).isEqualTo(1);
        assertThat(create("--dry-run", "--reconcile").exitCode()).isZero();

        cli.fake().edit(STAGING + "companies").status("DELETING");
        assertThat(create("--dry-run").exitCode()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "create -e staging companies, in sync",
        "create -e staging companies --tag team=a --dry-run --reconcile, planned",
        "create -e staging companies --tag team=a --reconcile, reconciled",
        "create -e staging companies --kms-key alias/books --reconcile, differs"
    })
    void unknown_members_are_named_for_every_outcome(String line, String outcome) {
        cli.fake().makeKey("alias/books");
        create("companies");
        cli.fake().edit(STAGING + "companies").member("/Novelty", "{\"Enabled\": true}");

        CliRunner.Result ended = cli.run(line.split(" "));

        assertThat(ended.out()).contains(outcome);
        assertThat(ended.err())
                .contains(
                        "warning: responses contain members that this version of ddbtool does not support: Table.Novelty (1 table)");
    }

    @Test
    void unknown_members_of_blocked_and_new_tables_are_named() {
        create("companies");
        cli.fake().edit(STAGING + "companies").status("DELETING").member("/Novelty", "1");
        CliRunner.Result blocked = create("companies");
        cli.fake()
                .on("DescribeTable")
                .table(STAGING + "invitations")
                .from(2)
                .before(() -> cli.fake().edit(STAGING + "invitations").member("/Novelty", "1"));
        CliRunner.Result created = create("invitations");

        assertThat(blocked.err())
                .contains(
                        "responses contain members that this version of ddbtool does not support: Table.Novelty (1 table)");
        assertThat(created.err())
                .contains(
                        "responses contain members that this version of ddbtool does not support: Table.Novelty (1 table)");
    }

    @Test
    void one_denied_table_does_not_stop_the_others() {
        cli.fake().on("CreateTable").table(STAGING + "companies").fail(Fault.accessDenied());

        CliRunner.Result ended = create();

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.out()).endsWith("12 created, 1 failed\n");
        assertThat(ended.err())
                .contains("ddbtool: companies: CreateTable on '" + STAGING + "companies' was denied")
                .contains("dynamodb:CreateTable")
                .contains("continue with: ddbtool create -e staging --reconcile");
        assertThat(cli.fake().tables()).hasSize(12);
    }

    @Test
    void suggested_commands_do_not_repeat_options_with_values() {
        cli.fake().on("CreateTable").table(STAGING + "companies").fail(Fault.accessDenied());

        CliRunner.Result ended = create("--reconcile=true");

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("continue with: ddbtool create -e staging --reconcile=true\n");
    }

    @Test
    void at_the_time_limit_the_command_that_continues_is_printed() {
        cli.fake().behave(Behaviour.likeAws().with(Phase.BACKUPS_UNAVAILABLE, Duration.ofMinutes(40)));

        CliRunner.Result ended = create("companies", "--timeout", "1m");

        assertThat(ended.exitCode()).isEqualTo(6);
        assertThat(ended.err())
                .contains("companies: time limit reached while waiting for point-in-time recovery")
                .contains("continue with: ddbtool create -e staging companies --reconcile");
        cli.fake().behave(Behaviour.polite());
        CliRunner.Result later = create("companies", "--timeout", "1h", "--reconcile");
        assertThat(later.exitCode()).isZero();
    }

    private List<Call> mutations() {
        return cli.fake().calls().stream().filter(Call::mutation).toList();
    }

    @Test
    void a_new_table_encrypted_with_an_unreadable_key_is_in_sync() {
        cli.fake().deny("DescribeKey");

        CliRunner.Result created = create("companies");
        CliRunner.Result again = create("companies");

        assertThat(created.out())
                .contains("1 created")
                .contains("not read: KMSMasterKeyArn: cannot tell whether the KMS key is AWS managed");
        assertThat(created.exitCode()).isZero();
        assertThat(cli.fake().operations())
                .filteredOn("ListTagsOfResource"::equals)
                .hasSize(2);
        assertThat(again.exitCode()).isZero();
    }

    @Test
    void a_refusal_suggests_no_command_that_would_also_be_refused() {
        Path companies = folder.resolve("schemas/companies.json");
        ExampleFiles.text(
                companies,
                ExampleFiles.text(companies)
                        .replace("\"SSEType\": \"KMS\"", "\"SSEType\": \"KMS\", \"KMSMasterKeyArn\": \"" + KEY + "\""));

        CliRunner.Result ended = create("companies", "--output", "json");

        assertThat(ended.exitCode()).isEqualTo(5);
        assertThat(ended.err()).contains("hint: name the key").doesNotContain("ddbtool create");
        assertThat(ended.out()).contains("\"steps\": []");
    }

    /** The shortest example of the documentation. */
    private void writeShortest() {
        String page = ExampleFiles.text(Path.of("docs/schema-format.md"));
        int start = page.indexOf("```json\n", page.indexOf("## The shortest file")) + "```json\n".length();
        ExampleFiles.clear(folder.resolve("schemas"));
        ExampleFiles.text(folder.resolve("schemas/orders.json"), page.substring(start, page.indexOf("```", start)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"staging", "production"})
    void a_hand_written_file_needs_only_name_key_and_attributes(String environment) {
        writeShortest();

        assertThat(cli.run("validate").exitCode()).isZero();
        CliRunner.Result created = cli.run("create", "-e", environment, "--yes");

        assertThat(created.out()).endsWith("1 created\n").doesNotContain("by policy");
        assertThat(cli.run("diff", "-e", environment).out()).isEqualTo("= orders  in sync\n1 in sync\n");
        JsonNode live = cli.fake()
                .table("construction-expenses-" + (environment.equals("staging") ? "staging-" : "") + "orders");
        assertThat(live.at("/Table/BillingModeSummary/BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
        assertThat(live.at("/Table/SSEDescription/Status").asText()).isEqualTo("ENABLED");
        assertThat(live.at("/ContinuousBackupsDescription/PointInTimeRecoveryDescription/RecoveryPeriodInDays")
                        .asInt())
                .isEqualTo(35);
        assertThat(live.at("/TimeToLiveDescription/TimeToLiveStatus").asText()).isEqualTo("DISABLED");
    }

    @Test
    void what_the_policy_overrides_is_shown_once() {
        for (String table : ExampleTables.names()) {
            ExampleFiles.replaceIn(
                    folder.resolve("schemas/" + table + ".json"),
                    file -> file.replace(
                            "\"PointInTimeRecoveryStatus\": \"ENABLED\"",
                            "\"PointInTimeRecoveryStatus\": \"DISABLED\""));
        }

        CliRunner.Result planned = create("--dry-run");
        CliRunner.Result json = create("--dry-run", "--output", "json");
        CliRunner.Result asExported = create("--dry-run", "--as-exported");

        assertThat(planned.out())
                .containsOnlyOnce("13 tables: point-in-time recovery: off in the file, on (35 days) by policy\n");
        assertThat(json.out()).contains("\"policyOverrides\": [\n        {");
        assertThat(asExported.out()).doesNotContain("by policy", "update-continuous-backups");
    }

    @Test
    void a_specific_option_overrides_as_exported() {
        ExampleFiles.replaceIn(
                folder.resolve("schemas/companies.json"),
                file -> file.replace("\"PAY_PER_REQUEST\"", "\"PROVISIONED\"")
                        .replace(
                                "\"BillingModeSummary\"",
                                "\"ProvisionedThroughput\": {\"ReadCapacityUnits\": 5, \"WriteCapacityUnits\": 2},"
                                        + " \"BillingModeSummary\"")
                        .replace(
                                "\"Projection\"",
                                "\"ProvisionedThroughput\": {\"ReadCapacityUnits\": 5, \"WriteCapacityUnits\": 2}, \"Projection\""));

        create("companies", "--as-exported", "--deletion-protection", "on", "--no-sse");

        JsonNode live = live("companies").at("/Table");
        assertThat(live.at("/ProvisionedThroughput/ReadCapacityUnits").asInt()).isEqualTo(5);
        assertThat(live.at("/DeletionProtectionEnabled").asBoolean()).isTrue();
        assertThat(live.has("SSEDescription")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"production, 0", "staging, 5"})
    void the_key_of_a_file_is_used_where_settings_are_as_exported(String environment, int exitCode) {
        String own = cli.fake().makeKey("alias/own");
        ExampleFiles.replaceIn(
                folder.resolve("schemas/companies.json"),
                file -> file.replace(
                        "\"SSEType\": \"KMS\"", "\"SSEType\": \"KMS\", \"KMSMasterKeyArn\": \"" + own + "\""));

        CliRunner.Result ended = cli.run("create", "companies", "-e", environment, "--yes");

        assertThat(ended.exitCode()).as(ended.screen()).isEqualTo(exitCode);
        if (exitCode == 0) {
            assertThat(cli.fake()
                            .table("construction-expenses-companies")
                            .at("/Table/SSEDescription/KMSMasterKeyArn")
                            .asText())
                    .isEqualTo(own);
            assertThat(cli.run("diff", "companies").exitCode()).isZero();
        } else {
            assertThat(ended.err()).contains("requires --kms-key");
        }
    }

    @Test
    void the_key_of_another_account_or_region_is_a_blocker_in_production() {
        for (String foreign :
                List.of(KEY.replace("111122223333", "444455556666"), KEY.replace("eu-west-1", "eu-west-2"))) {
            ExampleFiles.replaceIn(
                    folder.resolve("schemas/companies.json"),
                    file -> file.replaceAll(
                            "\"SSEType\": \"KMS\"(, \"KMSMasterKeyArn\": \"[^\"]*\")?",
                            "\"SSEType\": \"KMS\", \"KMSMasterKeyArn\": \"" + foreign + "\""));

            CliRunner.Result ended = cli.run("create", "companies", "--yes");

            assertThat(ended.exitCode()).as(ended.screen()).isEqualTo(5);
            assertThat(ended.err()).contains(foreign, "requires --kms-key");
        }
        assertThat(cli.fake().mutations()).isEmpty();
    }
}
