package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An on-demand backup: the table as DescribeTable and DescribeTimeToLive described it then. It outlives the table.
 *
 * @param availableAt when it can be restored; a SYSTEM backup is not listed before
 * @param expiresAt when a SYSTEM backup disappears, null for a USER backup
 */
record Backup(
        String arn,
        String name,
        Instant createdAt,
        Instant availableAt,
        @Nullable Instant expiresAt,
        ObjectNode table,
        ObjectNode timeToLive,
        Statistics.Size size) {

    /** How long a SYSTEM backup is kept (Model, BackupExpiryDateTime). */
    private static final Duration KEPT = Duration.ofDays(35);

    /** What a user asks for with CreateBackup. */
    static Backup user(TableState table, String name, String id, Instant now, Behaviour behaviour) {
        return of(table, name, id, now, now.plus(behaviour.of(Phase.BACKUP_CREATING)), null);
    }

    /**
     * What DynamoDB keeps of a deleted table that had recovery on (Guide, "Point-in-time recovery: How it works"); its
     * ARN ends in zeros (seen).
     */
    static Backup system(TableState table, Instant now, Behaviour behaviour) {
        Instant listedAt = now.plus(behaviour.of(Phase.SYSTEM_BACKUP_NOT_LISTED));
        return of(table, table.name + "$DeletedTableBackup", "00000000", now, listedAt, now.plus(KEPT));
    }

    private static Backup of(
            TableState table, String name, String id, Instant now, Instant availableAt, @Nullable Instant expiresAt) {
        // 14 digits of milliseconds since 1970 (seen)
        String arn = table.arn + String.format(Locale.ROOT, "/backup/%014d-%s", now.toEpochMilli(), id);
        return new Backup(
                arn,
                name,
                now,
                availableAt,
                expiresAt,
                TableDescription.of(table, now),
                table.timeToLive.describe(now),
                table.statistics.at(now));
    }

    String type() {
        return expiresAt == null ? "USER" : "SYSTEM";
    }

    String tableName() {
        return table.path("TableName").asText();
    }

    boolean available(Instant now) {
        return !now.isBefore(availableAt);
    }

    /** Whether requests can see it. */
    boolean listed(Instant now) {
        return expiresAt == null || available(now);
    }

    boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** One of BackupSummaries. */
    ObjectNode summary(Instant now) {
        return pick(table, "TableName", "TableId", "TableArn").setAll(details(status(now)));
    }

    /** BackupDetails. */
    ObjectNode details(String status) {
        ObjectNode details = Json.object()
                .put("BackupArn", arn)
                .put("BackupName", name)
                .put("BackupSizeBytes", size.bytes())
                .put("BackupStatus", status)
                .put("BackupType", type())
                .put("BackupCreationDateTime", Json.epoch(createdAt));
        if (expiresAt != null) {
            details.put("BackupExpiryDateTime", Json.epoch(expiresAt));
        }
        return details;
    }

    /** BackupDescription. */
    ObjectNode describe(String status) {
        ObjectNode description = Json.object();
        description.set("BackupDetails", details(status));
        description.set("SourceTableDetails", tableDetails());
        description.set("SourceTableFeatureDetails", featureDetails());
        return description;
    }

    String status(Instant now) {
        return available(now) ? "AVAILABLE" : "CREATING";
    }

    private ObjectNode tableDetails() {
        ObjectNode details = pick(
                table,
                "TableName",
                "TableId",
                "TableArn",
                "TableSizeBytes",
                "KeySchema",
                "ItemCount",
                "OnDemandThroughput");
        details.set("TableCreationDateTime", table.path("CreationDateTime"));
        details.set("ProvisionedThroughput", units(table));
        return details.put(
                "BillingMode",
                table.path("BillingModeSummary").path("BillingMode").asText("PROVISIONED"));
    }

    /** Only what is on: no member for tags, recovery, table class, protection and policy (Model; seen). */
    private ObjectNode featureDetails() {
        ObjectNode details = pick(table, "SSEDescription");
        if (table.has("StreamSpecification")) {
            details.set("StreamDescription", table.path("StreamSpecification"));
        }
        if (timeToLive.has("AttributeName")) {
            details.set("TimeToLiveDescription", timeToLive);
        }
        for (String list : List.of("LocalSecondaryIndexes", "GlobalSecondaryIndexes", "VectorIndexes")) {
            if (table.has(list)) {
                ArrayNode indexes = details.putArray(list);
                table.path(list).forEach(index -> indexes.add(index(index)));
            }
        }
        return details;
    }

    private static ObjectNode index(JsonNode described) {
        ObjectNode index = pick(
                described,
                "IndexName",
                "KeySchema",
                "Projection",
                "OnDemandThroughput",
                "VectorAttribute",
                "SearchSchema",
                "Dimensions",
                "DistanceFunction");
        if (described.has("ProvisionedThroughput")) {
            index.set("ProvisionedThroughput", units(described));
        }
        return index;
    }

    private static ObjectNode units(JsonNode described) {
        return pick(described.path("ProvisionedThroughput"), "ReadCapacityUnits", "WriteCapacityUnits");
    }

    /** A copy of these members, as far as they are there. */
    private static ObjectNode pick(JsonNode described, String... members) {
        ObjectNode picked = Json.object();
        for (String member : members) {
            if (described.has(member)) {
                picked.set(member, described.path(member).deepCopy());
            }
        }
        return picked;
    }
}
