package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.HostileServer;
import dev.ddbtool.fake.HostileServer.Attack;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Endpoints with endless or huge answers. {@code HostileServerTest} has more. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class HostileEndpointIT {

    @TempDir
    Path home;

    @Test
    void a_run_ends_at_its_time_limit_even_if_answers_are_slow() {
        try (HostileServer server = HostileServer.start(Attack.SLOW_BODY)) {
            CommandResult ended =
                    BinaryRunner.signedIn(home, server.endpoint()).run("export --schemas " + home + " --timeout 1s");

            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(6);
            assertThat(ended.err()).contains("time limit reached while waiting for the response to ListTables");
        }
    }

    @Test
    void a_huge_answer_is_not_read_completely() {
        try (HostileServer server = HostileServer.start(Attack.LARGE_ERROR)) {
            CommandResult ended = BinaryRunner.signedIn(home, server.endpoint())
                    .with("DDBTOOL_JAVA_OPTS", "-Xmx64m")
                    .run("export --schemas " + home);

            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(4);
            assertThat(ended.err())
                    .contains(
                            "ddbtool: the response to ListTables is larger than 4 MB",
                            "hint: check that '" + server.endpoint() + "' is a DynamoDB endpoint (--endpoint-url)");
        }
    }
}
