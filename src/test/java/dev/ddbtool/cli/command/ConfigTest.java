package dev.ddbtool.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.cli.CliRunner;
import dev.ddbtool.cli.ExampleFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {

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

    private String config(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "config";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CliRunner.Result ended = cli.run(all);
        assertThat(ended.exitCode()).isZero();
        return ended.out().replace(folder + "/", "").replaceAll(" {2,}", " | ");
    }
}
