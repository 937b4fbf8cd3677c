package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/** Continuous backups of a table, and within them point-in-time recovery. */
final class ContinuousBackups {

    static final int DEFAULT_DAYS = 35;

    /** How far the latest restorable moment lies behind now (Model, LatestRestorableDateTime: typically five minutes). */
    private static final Duration LAG = Duration.ofMinutes(5);

    private Instant availableAt;
    private boolean recovery;
    private int days = DEFAULT_DAYS;
    private Instant enabledAt = Instant.MIN;

    ContinuousBackups(Instant availableAt) {
        this.availableAt = availableAt;
    }

    boolean available(Instant now) {
        return !now.isBefore(availableAt);
    }

    void requireAvailable(String table, Instant now) {
        if (!available(now)) {
            throw ServiceError.dynamoDb(
                    "ContinuousBackupsUnavailableException",
                    "Backups are being enabled for the table: " + table + ". Please retry later");
        }
    }

    void availableAt(Instant instant) {
        availableAt = instant;
    }

    boolean recovery() {
        return recovery;
    }

    /** Turning it off and on again loses the history. */
    void recovery(boolean on, int period, Instant now) {
        if (on && !recovery) {
            enabledAt = now;
        }
        recovery = on;
        days = period;
    }

    /** The later of the moment when recovery was turned on and the beginning of its period. */
    Instant earliest(Instant now) {
        return later(enabledAt, now.minus(Duration.ofDays(days)));
    }

    /** Some minutes ago; at first the moment when recovery was turned on (seen: it stays there for minutes). */
    Instant latest(Instant now) {
        return later(enabledAt, now.minus(LAG));
    }

    ObjectNode describe(Instant now) {
        ObjectNode description = Json.object();
        description.put("ContinuousBackupsStatus", available(now) ? "ENABLED" : "DISABLED");
        ObjectNode pitr = description.putObject("PointInTimeRecoveryDescription");
        pitr.put("PointInTimeRecoveryStatus", recovery ? "ENABLED" : "DISABLED");
        if (recovery) {
            pitr.put("RecoveryPeriodInDays", days);
            pitr.put("EarliestRestorableDateTime", Json.epoch(earliest(now)));
            pitr.put("LatestRestorableDateTime", Json.epoch(latest(now)));
        }
        return description;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
