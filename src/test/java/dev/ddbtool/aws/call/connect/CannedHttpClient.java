package dev.ddbtool.aws.call.connect;

import dev.ddbtool.aws.FakeDynamoDb;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Returns a literal body for each request, and records the requests. */
public final class CannedHttpClient implements SdkHttpClient {

    /** A response. */
    public record Answer(int status, String body) {}

    public final List<SdkHttpRequest> requests = new ArrayList<>();
    private final Function<SdkHttpRequest, Answer> answers;

    public CannedHttpClient(Function<SdkHttpRequest, Answer> answers) {
        this.answers = answers;
    }

    /** A client of the real SDK that always receives this response. */
    public static DynamoDbClient dynamoDb(int status, String body) {
        return DynamoDbClient.builder()
                .httpClient(new CannedHttpClient(request -> new Answer(status, body)))
                .region(Region.EU_WEST_1)
                .credentialsProvider(FakeDynamoDb.CREDENTIALS)
                .overrideConfiguration(configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                requests.add(request.httpRequest());
                Answer answer = answers.apply(request.httpRequest());
                byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                return HttpExecuteResponse.builder()
                        .response(SdkHttpFullResponse.builder()
                                .statusCode(answer.status())
                                .putHeader("Content-Length", Integer.toString(body.length))
                                .build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                        .build();
            }

            @Override
            public void abort() {
                // nothing to abort
            }
        };
    }

    @Override
    public void close() {
        // nothing to close
    }
}
