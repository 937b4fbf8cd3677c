package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code diff --against-folder}: what a pull request changes. */
class FolderDiffTest {

    private final Path folder;
    private final CliRunner cli;

    FolderDiffTest(@TempDir Path folder) {
        this.folder = folder;
        cli = CliRunner.withFake().in(folder).variable("AWS_REGION", "");
        ExampleFiles.copyTo(folder.resolve("schemas"));
        ExampleFiles.copyTo(folder.resolve("base/schemas"));
    }

    private CliRunner.Result diff(String... more) {
        return cli.run(Stream.concat(Stream.of("diff", "--against-folder", "base/schemas"), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void equal_folders_are_in_sync_without_any_call() {
        CliRunner.Result ended = diff();

        assertThat(ended.exitCode()).as(ended.screen()).isZero();
        assertThat(ended.out()).endsWith("13 in sync\n");
        assertThat(cli.fake().operations()).isEmpty();
    }

    @Test
    void new_and_removed_files_name_their_folder() {
        ExampleFiles.write(folder.resolve("schemas"), "orders", "", "");
        ExampleFiles.write(folder.resolve("base/schemas"), "drafts", "", "");

        CliRunner.Result ended = diff("orders", "drafts");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out().replace(folder + "/", ""))
                .contains("- orders  missing", "only in schemas\n")
                .contains("? drafts  extra", "only in base/schemas\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "` ` | `, \"TimeToLiveDescription\": {\"TimeToLiveStatus\": \"ENABLED\", \"AttributeName\": \"until\"}` | TTL: absent -> on (until) [reconcile]",
                "` ` | `, \"TimeToLiveDescription\": {\"TimeToLiveStatus\": \"DISABLED\"}` | TTL: absent -> off [manual]",
                "`, \"Tags\": [{\"Key\": \"a\", \"Value\": \"b\"}]` | `, \"Tags\": []` | tag a: b -> absent [manual]",
                "` ` | `, \"Tags\": [{\"Key\": \"a\", \"Value\": \"b\"}]` | tag: absent -> a=b [reconcile]",
                "` ` | `, \"Tags\": []` | tag: absent -> none [manual]"
            })
    void every_change_of_a_file_is_shown(String before, String after, String difference) {
        ExampleFiles.write(folder.resolve("base/schemas"), "orders", "", before.strip());
        ExampleFiles.write(folder.resolve("schemas"), "orders", "", after.strip());

        assertThat(diff("orders").out()).isEqualTo("~ orders  differs\n    " + difference + "\n1 differs\n");
    }

    @ParameterizedTest
    @CsvSource({"--against, staging", "-e, staging", "--region, eu-west-1", "--billing, on-demand"})
    void options_of_live_tables_conflict(String option, String value) {
        CliRunner.Result ended = diff(option, value);

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains(" conflicts with --against-folder");
    }

    @Test
    void a_missing_folder_is_an_error() {
        assertThat(cli.run("diff", "--against-folder", "nosuch").exitCode()).isEqualTo(3);
        assertThat(cli.run("diff", "--against-folder", "./schemas").exitCode()).isEqualTo(2);
        assertThat(diff("nosuch").exitCode()).isEqualTo(3);
    }

    @Test
    void an_empty_value_is_missing() {
        CliRunner.Result ended = cli.run("diff", "--against-folder", "");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("missing value for --against-folder");
    }

    @Test
    void a_file_is_not_a_folder() {
        CliRunner.Result ended = cli.run("diff", "--against-folder", "schemas/companies.json");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("schemas/companies.json' is a file, not a folder\n");
        assertThat(diff("--schemas", "schemas/companies.json").exitCode()).isEqualTo(2);
    }
}
