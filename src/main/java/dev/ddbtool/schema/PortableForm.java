package dev.ddbtool.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reduces a description to what applies to every table of that name: without statuses in transition, tags of AWS and
 * numbers that only mean "none".
 */
public final class PortableForm {

    private static final long NO_MAXIMUM = -1;

    private PortableForm() {}

    /** The same table with final statuses (such as ENABLED for ENABLING) and without what only the service can set. */
    public static TableSchema of(TableSchema schema) {
        return new TableSchema(
                of(schema.table()),
                of(schema.timeToLive()),
                of(schema.continuousBackups()),
                of(schema.tags()),
                schema.answer());
    }

    private static Table of(Table table) {
        boolean onDemand = table.onDemand();
        return table.with(copy -> {
            copy.provisionedThroughput = unlessNone(table.provisionedThroughput(), onDemand);
            copy.globalSecondaryIndexes = table.globalSecondaryIndexes().stream()
                    .map(index -> index.withThroughput(
                            unlessNone(index.provisionedThroughput(), onDemand),
                            unlessNone(index.onDemandThroughput())))
                    .toList();
            copy.sseDescription = of(table.sseDescription());
            copy.onDemandThroughput = unlessNone(table.onDemandThroughput());
        });
    }

    private static @Nullable ProvisionedThroughput unlessNone(
            @Nullable ProvisionedThroughput throughput, boolean onDemand) {
        boolean none =
                throughput != null && throughput.readCapacityUnits() == 0 && throughput.writeCapacityUnits() == 0;
        return onDemand && none ? null : throughput;
    }

    private static @Nullable OnDemandThroughput unlessNone(@Nullable OnDemandThroughput throughput) {
        if (throughput == null) {
            return null;
        }
        Long reads = unlessNone(throughput.maxReadRequestUnits());
        Long writes = unlessNone(throughput.maxWriteRequestUnits());
        return reads == null && writes == null ? null : new OnDemandThroughput(reads, writes);
    }

    private static @Nullable Long unlessNone(@Nullable Long maximum) {
        return maximum != null && maximum == NO_MAXIMUM ? null : maximum;
    }

    private static @Nullable SseDescription of(@Nullable SseDescription sse) {
        if (sse == null) {
            return null;
        }
        return switch (sse.status()) {
            case "ENABLING", "UPDATING" ->
                new SseDescription(SseDescription.ENABLED, sse.sseType(), sse.kmsMasterKeyArn());
            case "DISABLING" -> SseDescription.AWS_OWNED_KEY;
            default -> sse;
        };
    }

    private static @Nullable TimeToLive of(@Nullable TimeToLive timeToLive) {
        if (timeToLive == null) {
            return null;
        }
        String status = arrived(timeToLive.timeToLiveStatus());
        return status.equals(TimeToLive.DISABLED) ? TimeToLive.OFF : new TimeToLive(status, timeToLive.attributeName());
    }

    private static @Nullable ContinuousBackups of(@Nullable ContinuousBackups backups) {
        if (backups == null) {
            return null;
        }
        ContinuousBackups.PointInTimeRecovery recovery = backups.pointInTimeRecovery();
        return new ContinuousBackups(
                arrived(backups.continuousBackupsStatus()),
                recovery == null
                        ? null
                        : new ContinuousBackups.PointInTimeRecovery(
                                arrived(recovery.pointInTimeRecoveryStatus()), recovery.recoveryPeriodInDays()));
    }

    private static @Nullable List<Tag> of(@Nullable List<Tag> tags) {
        return tags == null
                ? null
                : tags.stream()
                        .filter(tag -> !Tag.isReserved(tag.key()) && !tag.key().equals(Tag.RESTORED))
                        .toList();
    }

    private static String arrived(String status) {
        return switch (status) {
            case "ENABLING" -> "ENABLED";
            case "DISABLING" -> "DISABLED";
            default -> status;
        };
    }
}
