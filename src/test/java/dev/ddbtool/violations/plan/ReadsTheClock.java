package dev.ddbtool.violations.plan;

import java.time.Instant;

/** Reads the clock. */
final class ReadsTheClock {

    private ReadsTheClock() {}

    static Instant now() {
        return Instant.now();
    }
}
