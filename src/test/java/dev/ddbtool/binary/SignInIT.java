package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Credentials, permissions and secrets. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class SignInIT {

    @TempDir
    Path home;

    @Test
    void missing_credentials_are_reported_before_any_call_with_the_region() {
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            CommandResult ended = aws.binary()
                    .without("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
                    .run("diff -e dev --region eu-central-1 --output json" + FakeAwsServer.AWS);

            assertThat(ended.exitCode()).isEqualTo(4);
            assertThat(ended.json().at("/region").asText()).isEqualTo("eu-central-1");
            assertThat(ended.err()).contains("ddbtool: no AWS credentials found\nhint: sign in with: ");
            assertThat(aws.fake().calls()).isEmpty();
        }
    }

    @Test
    void a_missing_region_has_its_own_message() {
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            CommandResult ended = aws.binary().without("AWS_REGION").run("diff -e dev" + FakeAwsServer.AWS);

            assertThat(ended.exitCode()).isEqualTo(4);
            assertThat(ended.err()).startsWith("ddbtool: missing AWS Region\nhint: ");
            assertThat(aws.fake().calls()).isEmpty();
        }
    }

    @Test
    void an_unreachable_endpoint_is_named() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        CommandResult ended =
                BinaryRunner.withNothing(home).run("create -e dev --endpoint-url http://127.0.0.1:" + port);

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err())
                .contains("ddbtool: cannot reach 'http://127.0.0.1:" + port + "'\nhint: start the emulator");
    }

    /** {@code SecretsTest} checks all commands and failures. */
    @Test
    void no_secret_is_printed_even_with_debug() {
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            aws.fake().deny("UpdateTimeToLive");

            CommandResult ended =
                    aws.binary().run("create pending-payments companies -e staging --debug" + FakeAwsServer.AWS);

            assertThat(ended.exitCode()).isEqualTo(4);
            assertThat(ended.err()).contains("DEBUG", "dynamodb:UpdateTimeToLive", "\nhint: ");
            assertThat(ended.out() + ended.err()).doesNotContain(BinaryRunner.SECRET, BinaryRunner.TOKEN, "Signature=");
        }
    }
}
