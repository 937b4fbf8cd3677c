package dev.ddbtool.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A token bucket for each operation, filled by the fake's clock. It holds the tokens of one second. */
final class RateBuckets {

    private static final double NANOS = 1_000_000_000d;

    private final Map<String, Bucket> buckets = new HashMap<>();

    /** Takes a token, or throws ThrottlingException; a throttled call takes none. */
    void take(String operation, Limits limits, Instant now) {
        Integer rate = limits.perSecond().get(operation);
        if (rate == null) {
            return;
        }
        Bucket bucket = buckets.computeIfAbsent(operation, name -> new Bucket(rate, now));
        double filled = bucket.tokens + Duration.between(bucket.at, now).toNanos() / NANOS * rate;
        bucket.tokens = Math.min(rate, filled);
        bucket.at = now;
        // tolerates rounding errors of a thousandth of a token
        if (bucket.tokens < 0.999) {
            throw ServiceError.throttled("Rate exceeded");
        }
        bucket.tokens -= 1;
    }

    private static final class Bucket {

        private double tokens;
        private Instant at;

        Bucket(double tokens, Instant at) {
            this.tokens = tokens;
            this.at = at;
        }
    }
}
