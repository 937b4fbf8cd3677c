package dev.ddbtool.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.cli.CliRunner;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.ExampleTables;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suggested commands run against the same tables as the command that printed them. */
class NextCommandsTest {

    private final CliRunner cli;

    NextCommandsTest(@TempDir Path folder) {
        cli = CliRunner.withExamples(folder.resolve("schemas"));
    }

    @Test
    void suggestions_have_the_options_that_select_the_same_tables() {
        assertThat(cli.run("diff", "--prefix", "shop", "-e", "dev", "--region", "us-east-1", "companies", "--no-sse")
                        .err())
                .endsWith("create missing tables: ddbtool create --prefix shop -e dev --region us-east-1 --no-sse"
                        + " companies\n");
    }

    @Test
    void suggested_commands_have_options_for_variables() {
        cli.fake().behave(Behaviour.likeAws());
        Map<String, String> variables = Map.of("ENVIRONMENT", "staging", "TABLE_PREFIX", "shop");

        assertThat(cli.with(variables).run("diff", "companies").err())
                .contains("ddbtool create --environment staging --prefix shop companies\n");
        assertThat(cli.with(variables)
                        .run("create", "companies", "--timeout", "1s")
                        .err())
                .contains("continue with: ddbtool create companies --environment staging --prefix shop"
                        + " --reconcile\n");
        assertThat(cli.with(variables).run("diff", "companies", "-e", "dev").err())
                .contains("ddbtool create -e dev --prefix shop companies\n");
    }

    @Test
    void suggested_commands_keep_variables_for_index_and_profile() {
        ExampleTables.production(cli.fake());
        Map<String, String> variables = Map.of(
                "TABLE_NAME", "construction-expenses-companies",
                "INDEX_NAME", "by-email",
                "PARTITION_KEY", "email",
                "PARTITION_KEY_TYPE", "S",
                "AWS_PROFILE", "the others");

        assertThat(cli.with(variables).run("add-gsi", "--dry-run").err())
                .endsWith("to make these changes: AWS_PROFILE='the others' TABLE_NAME=construction-expenses-companies"
                        + " INDEX_NAME=by-email PARTITION_KEY=email PARTITION_KEY_TYPE=S ddbtool add-gsi\n");
        assertThat(cli.with(variables)
                        .run(
                                "add-gsi",
                                "--table",
                                "companies",
                                "--index",
                                "by-x",
                                "--partition-key",
                                "x:S",
                                "--dry-run")
                        .err())
                .endsWith(
                        "AWS_PROFILE='the others' ddbtool add-gsi --table companies --index by-x --partition-key x:S\n");
        assertThat(cli.with(Map.of("AWS_PROFILE", "dr"))
                        .run("diff", "companies", "-e", "dev")
                        .err())
                .endsWith("create missing tables: AWS_PROFILE=dr ddbtool create -e dev companies\n");
    }

    @Test
    void create_is_not_suggested_for_a_table_that_exists_but_is_still_being_created() {
        ExampleTables.production(cli.fake());
        cli.fake().edit("construction-expenses-companies").recovery(0).status("CREATING");

        CliRunner.Result ended = cli.run("diff", "companies");

        assertThat(ended.out()).contains("live off [create]\n");
        assertThat(ended.err()).endsWith("\ncomplete the settings of existing tables: ddbtool reconcile companies\n");
    }

    @Test
    void add_gsi_has_no_policy_options() {
        ExampleTables.production(cli.fake());
        cli.fake().edit("construction-expenses-companies").removeIndex("by-owner");

        assertThat(cli.run("diff", "companies", "--tag", "a=b").err())
                .contains("complete the settings of existing tables: ddbtool reconcile --tag a=b companies\n")
                .contains("add missing indexes: ddbtool add-gsi --from-schema companies\n");
    }

    @Test
    void comparing_environments_suggests_no_commands() {
        ExampleTables.production(cli.fake());

        assertThat(cli.run("diff", "-e", "staging", "--against", "production").err())
                .isEqualTo("diff: environment staging, region eu-west-1, account 111122223333\n");
    }

    @Test
    void nothing_is_suggested_that_a_blocker_forbids() {
        ExampleTables.production(cli.fake());

        assertThat(cli.run("add-gsi", "--table", "companies", "--index", "by-x", "--partition-key", "ownerId:N")
                        .err())
                .contains("the plan has 1 blocker")
                .doesNotContain("add missing indexes");
    }
}
