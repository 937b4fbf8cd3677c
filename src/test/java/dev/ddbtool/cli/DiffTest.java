package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeClients;
import dev.ddbtool.fake.Fault;
import dev.ddbtool.fake.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;

class DiffTest {

    private static final String COMPANIES = "construction-expenses-companies";

    private final Path folder;
    private final CliRunner cli;

    DiffTest(@TempDir Path folder) {
        this.folder = folder;
        cli = CliRunner.withExamples(folder.resolve("schemas"));
        ExampleTables.production(cli.fake());
    }

    private CliRunner.Result diff(String... more) {
        return cli.run(Stream.concat(Stream.of("diff"), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void an_index_that_is_being_deleted_is_neither_exported_nor_different() {
        cli.run("create", "-e", "staging");
        cli.fake().behave(Behaviour.polite().with(Phase.INDEX_CHANGING, Duration.ofHours(1)));
        FakeClients.dynamoDb(cli.fake())
                .updateTable(request -> request.tableName("construction-expenses-company-users")
                        .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                                .delete(index -> index.indexName("by-user"))
                                .build()));
        String exported = folder.resolve("exported").toString();

        cli.run("export", "--schemas", exported);

        assertThat(diff("--schemas", exported).out()).endsWith("13 in sync\n");
        assertThat(cli.run("validate", exported).exitCode()).isZero();
        assertThat(diff("-e", "staging", "--against", "production").out())
                .contains("global index by-user: production none, staging userId")
                .endsWith("1 differs, 12 in sync\n");
    }

    @Test
    void a_table_that_is_being_deleted_is_neither_extra_nor_compared() {
        cli.run("create", "-e", "staging");
        cli.fake().edit(COMPANIES).status("DELETING");
        String exported = folder.resolve("exported").toString();

        cli.run("export", "--schemas", exported);

        assertThat(diff("--schemas", exported).out()).endsWith("12 in sync\n").doesNotContain("extra");
        assertThat(diff("-e", "staging", "--against", "production").out()).endsWith("1 extra, 12 in sync\n");
        assertThat(diff("companies").out())
                .as("a table that is being deleted does not have all settings")
                .contains("- companies  missing  (being deleted)")
                .endsWith("1 missing\n");
    }

    @Test
    void missing_extra_and_different_tables_count_as_differences() {
        cli.fake().edit(COMPANIES).remove();
        cli.fake().seed(ExampleTables.createTable("companies", "construction-expenses-drafts"));
        cli.fake().edit("construction-expenses-invitations").stream("KEYS_ONLY").deletionProtection(true);

        CliRunner.Result ended = diff();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out())
                .contains("- companies", "missing", "in the schema files, but not live")
                .contains("? drafts", "extra", "live, but not in the schema files")
                .contains("stream: schema off, live KEYS_ONLY [manual]")
                .contains("deletion protection: schema off, live on [manual]")
                .endsWith("1 differs, 1 extra, 11 in sync, 1 missing\n");
        assertThat(ended.err())
                .contains("create missing tables EMPTY (first restore any that held data): ddbtool create");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void one_table_is_compared_without_a_list() {
        cli.fake().edit(COMPANIES).recovery(0);

        assertThat(diff("invitations").exitCode()).isZero();
        assertThat(diff("companies").exitCode()).isEqualTo(1);
        assertThat(cli.fake().operations()).doesNotContain("ListTables");
    }

    @Test
    void policy_options_are_compared_strictly() {
        assertThat(diff("companies", "--no-pitr").exitCode()).isEqualTo(1);
        assertThat(diff("companies", "--no-sse").exitCode()).isEqualTo(1);
        assertThat(diff("companies", "--tag", "team=a").out()).contains("tag team: schema a, live none [reconcile]");
        assertThat(diff("companies", "--billing", "on-demand").exitCode()).isZero();
    }

    @Test
    void two_environments_are_compared() {
        cli.run("create", "-e", "staging");
        cli.fake().forgetCalls();
        assertThat(diff("-e", "staging", "--against", "production").exitCode()).isZero();

        cli.fake().edit("construction-expenses-staging-companies").removeIndex("by-owner");
        CliRunner.Result ended = diff("-e", "staging", "--against", "production");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).contains("global index by-owner: production ownerId, projection ALL, staging none");
        assertThat(ended.err()).doesNotContain("--against production --");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void comparing_environments_does_not_read_schema_files() {
        cli.run("create", "-e", "staging");

        CliRunner.Result ended = diff("-e", "staging", "--against", "production", "--schemas", "nosuch");

        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void unknown_members_on_either_side_are_named() {
        cli.run("create", "-e", "staging");
        cli.fake().edit(COMPANIES).member("/Novelty", "{\"Enabled\": true}");
        cli.fake().edit("construction-expenses-staging-companies").member("/Fashion", "1");
        String novelty = "Table.Novelty (1 table)";
        String fashion = "Table.Fashion (1 table)";

        assertThat(diff("companies").err()).contains(novelty).doesNotContain(fashion);
        assertThat(diff("companies", "-e", "staging", "--against", "production").err())
                .contains(novelty, fashion);

        cli.fake().edit("construction-expenses-staging-companies").remove();
        assertThat(diff("companies", "-e", "staging", "--against", "production").err())
                .contains(novelty);
    }

    @Test
    void a_table_that_cannot_be_read_on_the_other_side_is_not_extra() {
        cli.run("create", "-e", "staging");
        cli.fake().on("DescribeTable").table(COMPANIES).fail(Fault.accessDenied());

        CliRunner.Result ended = diff("-e", "staging", "--against", "production");

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.out()).contains("1 failed, 12 in sync").doesNotContain("extra");
    }

    @Test
    void a_denied_read_fails_the_table_and_names_the_action() {
        cli.fake().on("DescribeContinuousBackups").table(COMPANIES).fail(Fault.accessDenied());

        CliRunner.Result ended = diff();

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.out()).endsWith("1 failed, 12 in sync\n");
        assertThat(ended.err()).contains("dynamodb:DescribeContinuousBackups");
    }

    @Test
    void differences_that_the_policies_of_two_environments_explain_are_notes() {
        cli.run("create", "-e", "staging");
        cli.fake().edit(COMPANIES).recovery(0).key(null);

        CliRunner.Result explained = diff("-e", "staging", "--against", "production");
        CliRunner.Result back = diff("--against", "staging", "companies");
        CliRunner.Result strict = diff("-e", "staging", "--against", "production", "--as-exported");

        assertThat(explained.exitCode()).as(explained.screen()).isZero();
        assertThat(explained.out())
                .contains("point-in-time recovery: production off, staging on (35 days), explained by policy")
                .contains("encryption: production AWS owned key, staging KMS (AWS managed key), explained by policy")
                .endsWith("13 in sync\n");
        assertThat(back.exitCode()).isZero();
        assertThat(back.out())
                .contains("point-in-time recovery: staging on (35 days), production off, explained by policy");
        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(strict.out())
                .contains("point-in-time recovery: production off, staging on (35 days) [manual]")
                .doesNotContain("explained");

        cli.fake().edit(COMPANIES).recovery(35);
        cli.fake().edit("construction-expenses-staging-companies").recovery(0);
        CliRunner.Result byHand = diff("-e", "staging", "--against", "production");

        assertThat(byHand.exitCode()).isEqualTo(1);
        assertThat(byHand.out()).contains("point-in-time recovery: production on (35 days), staging off [reconcile]");
    }

    @Test
    void a_switch_by_hand_is_a_difference_in_every_environment() {
        cli.run("create", "-e", "staging");
        String schemas = folder.resolve("exported").toString();
        cli.fake().edit(COMPANIES).recovery(0);
        cli.run("export", "--schemas", schemas);

        assertThat(diff("--schemas", schemas).out()).as("as exported").endsWith("13 in sync\n");
        CliRunner.Result staging = diff("-e", "staging", "--schemas", schemas);
        assertThat(staging.exitCode()).as(staging.screen()).isZero();
        assertThat(staging.out()).contains("point-in-time recovery: off in the file, on (35 days) by policy");

        cli.fake().edit(COMPANIES).recovery(35);
        cli.fake().edit("construction-expenses-staging-companies").recovery(0);

        assertThat(diff("--schemas", schemas).out())
                .contains("point-in-time recovery: schema off, live on (35 days) [manual]");
        assertThat(diff("-e", "staging", "--schemas", schemas).out())
                .contains("point-in-time recovery: schema on (35 days), live off [reconcile]");
    }
}
