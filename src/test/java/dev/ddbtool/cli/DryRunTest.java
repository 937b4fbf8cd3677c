package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.ExampleTables;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {

    private final Path schemas;
    private final CliRunner cli;

    DryRunTest(@TempDir Path folder) {
        schemas = folder.resolve("schemas");
        cli = CliRunner.withExamples(schemas);
    }

    private CliRunner.Result run(String line) {
        return cli.run(Transcript.words(line).toArray(String[]::new));
    }

    @Test
    void new_tables_are_described_in_one_or_two_lines() {
        CliRunner.Result ended = cli.columns(80).terminal("").run("create", "--dry-run", "-e", "dev");

        assertThat(ended.out().replaceAll("\u001b\\[\\d*m", "")).startsWith("""
                        ~ companies             planned
                            new table: key companyId; on-demand; recovery 35 days
                            index by-owner (ownerId)
                        """).contains("""
                        ~ pending-payments      planned
                            new table: key paymentIntentId; on-demand; TTL expiresAt; recovery 35 days
                        13 planned
                        """);
        assertThat(ended.out().lines())
                .hasSizeBetween(27, 40)
                .allSatisfy(line -> assertThat(line).doesNotContain("aws dynamodb"));
    }

    @Test
    void unusual_settings_of_a_new_table_are_shown() {
        ExampleFiles.write(schemas, "books", """
                , "BillingModeSummary": {"BillingMode": "PROVISIONED"},
                "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 2},
                "GlobalSecondaryIndexes": [{"IndexName": "all", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                    "Projection": {"ProjectionType": "KEYS_ONLY"},
                    "ProvisionedThroughput": {"ReadCapacityUnits": 3, "WriteCapacityUnits": 1}}],
                "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"},
                "TableClassSummary": {"TableClass": "STANDARD_INFREQUENT_ACCESS"},
                "DeletionProtectionEnabled": true""", "");

        assertThat(run("create --dry-run -e dev books --billing as-exported --no-pitr --no-sse --tag team=a")
                        .out())
                .contains("    new table: key id; provisioned 5 read, 2 write; recovery off; AWS owned key;"
                        + " stream NEW_IMAGE; class STANDARD_INFREQUENT_ACCESS; deletion protection; tag team=a\n"
                        + "    index all (id, KEYS_ONLY, 3 read, 1 write)\n");
    }

    @Test
    void a_chosen_environment_tag_is_shown() {
        assertThat(run("create --dry-run -e dev companies --tag Environment=sandbox")
                        .out())
                .contains("recovery 35 days; tag Environment=sandbox\n");
        assertThat(run("create --dry-run -e dev companies").out()).doesNotContain("tag ");
    }

    @Test
    void changes_of_an_existing_table_are_shown_from_what_to_what() {
        ExampleTables.production(cli.fake());
        cli.fake().edit("construction-expenses-pending-payments").timeToLive(null).stream("NEW_IMAGE");

        assertThat(run("create --reconcile --dry-run pending-payments --tag team=a")
                        .out())
                .isEqualTo("""
                        ~ pending-payments  planned
                            TTL: off -> on (expiresAt)
                            tag team: none -> a
                            stream: schema off, live NEW_IMAGE [manual]
                        1 planned
                        """);
        assertThat(run("add-gsi --dry-run --table companies --index by-email --partition-key email:S")
                        .out())
                .isEqualTo("""
                        ~ companies  planned
                            global index by-email: none -> email, projection ALL
                        1 planned
                        """);
    }

    @Test
    void show_calls_adds_the_calls_and_is_not_part_of_the_next_command() {
        CliRunner.Result ended = run("create --dry-run --show-calls -e dev companies");

        assertThat(ended.out().lines().map(line -> line.replaceAll(" --.*", "")))
                .containsExactly(
                        "~ companies  planned",
                        "    new table: key companyId; on-demand; recovery 35 days",
                        "    index by-owner (ownerId)",
                        "    aws dynamodb create-table",
                        "    aws dynamodb wait table-exists",
                        "    aws dynamodb update-continuous-backups",
                        "1 planned");
        assertThat(ended.err())
                .endsWith("nothing was changed; to make these changes: ddbtool create -e dev companies\n");
    }

    @Test
    void show_calls_requires_a_dry_run() {
        CliRunner.Result ended = run("add-gsi --show-calls --table companies --index by-email --partition-key email:S");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .contains("ddbtool: --show-calls requires --dry-run\nhint: add --dry-run, or omit --show-calls\n");
        assertThat(cli.fake().calls()).isEmpty();
    }
}
