package dev.ddbtool.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that only the test advances. */
public final class SettableClock implements InstantSource {

    /** The default start time. */
    public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    public synchronized void set(Instant instant) {
        now = instant;
    }
}
