package dev.ddbtool.fake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/** Delays responses by their latency, and sends them on a thread. */
final class ReplyQueue implements AutoCloseable {

    private final DelayQueue<Answer> waiting = new DelayQueue<>();
    private final Thread thread = daemon("fake-answers", this::sendAll);
    private int number;

    /**
     * One answer.
     *
     * @param end closes the connection; called after the last response or a failed write
     * @param due by {@link System#nanoTime}
     * @param number orders responses that are due at the same time
     */
    private record Answer(ClientConnection peer, ByteBuffer bytes, boolean last, Runnable end, long due, int number)
            implements Delayed {

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Answer answer = (Answer) other;
            long later = due - answer.due;
            return later == 0 ? Integer.compare(number, answer.number) : Long.signum(later);
        }
    }

    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        thread.start();
    }

    /** Adds a response. Called only by the thread that reads requests. */
    void add(ClientConnection peer, WireReply reply, Runnable end) {
        boolean last = reply.broken() != WireReply.Broken.NO;
        ByteBuffer bytes = last ? ByteBuffer.allocate(0) : bytes(reply);
        waiting.put(new Answer(peer, bytes, last, end, peer.due(reply.latency()), number++));
    }

    private void sendAll() {
        try {
            while (true) {
                send(waiting.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is stopping
        }
    }

    private static void send(Answer answer) {
        try {
            while (answer.bytes().hasRemaining()) {
                // The kernel accepts a whole response at once. A client that does not read would block all others.
                if (answer.peer().channel().write(answer.bytes()) == 0) {
                    Thread.onSpinWait();
                }
            }
            if (answer.last()) {
                answer.end().run();
            }
        } catch (IOException e) {
            answer.end().run(); // the client has closed the connection
        }
    }

    /** Writes head and body together, since each write is a packet. */
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
        thread.interrupt();
    }
}
