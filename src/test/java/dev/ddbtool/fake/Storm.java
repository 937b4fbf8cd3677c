package dev.ddbtool.fake;

import java.time.Duration;

/**
 * Random faults: the share of calls that fail, and the latency of calls. They depend only on the seed, so the same
 * calls in the same order get the same faults.
 *
 * @param throttling share of calls that are throttled, 0 to 1; all shares together at most 1
 * @param timeouts share of calls without effect and response
 * @param lostResponses share of calls with effect but without response, half of them with a timeout
 * @param latency the minimum latency of a call
 * @param jitter the maximum random addition to the latency
 * @param patience the time until a call without response times out
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

    /** No faults and no latency. */
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
