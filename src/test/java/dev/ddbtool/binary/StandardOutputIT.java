package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.ExampleTables;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard output that cannot be written, and a closed pipe. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /dev/full")
class StandardOutputIT {

    private static final String INCOMPLETE = "ddbtool: cannot write to stdout: the output is incomplete";

    @TempDir
    Path home;

    /** {@code FullDiskTest} checks all commands; these fail in three different places. */
    @ParameterizedTest
    @ValueSource(strings = {"--version >/dev/full", "validate --output json >/dev/full", "validate >&-"})
    void a_failure_exits_with_4_and_a_message(String line) {
        CommandResult ended =
                BinaryRunner.withNothing(home).shell("ddbtool " + line).end();

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(4);
        assertThat(ended.err()).containsOnlyOnce(INCOMPLETE + "\n");
    }

    @Test
    void a_failure_after_tables_were_created_does_not_hide_them() {
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            CommandResult ended = aws.binary()
                    .shell("ddbtool create companies -e dev" + FakeAwsServer.AWS + " >/dev/full")
                    .end();

            assertThat(ended.exitCode()).isEqualTo(4);
            assertThat(ended.err()).contains(INCOMPLETE + "; 1 table changed: companies\n");
            assertThat(aws.fake().tables()).containsExactly("construction-expenses-dev-companies");
        }
    }

    /** The reader closes the pipe before any output, in a locale with other error messages. */
    @Test
    void a_closed_pipe_is_not_a_failure() throws Exception {
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            ExampleTables.production(aws.fake());
            Path code = home.resolve("code");

            CommandResult ended = aws.binary()
                    .with("LC_ALL", "es_ES.UTF-8")
                    .shell("{ ddbtool diff" + FakeAwsServer.AWS + "; echo $? >" + code + "; } | true")
                    .end();

            assertThat(ended.err()).doesNotContain("ddbtool: ");
            assertThat(Files.readString(code)).isEqualTo("0\n");
        }
    }
}
