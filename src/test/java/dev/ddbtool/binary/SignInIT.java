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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is signed in, what they may, and that nobody learns their secrets. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script; Windows has ddbtool.jar")
class SignInIT {

    @TempDir
    Path home;

    @Test
    void missing_credentials_are_found_before_anything_is_asked() {
        try (Aws aws = new Aws(home)) {
            Ended ended = aws.binary()
                    .without("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
                    .run("diff -e dev" + Aws.AWS);

            assertThat(ended.exitCode()).isEqualTo(4);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).contains("ddbtool: no AWS credentials found\nhint: sign in with: ");
            assertThat(aws.fake().calls()).isEmpty();
        }
    }

    @Test
    void the_report_names_the_region_even_where_nobody_is_signed_in() {
        try (Aws aws = new Aws(home)) {
            Ended ended = aws.binary()
                    .without("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
                    .run("diff -e dev --region eu-central-1 --output json" + Aws.AWS);

            assertThat(ended.exitCode()).isEqualTo(4);
            assertThat(ended.out()).contains("\"region\": \"eu-central-1\"");
        }
    }

    @Test
    void a_missing_region_has_a_message_of_its_own() {
        try (Aws aws = new Aws(home)) {
            Ended ended = aws.binary().without("AWS_REGION").run("diff -e dev" + Aws.AWS);

            assertThat(ended.exitCode()).isEqualTo(4);
            assertThat(ended.err()).startsWith("ddbtool: no AWS region is set\nhint: ");
            assertThat(aws.fake().calls()).isEmpty();
        }
    }

    @Test
    void a_dead_endpoint_is_named() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Ended ended = Binary.withNothing(home).run("create -e dev --endpoint-url http://127.0.0.1:" + port);

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err())
                .contains("ddbtool: nothing answers at 'http://127.0.0.1:" + port + "'\nhint: start the emulator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeTable", "CreateTable", "TagResource", "UpdateTimeToLive"})
    void a_denied_action_is_named_with_a_hint(String action) {
        try (Aws aws = new Aws(home)) {
            aws.fake().deny(action);

            Ended ended = aws.binary().run("create pending-payments -e staging" + Aws.AWS);

            assertThat(ended.exitCode()).isEqualTo(4);
            assertThat(ended.err()).contains("dynamodb:" + action, "\nhint: ").doesNotContain("Exception");
        }
    }

    @Test
    void no_secret_is_printed_even_with_debug() {
        try (Aws aws = new Aws(home)) {
            aws.fake().deny("UpdateTimeToLive");
            Binary binary = aws.binary();

            Ended ended = binary.run("create pending-payments companies -e staging --debug" + Aws.AWS);
            Ended exported = binary.run("export -e staging --debug --schemas " + home + Aws.AWS);

            assertThat(ended.exitCode()).isEqualTo(4);
            assertThat(exported.exitCode()).isZero();
            assertThat(ended.err()).contains("DEBUG");
            assertThat(ended.out() + ended.err() + exported.out() + exported.err())
                    .doesNotContain(Binary.SECRET, Binary.TOKEN, "Signature=");
        }
    }
}
