package dev.ddbtool.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves the fake over a socket on 127.0.0.1, for other processes. Latency is real time here. The connection of a call
 * without a response is closed, at once or after a timeout.
 *
 * <p>One thread reads all requests, and another sends the responses when they are due. A thread for each connection
 * would use more CPU time and distort benchmarks.
 */
public final class FakeHttpServer implements AutoCloseable {

    /** The backlog of connections: the kernel retries connections beyond it only after a second. */
    private static final int BACKLOG = 1024;

    private static final WireReply END = WireReply.broken(WireReply.Broken.RESET);

    private final FakeControlPlane fake;
    private final ServerSocketChannel listener;
    private final Duration roundTrip;
    private final Selector selector;
    private final ReplyQueue answers = new ReplyQueue();
    private final Thread requests = ReplyQueue.daemon("fake-requests", this::serve);
    private final Set<ClientConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    private FakeHttpServer(FakeControlPlane fake, ServerSocketChannel listener, Duration roundTrip) throws IOException {
        this.fake = fake;
        this.listener = listener;
        this.roundTrip = roundTrip;
        this.selector = Selector.open();
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
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
        return start(fake, port, Duration.ZERO);
    }

    /** Serves the fake on a free port of a network in which connecting takes one round trip of this length. */
    public static FakeHttpServer start(FakeControlPlane fake, Duration roundTrip) {
        return start(fake, 0, roundTrip);
    }

    private static FakeHttpServer start(FakeControlPlane fake, int port, Duration roundTrip) {
        try {
            FakeHttpServer started = new FakeHttpServer(fake, listener(port), roundTrip);
            started.answers.start();
            started.requests.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocketChannel listener(int port) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            return listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    /** The endpoint, such as {@code http://127.0.0.1:49152}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.socket().getLocalPort());
    }

    /** The number of TCP connections that sent a request. */
    public int connections() {
        return connections.get();
    }

    /** Closes all connections, like a server after an idle timeout. */
    public void closeConnections() {
        open.forEach(this::close);
    }

    private void close(ClientConnection peer) {
        open.remove(peer);
        peer.close();
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select(this::ready);
            }
        } catch (ClosedSelectorException e) {
            return; // the server is stopping
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof ClientConnection peer) {
            read(key, peer);
        } else {
            accept();
        }
    }

    private void accept() {
        try {
            SocketChannel channel = listener.accept();
            if (channel != null) {
                greet(new ClientConnection(channel, roundTrip));
            }
        } catch (ClosedChannelException e) {
            return; // the server is stopping
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void greet(ClientConnection peer) {
        open.add(peer);
        try {
            peer.channel().register(selector, SelectionKey.OP_READ, peer);
        } catch (ClosedChannelException e) {
            close(peer); // already closed
        }
    }

    private void read(SelectionKey key, ClientConnection peer) {
        try {
            boolean more = peer.receive();
            boolean goesOn = answerAll(peer);
            if (goesOn && !more) {
                answers.add(peer, END, () -> close(peer)); // after earlier responses
            }
            if (!goesOn || !more) {
                key.cancel();
            }
        } catch (IOException e) {
            close(peer); // the client has closed the connection
        } catch (RuntimeException
                | Error e) { // the fake's own fault, or a test's, which shall be seen and concern nobody else
            close(peer);
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    /** Handles all complete requests, and returns whether the connection stays open. */
    private boolean answerAll(ClientConnection peer) {
        try {
            for (Optional<WireRequest> request = peer.next(); request.isPresent(); request = peer.next()) {
                if (peer.isFirst()) {
                    connections.incrementAndGet();
                }
                WireReply reply = answer(request.get());
                answers.add(peer, reply, () -> close(peer));
                if (reply.broken() != WireReply.Broken.NO) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            answers.add(peer, END, () -> close(peer)); // not a request of an SDK
            return false;
        }
    }

    private WireReply answer(WireRequest request) {
        try {
            return fake.answer(request);
        } catch (IllegalArgumentException e) {
            // SDKs always send JSON, but people at a shell may not
            String body = Json.object()
                    .put("__type", "com.amazon.coral.service#SerializationException")
                    .put("Message", e.getMessage())
                    .toString();
            return WireReply.answer(400, "application/x-amz-json-1.0", body);
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
            listener.close();
            answers.close();
            closeConnections();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Serves the thirteen example tables until the process ends, for manual tests: {@code --port 8123 --latency 20
     * --like-aws}; latency in milliseconds.
     */
    @SuppressWarnings("SystemOut") // a separate program that prints its address
    public static void main(String[] arguments) throws InterruptedException {
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
        FakeHttpServer server = start(fake.storm(storm), port);
        System.out.println(server.endpoint());
        server.requests.join();
    }
}
