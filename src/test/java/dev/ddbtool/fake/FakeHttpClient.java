package dev.ddbtool.fake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** Connects the SDK to the fake without a socket. */
final class FakeHttpClient implements SdkHttpClient {

    private final FakeControlPlane fake;

    FakeHttpClient(FakeControlPlane fake) {
        this.fake = fake;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        String target =
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        return new ExecutableHttpRequest() {

            @Override
            public HttpExecuteResponse call() throws IOException {
                return receive(fake.answer(new WireRequest(target, body(request))));
            }

            @Override
            public void abort() {
                // nothing to abort
            }
        };
    }

    private static HttpExecuteResponse receive(WireReply reply) throws IOException {
        switch (reply.broken()) {
            case RESET -> throw new SocketException("Connection reset");
            case TIMEOUT -> throw new SocketTimeoutException("Read timed out");
            case NO -> {
                // a response
            }
        }
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder()
                        .statusCode(reply.status())
                        .putHeader("Content-Type", reply.contentType())
                        .putHeader("Content-Length", Integer.toString(body.length))
                        .putHeader("x-amz-crc32", Long.toString(checksum(body)))
                        .putHeader("x-amzn-RequestId", REQUEST_ID)
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    static final String REQUEST_ID = "FAKE0REQUEST0ID0EXAMPLE";

    /** The checksum that DynamoDB sends with every response and the SDK verifies. */
    static long checksum(byte[] body) {
        CRC32 checksum = new CRC32();
        checksum.update(body);
        return checksum.getValue();
    }

    private static String body(HttpExecuteRequest request) {
        return request.contentStreamProvider()
                .map(provider -> {
                    try (InputStream stream = provider.newStream()) {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElse("");
    }

    @Override
    public void close() {
        // nothing to close
    }
}
