package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.ExampleTables;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stdout that cannot be written: a lost report is a failure. */
class FullDiskTest {

    private static final String INCOMPLETE = "ddbtool: cannot write to stdout: the output is incomplete";
    private static final String HINT =
            "hint: free disk space for the file that receives stdout, then run the same command again\n";

    private final CliRunner cli;

    FullDiskTest(@TempDir Path folder) {
        cli = CliRunner.withExamples(folder.resolve("schemas")).fullDisk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "help create",
                "create --help",
                "create --version",
                "completion",
                "validate",
                "validate --output json",
                "export",
                "export --output json",
                "diff",
                "diff -e dev",
                "diff --output json",
                "create -e dev --dry-run",
                "add-gsi --table companies --index by-x --partition-key x:S --dry-run --output json"
            })
    void ends_every_command_with_4_and_one_message(String line) {
        ExampleTables.production(cli.fake());

        CliRunner.Result ended = cli.run(line.split(" "));

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(4);
        assertThat(ended.err()).containsOnlyOnce(INCOMPLETE + "\n" + HINT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create -e dev companies", "create -e dev companies --output json"})
    void reports_the_changed_tables_even_without_output(String line) {
        CliRunner.Result ended = cli.run(line.split(" "));

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).endsWith(INCOMPLETE + "; 1 table changed: companies\n" + HINT);
        assertThat(cli.fake().tables()).containsExactly("construction-expenses-dev-companies");
    }

    @Test
    void a_full_disk_does_not_hide_the_error_of_the_command_or_its_exit_code() {
        CliRunner.Result ended = cli.run("create", "-e", "prod", "--output", "json");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("ddbtool: unknown environment 'prod'", INCOMPLETE);
    }
}
