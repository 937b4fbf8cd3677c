package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An argument that starts with {@code @} is an ordinary word. By default, picocli would read arguments from that file. */
class ArgumentFileTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final CliRunner cli = CliRunner.withFake();

    private String optionsIn(String arguments) throws Exception {
        return "@" + Files.writeString(folder.resolve("arguments"), arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "export", "diff"})
    void a_table_name_adds_no_options(String command) throws Exception {
        CliRunner.Result ended = cli.run(command, optionsIn("--help"));

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.out()).doesNotContain("Usage");
        assertThat(ended.err()).contains("'@" + folder);
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void a_schema_file_may_start_with_an_at_sign() throws Exception {
        CliRunner.Result ended = cli.run("validate", optionsIn("--help"));

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out() + ended.err()).contains("@" + folder).doesNotContain("Usage");
    }

    @Test
    void no_command_comes_from_a_file() throws Exception {
        CliRunner.Result ended = cli.run(optionsIn("--version"));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).startsWith("ddbtool: unknown command '@" + folder);
    }
}
