package dev.ddbtool.aws.call;

import java.time.Instant;
import java.time.InstantSource;

/** The time of a test, which only an agenda advances. */
public final class VirtualTime implements InstantSource {

    private Instant now;

    public VirtualTime(Instant start) {
        now = start;
    }

    /** An arbitrary start time. */
    public static VirtualTime start() {
        return new VirtualTime(Instant.parse("2026-03-02T03:00:00Z"));
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Advances the time to this instant, never back. */
    public void moveTo(Instant instant) {
        if (instant.isAfter(now)) {
            now = instant;
        }
    }
}
