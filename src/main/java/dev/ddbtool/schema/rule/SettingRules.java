package dev.ddbtool.schema.rule;

import dev.ddbtool.problem.Quoted;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.DynamoDbLimits;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table.StreamSpecification;
import dev.ddbtool.schema.TableClassSummary;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.TimeToLive;
import java.util.List;

/** Rules for stream, encryption, table class, TTL and point-in-time recovery. */
final class SettingRules {

    /** Service model, {@code StreamViewType}. */
    private static final List<String> VIEW_TYPES = List.of("NEW_AND_OLD_IMAGES", "NEW_IMAGE", "OLD_IMAGE", "KEYS_ONLY");
    /**
     * Service model, {@code SSEStatus}, {@code TimeToLiveStatus} and the two statuses of backups, without statuses in
     * transition.
     */
    private static final List<String> ON_OR_OFF = List.of("ENABLED", "DISABLED");
    /** An old {@code SSEType} of the AWS owned key; {@code CreateTable} rejects it. */
    private static final String AES256 = "AES256";

    /** Service model, {@code TableClass}. */
    private static final List<String> TABLE_CLASSES = List.of(TableClassSummary.STANDARD, "STANDARD_INFREQUENT_ACCESS");

    private SettingRules() {}

    /** AWS returns "Table is being created with a stream enabled, UpdateViewType is required", and the reverse. */
    static void stream(TableSchema schema, Violations violations) {
        StreamSpecification stream = schema.table().streamSpecification();
        if (stream == null) {
            return;
        }
        String pointer = "/Table/StreamSpecification";
        String viewType = stream.streamViewType();
        if (viewType != null) {
            violations.addUnlessKnown(pointer + "/StreamViewType", "StreamViewType", viewType, VIEW_TYPES);
        }
        if (stream.streamEnabled() && viewType == null) {
            violations.add(
                    pointer,
                    "StreamEnabled is true, but StreamViewType is missing: add " + Violations.choice(VIEW_TYPES)
                            + ", or use false");
        }
        if (!stream.streamEnabled() && viewType != null) {
            violations.add(
                    pointer + "/StreamViewType",
                    "StreamViewType is %s, but StreamEnabled is false: remove it, or use true"
                            .formatted(Quoted.of(viewType)));
        }
    }

    /** For a key without KMS AWS returns "KMSMasterKeyId can not be specified if Enabled is false". */
    static void encryption(TableSchema schema, Violations violations) {
        SseDescription sse = schema.table().sseDescription();
        if (sse == null) {
            return;
        }
        String pointer = "/Table/SSEDescription";
        violations.addUnlessKnown(pointer + "/Status", "Status of SSEDescription", sse.status(), ON_OR_OFF);
        String type = sse.sseType();
        if (type != null && !type.equals(AES256)) {
            violations.addUnlessKnown(pointer + "/SSEType", "SSEType", type, List.of(SseDescription.KMS));
        }
        String key = sse.kmsMasterKeyArn();
        if (key != null && sse.status().equals(SseDescription.DISABLED)) {
            violations.add(
                    pointer + "/KMSMasterKeyArn",
                    "KMSMasterKeyArn is %s, but Status of SSEDescription is 'DISABLED': remove it, or use 'ENABLED'"
                            .formatted(Quoted.of(key)));
        }
    }

    static void tableClass(TableSchema schema, Violations violations) {
        violations.addUnlessKnown(
                "/Table/TableClassSummary/TableClass",
                "TableClass",
                schema.table().tableClass(),
                TABLE_CLASSES);
    }

    /** Service model: {@code TimeToLiveSpecification} requires an {@code AttributeName}. */
    static void timeToLive(TableSchema schema, Violations violations) {
        TimeToLive timeToLive = schema.timeToLive();
        if (timeToLive == null) {
            return;
        }
        String pointer = "/TimeToLiveDescription";
        String attribute = timeToLive.attributeName();
        violations.addUnlessKnown(
                pointer + "/TimeToLiveStatus", "TimeToLiveStatus", timeToLive.timeToLiveStatus(), ON_OR_OFF);
        if (attribute == null) {
            if (timeToLive.enabled()) {
                violations.add(
                        pointer,
                        "TimeToLiveStatus is 'ENABLED', but AttributeName is missing: add the attribute that holds the time, or use 'DISABLED'");
            }
            return;
        }
        AttributeRules.checkName(attribute, pointer + "/AttributeName", violations);
    }

    static void recovery(TableSchema schema, Violations violations) {
        ContinuousBackups backups = schema.continuousBackups();
        if (backups == null) {
            return;
        }
        String pointer = "/ContinuousBackupsDescription";
        violations.addUnlessKnown(
                pointer + "/ContinuousBackupsStatus",
                "ContinuousBackupsStatus",
                backups.continuousBackupsStatus(),
                ON_OR_OFF);
        ContinuousBackups.PointInTimeRecovery recovery = backups.pointInTimeRecovery();
        if (recovery == null) {
            return;
        }
        String inside = pointer + "/PointInTimeRecoveryDescription";
        violations.addUnlessKnown(
                inside + "/PointInTimeRecoveryStatus",
                "PointInTimeRecoveryStatus",
                recovery.pointInTimeRecoveryStatus(),
                ON_OR_OFF);
        Integer days = recovery.recoveryPeriodInDays();
        if (days != null && (days < 1 || days > DynamoDbLimits.RECOVERY_PERIOD_IN_DAYS)) {
            violations.add(
                    inside + "/RecoveryPeriodInDays",
                    "invalid RecoveryPeriodInDays '%d': use 1 to %d days"
                            .formatted(days, DynamoDbLimits.RECOVERY_PERIOD_IN_DAYS));
        }
    }
}
