package dev.ddbtool.aws.call;

import java.time.Instant;
import java.time.InstantSource;

/** The time of a test: it stands still until an agenda moves it on. */
public final class VirtualTime implements InstantSource {

    private Instant now;

    public VirtualTime(Instant start) {
        now = start;
    }

    /** A morning on which nothing special happens. */
    public static VirtualTime start() {
        return new VirtualTime(Instant.parse("2026-03-02T03:00:00Z"));
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves it on to this instant, and never back. */
    public void moveTo(Instant instant) {
        if (instant.isAfter(now)) {
            now = instant;
        }
    }
}
