package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/** Continuous backups of a table, and within them point-in-time recovery. */
final class Backups {

    static final int DEFAULT_DAYS = 35;

    /** How far the latest restorable moment lies behind now (Guide, "Point-in-time recovery": five minutes). */
    private static final Duration LAG = Duration.ofMinutes(5);

    private Instant availableAt;
    private boolean recovery;
    private int days = DEFAULT_DAYS;
    private Instant enabledAt = Instant.MIN;

    Backups(Instant availableAt) {
        this.availableAt = availableAt;
    }

    boolean available(Instant now) {
        return !now.isBefore(availableAt);
    }

    void availableAt(Instant instant) {
        availableAt = instant;
    }

    /** Turning it off and on again loses the history. */
    void recovery(boolean on, int period, Instant now) {
        if (on && !recovery) {
            enabledAt = now;
        }
        recovery = on;
        days = period;
    }

    ObjectNode describe(Instant now) {
        ObjectNode description = Json.object();
        description.put("ContinuousBackupsStatus", available(now) ? "ENABLED" : "DISABLED");
        ObjectNode pitr = description.putObject("PointInTimeRecoveryDescription");
        pitr.put("PointInTimeRecoveryStatus", recovery ? "ENABLED" : "DISABLED");
        if (recovery) {
            pitr.put("RecoveryPeriodInDays", days);
            pitr.put("EarliestRestorableDateTime", Json.epoch(latest(enabledAt, now.minus(Duration.ofDays(days)))));
            pitr.put("LatestRestorableDateTime", Json.epoch(latest(enabledAt, now.minus(LAG))));
        }
        return description;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
