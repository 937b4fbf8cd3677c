package dev.ddbtool.aws.call;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** A client of the fake that cannot reach the hosts that a test names. It records the requested hosts. */
public final class BrokenHttpClient implements SdkHttpClient {

    final List<String> hosts = new ArrayList<>();
    private final SdkHttpClient whole;
    private final Predicate<String> cut;
    private final Supplier<IOException> how;

    public BrokenHttpClient(SdkHttpClient whole, Predicate<String> cut, Supplier<IOException> how) {
        this.whole = whole;
        this.cut = cut;
        this.how = how;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = whole.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                hosts.add(request.httpRequest().host());
                if (cut.test(request.httpRequest().host())) {
                    throw how.get();
                }
                return prepared.call();
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
