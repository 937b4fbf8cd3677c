package dev.ddbtool.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ddbtool.cli.CliRunner;
import dev.ddbtool.cli.ExampleFiles;
import dev.ddbtool.fake.Call;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {

    private static final String[] TABLES = {"companies", "invitations"};

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private CliRunner cli = CliRunner.withFake();

    @BeforeEach
    void run_in_an_empty_folder() {
        cli = cli.in(folder);
    }

    @Test
    void lists_every_key_with_its_line() {
        ExampleFiles.text(folder.resolve("ddbtool.toml"), """
                schemas = "tables"
                default-environment = "live"
                [naming]
                prefix = "shop"
                [environments.live]
                [environments.qa]
                table-name = "{table}_{environment}"
                profile = "shop-qa"
                region = "eu-north-1"
                account = "444455556666"
                endpoint-url = "http://localhost:8000"
                schemas = "qa-tables"
                protected = true
                billing = "on-demand"
                point-in-time-recovery = 7
                encryption = "alias/shop"
                deletion-protection = false
                tags = { team = "payments" }
                """);

        assertThat(config("-e", "qa")).isEqualTo("""
                project file | ddbtool.toml | the nearest
                environments | live, qa | ddbtool.toml:5
                environment | qa | -e
                prefix | shop | ddbtool.toml:4
                table-name | {table}_qa | ddbtool.toml:7
                schemas | qa-tables | ddbtool.toml:12
                region | eu-north-1 | ddbtool.toml:9
                profile | shop-qa | ddbtool.toml:8
                endpoint-url | http://localhost:8000 | ddbtool.toml:11
                account | 444455556666 | ddbtool.toml:10
                protected | true | ddbtool.toml:13
                ephemeral | false | default
                tags | team=payments | ddbtool.toml:18
                billing | on-demand | ddbtool.toml:14
                point-in-time-recovery | 7 days | ddbtool.toml:15
                encryption | alias/shop | ddbtool.toml:16
                deletion-protection | false | ddbtool.toml:17
                """);
        assertThat(config()).contains("environment | live", "ddbtool.toml:2");
    }

    @Test
    void works_without_a_project_file_and_without_a_prefix() {
        assertThat(config())
                .contains("project file | - | none found")
                .contains("environments | production, staging, dev | default")
                .contains("prefix | - | not set")
                .contains("table-name | {prefix}-{table} | default")
                .contains("region | eu-west-1 | AWS_REGION")
                .contains("profile | - | left to the AWS SDK");
    }

    @Test
    void a_variable_or_flag_is_the_source_even_if_the_file_has_keys() {
        ExampleFiles.text(folder.resolve("ddbtool.toml"), """
                [environments.production]
                [environments.staging]
                profile = "shop-staging"
                """);
        cli.variable("AWS_PROFILE", "me");

        assertThat(config("--environments", "qa"))
                .contains("environments | production, qa | --environments")
                .contains("profile | me | AWS_PROFILE");
        assertThat(config("-e", "staging")).contains("profile | shop-staging | ddbtool.toml:3");
    }

    @Test
    void an_environment_must_be_named_if_the_project_has_no_default() {
        ExampleFiles.text(folder.resolve("ddbtool.toml"), "[environments.staging]\n[environments.dev]\n");

        CliRunner.Result ended = cli.run("config");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).isEqualTo("""
                ddbtool: missing environment; known environments: staging, dev
                hint: name one with -e, or set default-environment in ddbtool.toml
                """);
    }

    @Test
    void an_invalid_file_is_a_usage_error_and_makes_no_call() {
        ExampleFiles.text(folder.resolve("ddbtool.toml"), "[environments.dev]\nregio = 5\n");

        for (String command : new String[] {"config", "export", "create", "diff", "validate"}) {
            CliRunner.Result ended = cli.run(command);

            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.err().replace(folder + "/", "")).isEqualTo("""
                    ddbtool.toml:2: unknown key 'regio': did you mean 'region'?
                    ddbtool: the project file is invalid
                    hint: fix the problems above, then run the same command again
                    """);
        }
        assertThat(cli.fake().calls()).isEmpty();
    }

    @Test
    void empty_paths_are_usage_errors() {
        assertThat(cli.run("config", "--config", "").err()).contains("missing value for --config", "use --config=FILE");
        assertThat(cli.run("config", "--schemas", " ").err()).contains("missing value for --schemas");
    }

    // ---- live environments

    private static final String PROJECT = """
            [naming]
            prefix = "construction-expenses"
            [environments.production]
            [environments.dev]
            [environments.staging]
            profile = "other"
            [environments."pr-*"]
            ephemeral = true
            """;

    private void seed(String... environments) {
        ExampleFiles.text(folder.resolve("ddbtool.toml"), PROJECT);
        ExampleFiles.copyTo(folder.resolve("schemas"), TABLES);
        for (String environment : environments) {
            for (String table : TABLES) {
                cli.fake().seed(ExampleTables.createTable(table, ExampleTables.PREFIX + environment + table));
            }
        }
    }

    @Test
    void lists_live_environments_with_leftovers_and_undeclared_ones() {
        seed("", "dev-", "pr-1-", "pr-12-", "qa-");
        cli.fake().seed(ExampleTables.createTable("invitations", "construction-expenses-pr-12-audit-log"));
        cli.fake().seed(ExampleTables.createTable("invitations", "another-application"));
        cli.fake().forgetCalls();

        CliRunner.Result ended = cli.run("config", "--live");

        assertThat(ended.out()).isEqualTo("""
                dev         2 tables  declared
                pr-1        2 tables  ephemeral (pr-*)
                pr-12       3 tables  ephemeral (pr-*)
                production  2 tables  protected
                qa          2 tables  undeclared
                """);
        assertThat(ended.err()).isEqualTo("config: environment production, region eu-west-1, account 111122223333\n");
        assertThat(ended.exitCode()).isZero();
        assertThat(cli.fake().calls()).extracting(Call::operation).containsOnly("ListTables", "GetCallerIdentity");
    }

    /** {@code destroy} deletes all tables of an ephemeral environment, so that they are not part of an undeclared one. */
    @Test
    void all_tables_of_an_ephemeral_environment_belong_to_it() {
        seed("pr-1-", "pr-1-copy-");

        JsonNode live = live();
        assertThat(live.findValuesAsText("name")).containsExactly("pr-1");
        assertThat(live.at("/0/tables")).hasSize(4);
    }

    @Test
    void an_environment_is_listed_only_if_it_has_tables_of_its_own() {
        seed("qa-");

        assertThat(live().findValuesAsText("name")).containsExactly("qa");
    }

    @Test
    void the_report_contains_live_environments() {
        seed("", "pr-7-", "qa-");

        assertThat(live()).hasToString("""
                [{"name":"pr-7","declaration":"pr-*","protected":false,"ephemeral":true,\
                "tables":["construction-expenses-pr-7-companies","construction-expenses-pr-7-invitations"]},\
                {"name":"production","declaration":"production","protected":true,"ephemeral":false,\
                "tables":["construction-expenses-companies","construction-expenses-invitations"]},\
                {"name":"qa","declaration":null,"protected":true,"ephemeral":false,\
                "tables":["construction-expenses-qa-companies","construction-expenses-qa-invitations"]}]""");
    }

    @Test
    void a_comment_contains_live_environments() {
        seed("", "pr-7-");

        assertThat(cli.run("config", "--live", "--output", "markdown").out()).contains("""
                | environment | live | declaration |
                | --- | --- | --- |
                | `pr-7` | `2 tables` | `ephemeral (pr-*)` |
                | `production` | `2 tables` | `protected` |
                """);
    }

    @Test
    void an_environment_in_another_account_is_listed_there() {
        seed("");
        cli.account("other", "444455556666")
                .seed(ExampleTables.createTable("companies", "construction-expenses-staging-companies"));

        assertThat(live().findValuesAsText("name")).containsExactly("production");
        assertThat(live("-e", "staging").findValuesAsText("name")).containsExactly("staging");
        assertThat(cli.run("config", "--live", "--expect-account", "444455556666")
                        .exitCode())
                .isEqualTo(5);
    }

    @Test
    void an_account_without_tables_has_no_live_environments() {
        seed();

        CliRunner.Result ended = cli.run("config", "--live");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .endsWith("note: no environment has live tables in Region eu-west-1, account 111122223333\n");
        assertThat(live()).isEmpty();
        cli.fake().seed(ExampleTables.createTable("invitations", "another-application"));
        assertThat(cli.run("config", "--live").err()).contains("live table names begin with");
    }

    @Test
    void live_environments_require_a_prefix_and_permission() {
        assertThat(cli.run("config", "--live").err()).contains("missing table prefix");
        assertThat(cli.fake().calls()).isEmpty();

        seed("");
        cli.fake().on("ListTables").fail(Fault.accessDenied());
        CliRunner.Result ended = cli.run("config", "--live");

        assertThat(ended.err()).contains("ListTables was denied", "hint: allow dynamodb:ListTables in your IAM policy");
        assertThat(ended.exitCode()).isEqualTo(4);
    }

    private JsonNode live(String... arguments) {
        List<String> line = new ArrayList<>(List.of("config", "--live", "--output", "json"));
        line.addAll(List.of(arguments));
        CliRunner.Result ended = cli.run(line.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.screen()).isZero();
        try {
            JsonNode report = new JsonMapper().readTree(ended.out());
            assertThat(report.has("settings")).isFalse();
            return report.get("liveEnvironments");
        } catch (JsonProcessingException e) {
            throw new AssertionError(ended.screen(), e);
        }
    }

    private String config(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "config";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CliRunner.Result ended = cli.run(all);
        assertThat(ended.exitCode()).isZero();
        return ended.out().replace(folder + "/", "").replaceAll(" {2,}", " | ");
    }
}
