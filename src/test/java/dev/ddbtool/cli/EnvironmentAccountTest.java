package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeControlPlane;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Environments in accounts of their own, all with the same table names. */
class EnvironmentAccountTest {

    private static final String STAGING = "444455556666";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private CliRunner cli = CliRunner.withFake();
    private FakeControlPlane staging = cli.fake();

    @BeforeEach
    void write_the_project() {
        cli = cli.in(folder);
        staging = cli.account("shop-staging", STAGING);
        ExampleFiles.copyTo(folder.resolve("schemas"), "companies", "invitations");
        project(STAGING);
    }

    private void project(String account) {
        ExampleFiles.text(folder.resolve("ddbtool.toml"), """
                [environments.production]
                account = "111122223333"
                table-name = "{table}"

                [environments.staging]
                profile = "shop-staging"
                account = "%s"
                table-name = "{table}"
                schemas = "staging"
                """.formatted(account));
    }

    @Test
    void each_command_uses_the_account_of_its_environment() {
        assertThat(cli.run("create", "--yes").exitCode()).isZero();
        assertThat(staging.tables()).isEmpty();

        CliRunner.Result created = cli.run(
                "create",
                "-e",
                "staging",
                "--schemas",
                folder.resolve("schemas").toString());

        assertThat(created.exitCode()).isZero();
        assertThat(created.err()).contains("environment staging, region eu-west-1, account " + STAGING);
        assertThat(staging.tables()).containsExactlyInAnyOrder("companies", "invitations");
        assertThat(cli.fake().tables()).containsExactlyInAnyOrder("companies", "invitations");
    }

    @Test
    void diff_against_reads_two_accounts() {
        cli.fake().seed(ExampleTables.createTable("companies", "companies"));
        staging.seed(ExampleTables.createTable("companies", "companies"));
        staging.seed(ExampleTables.createTable("invitations", "invitations"));

        CliRunner.Result ended = cli.run("diff", "-e", "staging", "--against", "production");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).contains("invitations  extra").contains("live only in staging");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void a_wrong_account_is_refused_before_a_file_is_written() {
        project("999999999999");
        staging.seed(ExampleTables.createTable("companies", "companies"));

        CliRunner.Result ended = cli.run("export", "-e", "staging");

        assertThat(ended.exitCode()).isEqualTo(5);
        assertThat(ended.err().replace(folder + "/", "")).endsWith("""
                ddbtool: wrong AWS account: expected '999999999999', found '444455556666'
                hint: choose another profile with --profile, or correct the account in ddbtool.toml:7
                """);
        assertThat(folder.resolve("staging")).doesNotExist();
    }

    @Test
    void a_wrong_account_is_refused_before_any_write_and_for_both_sides_of_a_comparison() {
        CliRunner.Result create = cli.run("create", "--yes", "--profile", "shop-staging");
        CliRunner.Result against = cli.run("diff", "--against", "staging", "--profile", "default");

        assertThat(create.exitCode()).isEqualTo(5);
        assertThat(create.err()).contains("expected '111122223333', found '444455556666'");
        assertThat(staging.mutations()).isEmpty();
        assertThat(against.exitCode()).isEqualTo(5);
        assertThat(against.err()).contains("expected '444455556666', found '111122223333'");
    }

    @Test
    void an_unknown_account_is_refused() {
        cli.fake().deny("GetCallerIdentity");

        CliRunner.Result ended = cli.run("export");

        assertThat(ended.exitCode()).isEqualTo(5);
        assertThat(ended.err()).contains("wrong AWS account: expected '111122223333', found an unknown account");
    }

    @Test
    void an_emulator_does_not_have_to_match_the_account_of_the_environment() {
        CliRunner.Result ended = cli.run("create", "--yes", "--endpoint-url", "http://localhost:8000");

        assertThat(ended.err()).doesNotContain("account");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void an_endpoint_option_decides_whether_the_account_of_the_environment_is_checked() {
        ExampleFiles.text(folder.resolve("ddbtool.toml"), """
                [environments.production]
                account = "999999999999"
                endpoint-url = "http://localhost:8000"
                table-name = "{table}"
                """);

        CliRunner.Result onAws =
                cli.run("create", "companies", "--yes", "--endpoint-url", "https://dynamodb.eu-west-1.amazonaws.com");
        assertThat(cli.fake().mutations()).isEmpty();
        CliRunner.Result onEmulator = cli.run("create", "companies");

        assertThat(onAws.exitCode()).isEqualTo(5);
        assertThat(onAws.err())
                .startsWith("create: environment production, region eu-west-1, account 111122223333, endpoint"
                        + " https://dynamodb.eu-west-1.amazonaws.com\n")
                .contains("wrong AWS account: expected '999999999999', found '111122223333'");
        assertThat(onEmulator.exitCode()).isZero();
        assertThat(onEmulator.err())
                .startsWith("create: environment production, endpoint http://localhost:8000\n")
                .doesNotContain("account");
    }

    @Test
    void two_environments_with_the_same_tables_on_an_emulator_are_not_compared() {
        CliRunner.Result ended =
                cli.run("diff", "-e", "staging", "--against", "production", "--endpoint-url", "http://localhost:8000");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("""
                ddbtool: environments 'staging' and 'production' have the same tables at 'http://localhost:8000'
                hint: emulators do not separate accounts: give each environment its own endpoint-url
                """);
    }

    @Test
    void a_stray_environment_variable_changes_nothing_in_a_project() {
        CliRunner stray = cli.variable("ENVIRONMENT", "test").variable("TABLE_PREFIX", "other");

        assertThat(stray.run("create", "--yes").exitCode()).isZero();
        assertThat(stray.run("validate").exitCode()).isZero();
        assertThat(stray.run("config").out()).contains("production");
        assertThat(cli.fake().tables()).containsExactlyInAnyOrder("companies", "invitations");
    }

    @Test
    void validate_ignores_the_environment_variable_even_where_it_is_read() {
        ExampleFiles.text(folder.resolve("ddbtool.toml"), "script-variables = true");
        CliRunner other = cli.variable("ENVIRONMENT", "test");

        assertThat(other.run("validate").exitCode()).isZero();
        assertThat(other.run("create", "--prefix", "shop").err())
                .startsWith("ddbtool: unknown environment 'test'; known environments: production, staging, dev");
    }
}
