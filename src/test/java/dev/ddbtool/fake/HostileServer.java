package dev.ddbtool.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/** Accepts connections on 127.0.0.1 and sends a bad response until the client stops. */
public final class HostileServer implements AutoCloseable {

    private static final int MEGABYTE = 1024 * 1024;

    private final ServerSocket listener;
    private final Attack attack;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger connections = new AtomicInteger();

    private HostileServer(Attack attack) throws IOException {
        this.attack = attack;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** The kinds of bad responses. */
    public enum Attack {
        /** A header that grows slowly. */
        SLOW_HEADER {
            @Override
            void answer(HostileServer server, OutputStream out) throws IOException, InterruptedException {
                write(out, "HTTP/1.1 200 OK\r\nX-Slow: ");
                server.trickle(out, "x");
            }
        },
        /** A body that grows slowly. */
        SLOW_BODY {
            @Override
            void answer(HostileServer server, OutputStream out) throws IOException, InterruptedException {
                write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{\"TableNames\": [\"");
                server.trickle(out, "a");
            }
        },
        /** Endless spaces, which JSON allows before its text. */
        BLANK_CHUNKS {
            @Override
            void answer(HostileServer server, OutputStream out) throws IOException, InterruptedException {
                write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                server.trickle(out, "1\r\n \r\n");
            }
        },
        /** A fast body without an end. */
        ENDLESS_BODY {
            @Override
            void answer(HostileServer server, OutputStream out) throws IOException {
                write(out, "HTTP/1.1 200 OK\r\n\r\n");
                byte[] blanks = " ".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII);
                while (server.closed.getCount() > 0) {
                    out.write(blanks);
                }
            }
        },
        /** A page of 200 MB with an error's status. */
        LARGE_ERROR {
            @Override
            void answer(HostileServer server, OutputStream out) throws IOException {
                write(out, "HTTP/1.1 503 Busy\r\nContent-Length: " + 200 * MEGABYTE + "\r\n\r\n");
                byte[] page = "x".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 200; i++) {
                    out.write(page);
                }
            }
        },
        /** A few compressed kilobytes that expand to much more. */
        PACKED {
            @Override
            void answer(HostileServer server, OutputStream out) throws IOException {
                ByteArrayOutputStream packed = new ByteArrayOutputStream();
                try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                    byte[] blanks = " ".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII);
                    for (int i = 0; i < 8; i++) {
                        gzip.write(blanks);
                    }
                }
                write(
                        out,
                        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n");
                packed.writeTo(out);
                out.flush();
            }
        };

        abstract void answer(HostileServer server, OutputStream out) throws IOException, InterruptedException;

        private static void write(OutputStream out, String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    /** Serves on a free port. */
    public static HostileServer start(Attack attack) {
        try {
            HostileServer server = new HostileServer(attack);
            ReplyQueue.daemon("hostile", server::accept).start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** The number of connections. */
    public int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                connections.incrementAndGet();
                ReplyQueue.daemon("hostile-answer", () -> answer(socket)).start();
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            attack.answer(this, socket.getOutputStream());
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes(); // otherwise the client would see a reset connection
        } catch (IOException e) {
            return; // the client has closed the connection
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void trickle(OutputStream out, String text) throws IOException, InterruptedException {
        while (!closed.await(50, TimeUnit.MILLISECONDS)) {
            Attack.write(out, text);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
