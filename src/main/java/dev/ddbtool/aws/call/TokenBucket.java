package dev.ddbtool.aws.call;

import java.time.Duration;
import java.time.Instant;

/**
 * Spaces calls to a documented rate. It starts with a small burst and then gives one token an interval, so that callers
 * queue up in time instead of being throttled.
 */
final class TokenBucket {

    private final Duration interval;
    private final Duration burst;
    private Instant next = Instant.MIN;

    /** @param burst tokens that are there at once after a time without calls */
    TokenBucket(int perSecond, int burst) {
        this.interval = Duration.ofSeconds(1).dividedBy(perSecond);
        this.burst = interval.multipliedBy(burst - 1L);
    }

    /** The instant from which on there is a token; it may have passed. */
    Instant next() {
        return next;
    }

    /** Takes a token, which there must be. */
    void take(Instant now) {
        Instant earliest = now.minus(burst);
        next = (next.isBefore(earliest) ? earliest : next).plus(interval);
    }
}
