package dev.ddbtool.fake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The fake over a socket on 127.0.0.1, for programs in another process. Latency is real here. A call without an answer has
 * its connection closed, at once or when the fake's patience ends.
 *
 * <p>It speaks as much HTTP as SDKs do, with a thread for each connection: the JDK's own server takes twice the
 * processor time for an answer, time that a client which is measured beside it has to do without.
 */
public final class FakeHttpServer implements AutoCloseable {

    /** Connections that may wait to be taken: one too many would be tried again only after a second. */
    private static final int BACKLOG = 1024;

    private static final int LARGEST_HEAD = 16_384;

    private static final int LARGEST_REQUEST = 1_000_000;

    private final FakeControlPlane fake;
    private final ServerSocket socket;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    private FakeHttpServer(FakeControlPlane fake, ServerSocket socket) {
        this.fake = fake;
        this.socket = socket;
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
            FakeHttpServer started =
                    new FakeHttpServer(fake, new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress()));
            thread("fake-server", started::accept);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Where clients find it, as {@code http://127.0.0.1:49152}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** How many TCP connections have brought a request so far. */
    public int connections() {
        return connections.get();
    }

    /** Closes all connections without a word, as a server does with those that nobody has used for long. */
    public void closeConnections() {
        try {
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                open.add(connection);
                if (socket.isClosed()) {
                    connection.close();
                }
                thread("fake-connection", () -> serve(connection));
            }
        } catch (IOException e) {
            if (!socket.isClosed()) { // when it is, nobody is to be served any more
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            BufferedInputStream in = new BufferedInputStream(connection.getInputStream(), LARGEST_HEAD);
            boolean first = true;
            for (Head head = Head.read(in); head != null; head = Head.read(in)) {
                if (first) {
                    connections.incrementAndGet();
                    first = false;
                }
                byte[] body = in.readNBytes(head.length());
                if (body.length < head.length()) {
                    return; // whoever has sent half of it is dead, and no service carries that out
                }
                WireReply reply = answer(new WireRequest(head.target(), new String(body, StandardCharsets.UTF_8)));
                TimeUnit.NANOSECONDS.sleep(reply.latency().toNanos());
                if (reply.broken() != WireReply.Broken.NO) {
                    return;
                }
                connection.getOutputStream().write(bytes(reply));
            }
        } catch (IOException e) {
            // the client has gone, as it may when a call takes long; nobody is left to tell
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(connection);
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
    private static byte[] bytes(WireReply reply) {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        byte[] head = ("HTTP/1.1 " + reply.status() + " " + (reply.status() < 300 ? "OK" : "Error")
                        + "\r\nContent-Type: " + reply.contentType()
                        + "\r\nContent-Length: " + body.length
                        + "\r\nx-amz-crc32: " + FakeHttpClient.checksum(body)
                        + "\r\nx-amzn-RequestId: " + FakeHttpClient.REQUEST_ID
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] both = new byte[head.length + body.length];
        System.arraycopy(head, 0, both, 0, head.length);
        System.arraycopy(body, 0, both, head.length, body.length);
        return both;
    }

    /**
     * What stands before the body of a request.
     *
     * @param target the service and its operation; empty where none is named
     * @param length of the body, in bytes
     */
    private record Head(String target, int length) {

        /** The next one, or null where the client has nothing more to say. Nothing after it is taken from the stream. */
        static @Nullable Head read(BufferedInputStream in) throws IOException {
            byte[] bytes = new byte[LARGEST_HEAD];
            int size = 0;
            int end = -1;
            while (end < 0) {
                in.mark(LARGEST_HEAD);
                int more = in.read(bytes, size, LARGEST_HEAD - size);
                if (more <= 0) { // too large where there is no room for any
                    return null;
                }
                end = endOf(bytes, Math.max(0, size - 3), size + more);
                if (end >= 0) {
                    in.reset();
                    in.skipNBytes(end - size);
                }
                size += more;
            }
            String head = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
            int length = Integer.parseInt(field(head, "content-length", "0"));
            if (length < 0
                    || length > LARGEST_REQUEST
                    || !field(head, "transfer-encoding", "").isEmpty()) {
                throw new IOException("a request that no SDK sends");
            }
            return new Head(field(head, "x-amz-target", ""), length);
        }

        /** Where the body begins, after an empty line; -1 where that is not there yet. */
        private static int endOf(byte[] bytes, int from, int to) {
            for (int i = from; i + 3 < to; i++) {
                if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                    return i + 4;
                }
            }
            return -1;
        }

        private static String field(String head, String name, String otherwise) {
            for (int line = head.indexOf('\n') + 1; line > 0; line = head.indexOf('\n', line) + 1) {
                int colon = line + name.length();
                if (head.regionMatches(true, line, name, 0, name.length()) && head.startsWith(":", colon)) {
                    return head.substring(colon + 1, head.indexOf('\r', colon)).strip();
                }
            }
            return otherwise;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
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
