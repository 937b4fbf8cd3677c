package dev.ddbtool.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The fake over a socket on 127.0.0.1, for programs in another process. Latency is real here: an answer is sent when it
 * is due, and no thread waits for it. A call without an answer has its connection closed, at once or when the fake's
 * patience ends.
 */
public final class FakeHttpServer implements AutoCloseable {

    private static final int THREADS = 16;

    /** Connections that may wait to be taken: one too many would be tried again only after a second. */
    private static final int BACKLOG = 1024;

    static {
        // without this, a small answer waits 40 ms for the client's delayed acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final FakeControlPlane fake;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();

    private FakeHttpServer(FakeControlPlane fake, HttpServer server) {
        this.fake = fake;
        this.server = server;
    }

    /** Serves the fake on a free port. */
    public static FakeHttpServer start(FakeControlPlane fake) {
        return start(fake, 0);
    }

    /**
     * Serves the fake.
     *
     * @param port 0 for a free one
     * @throws UncheckedIOException if the port is taken
     */
    public static FakeHttpServer start(FakeControlPlane fake, int port) {
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            FakeHttpServer started = new FakeHttpServer(fake, server);
            server.setExecutor(started.threads);
            server.createContext("/", started::handle);
            server.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients find it, as {@code http://127.0.0.1:49152}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How many TCP connections have brought a request so far, told apart by the client's port. */
    public int connections() {
        return connections.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        connections.add(exchange.getRemoteAddress());
        String target = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .orElse("");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        WireReply reply = answer(new WireRequest(target, body));
        if (reply.latency().isZero()) {
            send(exchange, reply);
        } else {
            CompletableFuture.delayedExecutor(reply.latency().toNanos(), TimeUnit.NANOSECONDS, threads)
                    .execute(() -> send(exchange, reply));
        }
    }

    private WireReply answer(WireRequest request) {
        try {
            return fake.answer(request);
        } catch (IllegalArgumentException e) {
            // no SDK sends what is not JSON, but a hand at a shell may
            String body = Json.object()
                    .put("__type", "com.amazon.coral.service#SerializationException")
                    .put("Message", e.getMessage())
                    .toString();
            return WireReply.answer(400, "application/x-amz-json-1.0", body);
        }
    }

    private static void send(HttpExchange exchange, WireReply reply) {
        try (exchange) {
            if (reply.broken() == WireReply.Broken.NO) {
                byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", reply.contentType());
                exchange.getResponseHeaders().set("x-amz-crc32", Long.toString(FakeHttpClient.checksum(body)));
                exchange.getResponseHeaders().set("x-amzn-RequestId", FakeHttpClient.REQUEST_ID);
                exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
                if (body.length > 0) {
                    try (OutputStream out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                }
            }
        } catch (IOException e) {
            // the client has gone, as it may when a call takes long; nobody is left to tell
            return;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /**
     * Serves the thirteen example tables until the process is ended, to try things by hand:
     * {@code --port 8123 --latency 20 --like-aws}; latency in milliseconds.
     */
    @SuppressWarnings("SystemOut") // a program of its own, which has to say where it listens
    public static void main(String[] arguments) {
        int port = 0;
        Storm storm = Storm.calm();
        FakeControlPlane fake = new FakeControlPlane(InstantSource.system());
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--port" -> port = Integer.parseInt(arguments[++i]);
                case "--latency" -> {
                    Duration latency = Duration.ofMillis(Long.parseLong(arguments[++i]));
                    storm = storm.withLatency(latency, latency);
                }
                case "--like-aws" -> fake.behave(Behaviour.likeAws()).limit(Limits.likeAws());
                default ->
                    throw new IllegalArgumentException(
                            "unknown option '" + arguments[i] + "'; there are --port, --latency and --like-aws");
            }
        }
        ExampleTables.production(fake);
        System.out.println(start(fake.storm(storm), port).endpoint());
    }
}
