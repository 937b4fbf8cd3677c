package dev.ddbtool.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** An HTTP client for the fake that fails, or returns another answer, from some request on. */
final class FailingHttpClient implements SdkHttpClient {

    private final SdkHttpClient whole;
    private final int good;
    private final Obstacle obstacle;
    private final AtomicInteger seen = new AtomicInteger();

    private FailingHttpClient(SdkHttpClient whole, int good, Obstacle obstacle) {
        this.whole = whole;
        this.good = good;
        this.obstacle = obstacle;
    }

    private interface Obstacle {
        HttpExecuteResponse meet() throws IOException;
    }

    /** All requests after this number fail. */
    static UnaryOperator<SdkHttpClient> broken(int good, Supplier<IOException> how) {
        return whole -> new FailingHttpClient(whole, good, () -> {
            throw how.get();
        });
    }

    /** Every request gets this response; no body if it is null. */
    static UnaryOperator<SdkHttpClient> answers(int status, String type, @Nullable String body) {
        return whole -> new FailingHttpClient(whole, 0, () -> answer(status, type, body));
    }

    private static HttpExecuteResponse answer(int status, String type, @Nullable String body) {
        SdkHttpFullResponse.Builder response =
                SdkHttpFullResponse.builder().statusCode(status).putHeader("Content-Type", type);
        HttpExecuteResponse.Builder answer = HttpExecuteResponse.builder();
        if (body != null) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            response.putHeader("Content-Length", Integer.toString(bytes.length));
            answer.responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)));
        }
        return answer.response(response.build()).build();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = whole.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return seen.getAndIncrement() < good ? prepared.call() : obstacle.meet();
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    @Override
    public void close() {
        whole.close();
    }
}
