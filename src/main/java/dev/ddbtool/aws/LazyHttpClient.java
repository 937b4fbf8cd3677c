package dev.ddbtool.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
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
    private @Nullable SdkHttpClient plain;
    private @Nullable SdkHttpClient whole;

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
        return (tls ? whole() : plain()).prepareRequest(request);
    }

    private synchronized SdkHttpClient plain() {
        if (plain == null) {
            // proxies are the whole client's
            boolean proxy = ProxyConfiguration.builder().scheme("http").build().host() != null;
            plain = proxy ? whole() : UrlConnectionHttpClient.create(this::open);
        }
        return plain;
    }

    /** The SDK sets limits of time for connections of its own making only. */
    HttpURLConnection open(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()));
            connection.setReadTimeout(Math.toIntExact(answerTimeout.toMillis()));
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized SdkHttpClient whole() {
        if (whole == null) {
            whole = UrlConnectionHttpClient.builder()
                    .connectionTimeout(connectTimeout)
                    .socketTimeout(answerTimeout)
                    .build();
        }
        return whole;
    }

    @Override
    public String clientName() {
        return "UrlConnection";
    }

    @Override
    public synchronized void close() {
        if (plain != null) {
            plain.close();
        }
        if (whole != null) {
            whole.close();
        }
    }
}
