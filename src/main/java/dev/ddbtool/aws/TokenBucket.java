package dev.ddbtool.aws;

import java.time.Duration;
import java.time.Instant;

/**
 * Spaces calls to a documented rate. It starts with a small burst and then hands out one instant after the other, so
 * that callers queue up in time instead of being throttled.
 */
final class TokenBucket {

    private static final int BURST = 2;

    private final Duration interval;
    private Instant next = Instant.MIN;

    TokenBucket(int perSecond) {
        interval = Duration.ofSeconds(1).dividedBy(perSecond);
    }

    /** The instant at which the caller may make its call; each instant is given once. */
    Instant reserve(Instant now) {
        Instant earliest = now.minus(interval.multipliedBy(BURST - 1L));
        Instant granted = next.isBefore(earliest) ? earliest : next;
        next = granted.plus(interval);
        return granted.isBefore(now) ? now : granted;
    }
}
