package dev.ddbtool.aws.call.connect;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * A request that does not say beforehand how long its body is; the JDK sends its length all the same.
 *
 * <p>Where the JDK is told the length, it first waits a millisecond on every connection that was used before, to see whether that
 * has been closed: with the exception that tells it no, a tenth of the processor time of a call. A question is simply asked again
 * where nobody listened. Of a change it would not be known whether it was made, so changes keep their length.
 *
 * @param request what is sent, and no copy of it: to copy the headers takes most of the time that is won
 */
record Unannounced(SdkHttpRequest request) implements SdkHttpRequest {

    private static final String CONTENT_LENGTH = "Content-Length";

    static HttpExecuteRequest of(HttpExecuteRequest whole) {
        HttpExecuteRequest.Builder builder = HttpExecuteRequest.builder().request(new Unannounced(whole.httpRequest()));
        whole.contentStreamProvider().ifPresent(builder::contentStreamProvider);
        whole.metricCollector().ifPresent(builder::metricCollector);
        return builder.build();
    }

    @Override
    public Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        headers.remove(CONTENT_LENGTH);
        return headers;
    }

    @Override
    public void forEachHeader(BiConsumer<? super String, ? super List<String>> consumer) {
        request.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase(CONTENT_LENGTH)) {
                consumer.accept(name, values);
            }
        });
    }

    @Override
    public Optional<String> firstMatchingHeader(String name) {
        return name.equalsIgnoreCase(CONTENT_LENGTH) ? Optional.empty() : request.firstMatchingHeader(name);
    }

    @Override
    public List<String> matchingHeaders(String name) {
        return name.equalsIgnoreCase(CONTENT_LENGTH) ? List.of() : request.matchingHeaders(name);
    }

    @Override
    public String protocol() {
        return request.protocol();
    }

    @Override
    public String host() {
        return request.host();
    }

    @Override
    public int port() {
        return request.port();
    }

    @Override
    public String encodedPath() {
        return request.encodedPath();
    }

    @Override
    public Map<String, List<String>> rawQueryParameters() {
        return request.rawQueryParameters();
    }

    @Override
    public Optional<String> encodedQueryParameters() {
        return request.encodedQueryParameters();
    }

    @Override
    public URI getUri() {
        return request.getUri();
    }

    @Override
    public SdkHttpMethod method() {
        return request.method();
    }

    @Override
    public Builder toBuilder() {
        return request.toBuilder().removeHeader(CONTENT_LENGTH);
    }
}
