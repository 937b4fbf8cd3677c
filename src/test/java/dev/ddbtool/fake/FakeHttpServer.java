package dev.ddbtool.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The fake over a socket on 127.0.0.1, for programs in another process. Latency is real here. A call without an answer has
 * its connection closed, at once or when the fake's patience ends.
 *
 * <p>It speaks as much HTTP as SDKs do. One thread takes all requests and another sends the answers when their time has
 * come: a thread for each connection takes half as much processor time again, and the JDK's own server thrice as much, time that a client
 * which is measured beside it has to do without.
 */
public final class FakeHttpServer implements AutoCloseable {

    /** Connections that may wait to be taken: one too many would be tried again only after a second. */
    private static final int BACKLOG = 1024;

    private final FakeControlPlane fake;
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final int port;
    private final Set<Peer> open = ConcurrentHashMap.newKeySet();
    private final DelayQueue<Sending> sendings = new DelayQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Thread sender = thread("fake-answers", this::send);
    private int replies;

    private FakeHttpServer(FakeControlPlane fake, int port) throws IOException {
        this.fake = fake;
        this.selector = Selector.open();
        this.listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        this.port = listener.socket().getLocalPort();
    }

    /** Whoever is at the other end of a connection. */
    private static final class Peer {

        final SocketChannel channel;
        final RequestReader requests = new RequestReader();

        /** When its last answer has left, by {@link System#nanoTime}: one call after the other on each connection. */
        long idle = System.nanoTime();

        boolean counted;

        Peer(SocketChannel channel) {
            this.channel = channel;
        }
    }

    /**
     * Bytes that have to wait.
     *
     * @param last whether the connection is closed afterwards
     * @param due by {@link System#nanoTime}
     * @param number tells apart what is due at once
     */
    private record Sending(Peer peer, ByteBuffer bytes, boolean last, long due, int number) implements Delayed {

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Sending sending = (Sending) other;
            long later = due - sending.due;
            return later == 0 ? Integer.compare(number, sending.number) : Long.signum(later);
        }
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
            FakeHttpServer started = new FakeHttpServer(fake, port);
            thread("fake-requests", started::serve).start();
            started.sender.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Where clients find it, as {@code http://127.0.0.1:49152}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** How many TCP connections have brought a request so far. */
    public int connections() {
        return connections.get();
    }

    /** Closes all connections without a word, as a server does with those that nobody has used for long. */
    public void closeConnections() {
        open.forEach(this::close);
    }

    private void close(Peer peer) {
        open.remove(peer);
        try {
            peer.channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select(this::ready);
            }
        } catch (ClosedSelectorException e) {
            return; // as it is when nobody is to be served any more
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else {
                read(key, (Peer) key.attachment());
            }
        } catch (CancelledKeyException e) {
            return; // closed by another thread at this moment
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = listener.isOpen() ? listener.accept() : null;
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Peer peer = new Peer(channel);
            open.add(peer);
            channel.register(selector, SelectionKey.OP_READ, peer);
        }
    }

    private void read(SelectionKey key, Peer peer) {
        try {
            boolean more = peer.channel.read(peer.requests.room()) >= 0;
            Optional<WireRequest> request = peer.requests.next();
            while (request.isPresent()) {
                if (!peer.counted) {
                    peer.counted = true;
                    connections.incrementAndGet();
                }
                later(peer, answer(request.get()));
                request = peer.requests.next();
            }
            if (!more) { // what it has asked before is answered still
                key.interestOps(0);
                later(peer, WireReply.broken(WireReply.Broken.RESET));
            }
        } catch (IOException | NumberFormatException e) {
            close(peer); // the client has gone, or is none that speaks HTTP; nobody is left to tell
        } catch (RuntimeException e) { // the fake's own fault, which shall be seen and concern nobody else
            close(peer);
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    private void later(Peer peer, WireReply reply) {
        boolean last = reply.broken() != WireReply.Broken.NO;
        peer.idle = latest(peer.idle, System.nanoTime()) + reply.latency().toNanos();
        sendings.put(new Sending(peer, last ? ByteBuffer.allocate(0) : bytes(reply), last, peer.idle, replies++));
    }

    private static long latest(long one, long other) {
        return one - other > 0 ? one : other;
    }

    private void send() {
        try {
            while (true) {
                send(sendings.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody is to be answered any more
        }
    }

    private void send(Sending sending) {
        try {
            while (sending.bytes().hasRemaining()) {
                if (sending.peer().channel.write(sending.bytes()) == 0) {
                    Thread.onSpinWait(); // answers are smaller than what the kernel takes; a client that reads none of
                    // them waits for nobody
                }
            }
            if (sending.last()) {
                close(sending.peer());
            }
        } catch (IOException e) {
            close(sending.peer()); // the client has gone, as it may when a call takes long
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

    /** Head and body together, since each write is a packet. */
    private static ByteBuffer bytes(WireReply reply) {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        byte[] head = ("HTTP/1.1 " + reply.status() + " " + (reply.status() < 300 ? "OK" : "Error")
                        + "\r\nContent-Type: " + reply.contentType()
                        + "\r\nContent-Length: " + body.length
                        + "\r\nx-amz-crc32: " + FakeHttpClient.checksum(body)
                        + "\r\nx-amzn-RequestId: " + FakeHttpClient.REQUEST_ID
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .flip();
    }

    @Override
    public void close() {
        try {
            listener.close();
            selector.close();
            sender.interrupt();
            closeConnections();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
