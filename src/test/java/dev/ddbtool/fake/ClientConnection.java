package dev.ddbtool.fake;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/** The client of a connection. */
final class ClientConnection {

    private final SocketChannel channel;
    private final RequestReader requests = new RequestReader();
    private boolean known;

    /** When the last response will have left, by {@link System#nanoTime}. */
    private long idle;

    /** @param roundTrip how long connecting takes: the first response leaves that much later */
    ClientConnection(SocketChannel channel, Duration roundTrip) throws IOException {
        this.channel = channel;
        this.idle = System.nanoTime() + roundTrip.toNanos();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        } catch (IOException e) { // it has gone already, which its first read will tell
            if (channel.isBlocking()) {
                channel.close();
            }
        }
    }

    SocketChannel channel() {
        return channel;
    }

    /**
     * Reads the available bytes.
     *
     * @return whether there may be more
     */
    boolean receive() throws IOException {
        return channel.read(requests.room()) >= 0;
    }

    /**
     * The next request; empty if it is incomplete.
     *
     * @throws IOException if this is not a request of an SDK
     */
    Optional<WireRequest> next() throws IOException {
        return requests.next();
    }

    /** Whether nothing was asked before. */
    boolean isFirst() {
        boolean first = !known;
        known = true;
        return first;
    }

    /** When a response leaves that takes so long, by {@link System#nanoTime}: each connection carries one call after the other. */
    long due(Duration latency) {
        long now = System.nanoTime();
        idle = (idle - now > 0 ? idle : now) + latency.toNanos();
        return idle;
    }

    /** Closes the connection if it is open. */
    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            return; // it is of no use any more
        }
    }
}
