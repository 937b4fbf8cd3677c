package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    private final Cli cli = Cli.withFake();

    @ParameterizedTest
    @ValueSource(strings = {"", "export ", "create ", "add-gsi ", "diff ", "validate ", "completion "})
    void help_goes_to_stdout_and_fits_eighty_columns(String command) {
        Cli.Ended ended = cli.columns(80).run((command + "--help").split(" "));

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("Usage: ddbtool").doesNotContain("\u001b");
        assertThat(ended.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @ParameterizedTest
    @CsvSource({
        "export, --schemas, SCHEMA_DIR",
        "export, --environment, ENVIRONMENT",
        "export, --prefix, TABLE_PREFIX",
        "export, --environments, ENVIRONMENTS",
        "export, --region, AWS_REGION",
        "export, --profile, AWS_PROFILE",
        "export, --endpoint-url, AWS_ENDPOINT_URL_DYNAMODB",
        "export, --allow-partial, ''",
        "export, --no-color, NO_COLOR",
        "create, --yes, DDBTOOL_YES",
        "create, --expect-account, EXPECT_ACCOUNT",
        "create, --reconcile, ''",
        "create, --dry-run, ''",
        "create, --timeout, ''",
        "create, --billing, ''",
        "create, --no-pitr, ''",
        "create, --no-sse, ''",
        "create, --kms-key, ''",
        "create, --tag, ''",
        "add-gsi, --table-name, TABLE_NAME",
        "add-gsi, --index, INDEX_NAME",
        "add-gsi, --partition-key, PARTITION_KEY_TYPE",
        "add-gsi, --sort-key, SORT_KEY_TYPE",
        "add-gsi, --projection, PROJECTION_TYPE",
        "add-gsi, --include, NON_KEY_ATTRIBUTES",
        "add-gsi, --from-schema, ''",
        "add-gsi, --no-wait, ''",
        "diff, --against, ''",
        "diff, --billing, ''",
        "validate, --schemas, SCHEMA_DIR"
    })
    void an_option_is_listed_with_its_variable(String command, String option, String variable) {
        assertThat(cli.run(command, "--help").out()).contains(option).contains(variable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--endpoint-kind", "--rate-limits"})
    void options_for_tests_are_hidden(String option) {
        assertThat(cli.run("create", "--help").out()).doesNotContain(option);
    }

    @Test
    void help_lists_every_exit_code() {
        String help = cli.run("--help").out();

        for (ExitCode code : ExitCode.values()) {
            assertThat(help).containsPattern("(?m)^ *(130, )?" + code.code() + "[, ]");
        }
    }

    @Test
    void help_does_not_change_with_the_variables() {
        String before = cli.run("create", "--help").out();

        cli.variable("ENVIRONMENT", "staging").variable("SCHEMA_DIR", "elsewhere");

        assertThat(cli.run("create", "--help").out()).isEqualTo(before);
    }

    @Test
    void without_a_command_help_goes_to_stderr_as_wrong_usage() {
        Cli.Ended ended = cli.run();

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("Usage: ddbtool", "export", "create", "add-gsi");
    }

    @Test
    void completion_prints_a_script_that_knows_every_command_and_says_how_to_install_it() {
        Cli.Ended ended = cli.run("completion");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .startsWith("# ")
                .contains("source <(ddbtool completion)", "complete ", "add-gsi", "--from-schema", "validate");
    }

    @Test
    void the_version_is_told_without_touching_anything() {
        Cli.Ended ended = cli.terminal(Set.of(), "").run("--version");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).startsWith("ddbtool ");
        assertThat(cli.fake().operations()).isEmpty();
    }
}
