package dev.ddbtool.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Continuous backups, including point-in-time recovery. */
public record ContinuousBackups(
        String continuousBackupsStatus,

        @JsonProperty("PointInTimeRecoveryDescription") @Nullable
        PointInTimeRecovery pointInTimeRecovery) {

    public static final String ENABLED = "ENABLED";
    public static final String DISABLED = "DISABLED";

    /** The service's default recovery period, in days ({@code UpdateContinuousBackups}). */
    public static final int DEFAULT_RECOVERY_PERIOD_IN_DAYS = 35;

    public boolean recoveryEnabled() {
        return pointInTimeRecovery != null
                && (pointInTimeRecovery.pointInTimeRecoveryStatus().equals(ENABLED)
                        || pointInTimeRecovery.pointInTimeRecoveryStatus().equals("ENABLING"));
    }

    /** The recovery period in days; the service's default if absent. */
    public int recoveryPeriodInDays() {
        Integer days = pointInTimeRecovery == null ? null : pointInTimeRecovery.recoveryPeriodInDays();
        return days == null ? DEFAULT_RECOVERY_PERIOD_IN_DAYS : days;
    }

    /** The recovery period in days, or the given number if the endpoint does not report it. */
    public int knownRecoveryPeriodInDays(int otherwise) {
        Integer days = pointInTimeRecovery == null ? null : pointInTimeRecovery.recoveryPeriodInDays();
        return days == null ? otherwise : days;
    }

    /** Point-in-time recovery on, with its period in days. */
    public static ContinuousBackups recoveryOn(int days) {
        return new ContinuousBackups(ENABLED, new PointInTimeRecovery(ENABLED, days));
    }

    /** Point-in-time recovery off. */
    public static ContinuousBackups recoveryOff() {
        return new ContinuousBackups(ENABLED, new PointInTimeRecovery(DISABLED, null));
    }

    /** Point-in-time recovery: its status, and its period in days if it is on. */
    public record PointInTimeRecovery(
            String pointInTimeRecoveryStatus, @Nullable Integer recoveryPeriodInDays) {}
}
