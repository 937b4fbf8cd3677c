package dev.ddbtool.fake;

import java.time.Duration;

/**
 * An HTTP response, or a broken connection.
 *
 * @param latency the latency: virtual time in process, real time over a socket
 */
record WireReply(int status, String contentType, String body, Broken broken, Duration latency) {

    /** What happens to the connection. */
    enum Broken {
        NO,
        RESET,
        TIMEOUT
    }

    static WireReply answer(int status, String contentType, String body) {
        return new WireReply(status, contentType, body, Broken.NO, Duration.ZERO);
    }

    static WireReply broken(Broken how) {
        return new WireReply(0, "", "", how, Duration.ZERO);
    }

    WireReply after(Duration duration) {
        return new WireReply(status, contentType, body, broken, duration);
    }
}
