package dev.ddbtool.plan;

import java.time.Instant;

/** The moments to which point-in-time recovery can restore a table. */
public record RecoveryWindow(Instant earliest, Instant latest) {

    public boolean contains(Instant moment) {
        return !moment.isBefore(earliest) && !moment.isAfter(latest);
    }
}
