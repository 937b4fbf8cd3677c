package dev.ddbtool.aws;

import java.time.Duration;
import java.time.Instant;

/**
 * Spaces calls to a documented rate. It starts with a small burst and then gives one token an interval, so that callers
 * queue up in time instead of being throttled.
 */
final class TokenBucket {

    private static final int BURST = 2;

    private final Duration interval;
    private Instant next = Instant.MIN;

    TokenBucket(int perSecond) {
        interval = Duration.ofSeconds(1).dividedBy(perSecond);
    }

    /** The instant from which on there is a token; it may have passed. */
    Instant next() {
        return next;
    }

    /** Takes a token, which there must be. */
    void take(Instant now) {
        Instant earliest = now.minus(interval.multipliedBy(BURST - 1L));
        next = (next.isBefore(earliest) ? earliest : next).plus(interval);
    }
}
