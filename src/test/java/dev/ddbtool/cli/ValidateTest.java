package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final Cli cli = Cli.withFake();

    @BeforeEach
    void use_a_copy_of_the_example_schemas() {
        ExampleFiles.copyTo(folder);
        cli.variable("SCHEMA_DIR", folder.toString());
    }

    private Cli.Ended validate(Path... paths) {
        return cli.run(Stream.concat(Stream.of("validate"), Stream.of(paths).map(Path::toString))
                .toArray(String[]::new));
    }

    @Test
    void valid_files_are_counted_without_any_call_or_region() {
        cli.variable("AWS_REGION", "");

        Cli.Ended ended = validate();

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).isEqualTo("13 valid\n");
        assertThat(ended.err()).isEmpty();
        assertThat(cli.fake().operations()).isEmpty();
    }

    @Test
    void all_problems_of_all_files_are_shown_with_file_and_line() {
        Path companies = folder.resolve("companies.json");
        Path users = folder.resolve("company-users.json");
        ExampleFiles.text(
                companies,
                ExampleFiles.text(companies)
                        .replace("\"HASH\"", "\"HUSH\"")
                        .replace("\"KeySchema\"", "\"KeySchemas\""));
        ExampleFiles.text(users, ExampleFiles.text(users).replace("\"by-user\"", "\"b\""));

        Cli.Ended ended = validate();

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out())
                .containsPattern("companies\\.json:[0-9]+: .*'?KeySchemas'?.*KeySchema")
                .containsPattern("company-users\\.json:[0-9]+: .*'b'.*3")
                .endsWith("2 invalid, 11 valid\n")
                .doesNotContain("Exception");
        assertThat(ended.err()).isEqualTo("ddbtool: 3 problems in the schema files\n");
    }

    @Test
    void files_and_folders_can_be_named_and_nothing_else_is_read() {
        ExampleFiles.text(folder.resolve("broken.json"), "{");
        Path good = folder.resolve("companies.json");

        assertThat(validate(good).out()).isEqualTo("1 valid\n");
        assertThat(validate(good, folder.resolve("broken.json")).exitCode()).isEqualTo(3);
        assertThat(validate(folder).exitCode()).isEqualTo(3);
        assertThat(validate(folder.resolve("nosuch.json")).exitCode()).isEqualTo(3);
    }

    @Test
    void tables_of_the_same_name_in_two_folders_are_both_checked() {
        Path other = folder.resolve("other");
        ExampleFiles.text(other.resolve("companies.json"), "{");

        Cli.Ended ended = validate(other, folder);

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out()).contains("other/companies.json:1: ");
        assertThat(validate(folder, other).exitCode()).isEqualTo(3);
    }

    @Test
    void a_name_must_be_possible_in_every_known_environment() {
        ExampleFiles.write(
                folder, "staging-companies", ", \"BillingModeSummary\": {\"BillingMode\": \"PAY_PER_REQUEST\"}", "");

        Cli.Ended ended = validate();

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out()).contains("staging-companies.json:1: ").contains("environment 'staging'");
        assertThat(cli.run("validate", "--environments", "dev").exitCode()).isZero();
    }

    @Test
    void an_empty_folder_is_an_error() {
        Cli.Ended ended = validate(folder.resolve("nosuch"));

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(cli.run("validate", "--schemas", folder.resolve("nosuch").toString())
                        .err())
                .contains("there is no such schema folder");
    }
}
