package dev.ddbtool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** An HTTP client for the fake that changes answers. */
final class AnswerRewriter implements SdkHttpClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SdkHttpClient whole;
    private final TextChange change;

    private AnswerRewriter(SdkHttpClient whole, TextChange change) {
        this.whole = whole;
        this.change = change;
    }

    /** Changes a response, including errors. */
    interface Change {

        /**
         * Returns the response to deliver.
         *
         * @param operation the operation, such as {@code DescribeTable}
         * @param request the request
         */
        JsonNode of(String operation, JsonNode request, JsonNode answer);
    }

    /** The same, for responses that may not be JSON. */
    interface TextChange {

        String of(String operation, JsonNode request, JsonNode answer);
    }

    static UnaryOperator<SdkHttpClient> by(Change change) {
        return byText((operation, request, answer) ->
                change.of(operation, request, answer).toString());
    }

    static UnaryOperator<SdkHttpClient> byText(TextChange change) {
        return whole -> new AnswerRewriter(whole, change);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        String target =
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        ExecutableHttpRequest prepared = whole.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                HttpExecuteResponse response = prepared.call();
                if (!target.startsWith("DynamoDB_") || response.responseBody().isEmpty()) {
                    return response;
                }
                JsonNode answer;
                try (InputStream body = response.responseBody().get()) {
                    answer = JSON.readTree(body);
                }
                byte[] bytes = change.of(target.substring(target.indexOf('.') + 1), asked(request), answer)
                        .getBytes(StandardCharsets.UTF_8);
                return HttpExecuteResponse.builder()
                        .response(response.httpResponse().toBuilder()
                                .putHeader("Content-Length", Integer.toString(bytes.length))
                                .removeHeader("x-amz-crc32")
                                .build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                        .build();
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private static JsonNode asked(HttpExecuteRequest request) {
        return request.contentStreamProvider()
                .map(provider -> {
                    try (InputStream body = provider.newStream()) {
                        return JSON.readTree(body);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElseGet(JSON::nullNode);
    }

    @Override
    public void close() {
        whole.close();
    }
}
