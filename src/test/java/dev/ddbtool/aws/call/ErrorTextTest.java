package dev.ddbtool.aws.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class ErrorTextTest {

    /** Guards against a treatment that does not end, and measures nothing. */
    private static final Duration HANG = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "A",
                "a.",
                "A.",
                "a.b.C",
                "aA",
                "(Service: ",
                " (",
                "(SDK Attempt Count: ",
                "Exception",
                "a.b.cException: ",
                " ",
                "\n",
                ": null",
                "é"
            })
    void a_text_of_any_length_is_cut(String part) {
        String text = part.repeat(1_000_000 / part.length());

        String plain = assertTimeoutPreemptively(HANG, () -> ErrorText.plain(text));

        assertThat(plain).hasSizeLessThanOrEqualTo(ErrorText.LONGEST + 1).endsWith("…");
    }

    static Stream<String> parts() {
        return Stream.of(
                ", ProfileCredentialsProvider(",
                "])): ",
                ", ContainerCredentialsProvider(): ",
                " ProfileCredentialsProvider(])): , ContainerCredentialsProvider(): ");
    }

    @ParameterizedTest
    @MethodSource("parts")
    void a_chain_of_any_length_is_cut(String part) {
        SdkClientException thrown = SdkClientException.create(part.repeat(1_000_000 / part.length()));

        assertThat(assertTimeoutPreemptively(HANG, () -> ErrorText.of(thrown)))
                .hasSizeLessThanOrEqualTo(ErrorText.LONGEST + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "software.amazon.awssdk.core.Some$Inner: refused | refused",
                "it was java.net.SocketException: Connection reset | it was Connection reset",
                "no (Service: DynamoDb, Status Code: 400) | no",
                "Rate exceeded. | Rate exceeded"
            })
    void what_only_a_programmer_understands_is_left_out(String text, String plain) {
        assertThat(ErrorText.plain(text)).isEqualTo(plain);
    }

    @Test
    void a_long_message_of_the_service_is_whole() {
        String message = "User: arn:aws:iam::111122223333:user/alice is not authorized " + "x".repeat(1_900);

        assertThat(ErrorText.plain(message)).isEqualTo(message);
    }
}
