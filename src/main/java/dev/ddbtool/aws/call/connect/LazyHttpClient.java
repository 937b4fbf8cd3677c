package dev.ddbtool.aws.call.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The SDK's client for {@code HttpURLConnection}, made when the first call needs it: it sets up TLS at once, which an
 * endpoint without it never needs.
 */
final class LazyHttpClient implements SdkHttpClient {

    private final Duration connectTimeout;
    private final Duration answerTimeout;
    private volatile @Nullable SdkHttpClient plain;
    private volatile @Nullable SdkHttpClient whole;
    private volatile @Nullable Way way;

    /**
     * How to get to an endpoint without TLS; to the others the SDK finds the way.
     *
     * @param direct whether the JDK's own settings know no proxy on the way, which it would ask them for every call
     */
    private record Way(URI endpoint, URL url, boolean direct) {

        static Way to(URI endpoint) throws MalformedURLException {
            ProxySelector proxies = ProxySelector.getDefault();
            boolean direct = proxies == null || proxies.select(endpoint).equals(List.of(Proxy.NO_PROXY));
            return new Way(endpoint, endpoint.toURL(), direct);
        }
    }

    /**
     * @param connectTimeout what a new connection may take
     * @param answerTimeout what one answer may take
     */
    LazyHttpClient(Duration connectTimeout, Duration answerTimeout) {
        this.connectTimeout = connectTimeout;
        this.answerTimeout = answerTimeout;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        boolean tls = !request.httpRequest().protocol().equals("http");
        SdkHttpClient made = tls ? whole : plain; // without a lock, since all calls come through here
        return (made != null ? made : tls ? whole() : plain())
                .prepareRequest(asksOnly(request) ? Unannounced.of(request) : request);
    }

    /** Whether a request changes nothing, wherever it goes: {@code DynamoDB_20120810.DescribeTable} does not. */
    private static boolean asksOnly(HttpExecuteRequest request) {
        String target =
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        return target.contains(".Describe") || target.contains(".List");
    }

    private synchronized SdkHttpClient plain() {
        SdkHttpClient made = plain;
        if (made == null) {
            // proxies are the whole client's
            boolean proxy = ProxyConfiguration.builder().scheme("http").build().host() != null;
            made = proxy ? whole() : UrlConnectionHttpClient.create(this::open);
            plain = made;
        }
        return made;
    }

    /** The SDK sets limits of time for connections of its own making only. */
    HttpURLConnection open(URI uri) {
        try {
            Way known = way;
            if (known == null || !known.endpoint().equals(uri)) {
                known = Way.to(uri);
                way = known;
            }
            HttpURLConnection connection = (HttpURLConnection)
                    (known.direct()
                            ? known.url().openConnection(Proxy.NO_PROXY)
                            : known.url().openConnection());
            connection.setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()));
            connection.setReadTimeout(Math.toIntExact(answerTimeout.toMillis()));
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized SdkHttpClient whole() {
        SdkHttpClient made = whole;
        if (made == null) {
            made = UrlConnectionHttpClient.builder()
                    .connectionTimeout(connectTimeout)
                    .socketTimeout(answerTimeout)
                    .build();
            whole = made;
        }
        return made;
    }

    @Override
    public String clientName() {
        return "UrlConnection";
    }

    @Override
    public synchronized void close() {
        close(plain);
        close(whole);
    }

    private static void close(@Nullable SdkHttpClient made) {
        if (made != null) {
            made.close();
        }
    }
}
