package dev.ddbtool.fake;

import java.time.Duration;

/**
 * Bad weather: which share of all calls fails by chance, and how long calls take. Chance comes from the seed alone, so
 * the same calls in the same order meet the same weather.
 *
 * @param throttling share of calls that are throttled, 0 to 1; the other shares likewise, together at most 1
 * @param timeouts share of calls that never take effect and are never answered
 * @param lostResponses share of calls that take effect and are never answered, half of them with a time-out
 * @param latency how long every call takes at least
 * @param jitter the most that is added to it
 * @param patience how long a call takes that is never answered and does not break
 */
public record Storm(
        long seed,
        double throttling,
        double internalErrors,
        double resets,
        double timeouts,
        double lostResponses,
        Duration latency,
        Duration jitter,
        Duration patience) {

    public Storm {
        double all = throttling + internalErrors + resets + timeouts + lostResponses;
        if (!(all >= 0 && all <= 1)) {
            throw new IllegalArgumentException("shares must add up to at most 1, not " + all);
        }
    }

    /** No chance and no latency. */
    public static Storm calm() {
        return new Storm(0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(10));
    }

    public Storm withSeed(long value) {
        return new Storm(value, throttling, internalErrors, resets, timeouts, lostResponses, latency, jitter, patience);
    }

    public Storm withThrottling(double share) {
        return new Storm(seed, share, internalErrors, resets, timeouts, lostResponses, latency, jitter, patience);
    }

    public Storm withInternalErrors(double share) {
        return new Storm(seed, throttling, share, resets, timeouts, lostResponses, latency, jitter, patience);
    }

    public Storm withResets(double share) {
        return new Storm(seed, throttling, internalErrors, share, timeouts, lostResponses, latency, jitter, patience);
    }

    public Storm withTimeouts(double share) {
        return new Storm(seed, throttling, internalErrors, resets, share, lostResponses, latency, jitter, patience);
    }

    public Storm withLostResponses(double share) {
        return new Storm(seed, throttling, internalErrors, resets, timeouts, share, latency, jitter, patience);
    }

    public Storm withLatency(Duration least, Duration most) {
        return new Storm(
                seed, throttling, internalErrors, resets, timeouts, lostResponses, least, most.minus(least), patience);
    }

    public Storm withPatience(Duration value) {
        return new Storm(seed, throttling, internalErrors, resets, timeouts, lostResponses, latency, jitter, value);
    }
}
