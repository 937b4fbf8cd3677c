package dev.ddbtool.aws;

import dev.ddbtool.plan.RestoreSource;
import dev.ddbtool.schema.AttributeDefinition;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.KeySchemaElement;
import dev.ddbtool.schema.LocalSecondaryIndex;
import dev.ddbtool.schema.OnDemandThroughput;
import dev.ddbtool.schema.Projection;
import dev.ddbtool.schema.ProvisionedThroughput;
import dev.ddbtool.schema.Replica;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.Table.GlobalTableWitness;
import dev.ddbtool.schema.Table.StreamSpecification;
import dev.ddbtool.schema.TableClassSummary;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import dev.ddbtool.schema.VectorIndex;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BackupDescription;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.RestoreSummary;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.dynamodb.model.SourceTableDetails;
import software.amazon.awssdk.services.dynamodb.model.SourceTableFeatureDetails;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.VectorIndexDescription;

/**
 * Maps responses to schema values. Fills in defaults that responses omit, and maps statuses in transition to their
 * goal. Keeps enum values as text, so that values newer than the SDK survive.
 */
final class ResponseMapper {

    /** "No maximum" in {@code DescribeTable}. */
    private static final long NO_MAXIMUM = -1;

    private ResponseMapper() {}

    /**
     * Maps a table.
     *
     * @param sse its encryption; null if the endpoint does not report it
     * @param tellsTableClass whether a missing table class means {@code STANDARD}
     */
    static Table table(TableDescription table, @Nullable SseDescription sse, boolean tellsTableClass) {
        String billingMode = billingMode(table);
        boolean onDemand = billingMode.equals(BillingModeSummary.PAY_PER_REQUEST);
        return new Table(
                table.attributeDefinitions().stream()
                        .map(a -> new AttributeDefinition(a.attributeName(), a.attributeTypeAsString()))
                        .toList(),
                table.tableName(),
                keys(table.keySchema()),
                onDemand ? null : throughput(table.provisionedThroughput()),
                table.tableSizeBytes(),
                table.itemCount(),
                new BillingModeSummary(billingMode),
                table.localSecondaryIndexes().stream()
                        .map(ResponseMapper::localIndex)
                        .toList(),
                table.globalSecondaryIndexes().stream()
                        .map(index -> globalIndex(index, onDemand))
                        .toList(),
                stream(table.streamSpecification()),
                table.replicas().stream().map(ResponseMapper::replica).toList(),
                table.globalTableWitnesses().stream()
                        .map(witness -> new GlobalTableWitness(witness.regionName()))
                        .toList(),
                sse,
                tableClass(table, tellsTableClass),
                Boolean.TRUE.equals(table.deletionProtectionEnabled()),
                maximums(table.onDemandThroughput()),
                table.multiRegionConsistencyAsString(),
                table.vectorIndexes().stream().map(ResponseMapper::vectorIndex).toList());
    }

    /**
     * Maps the table in a backup, which has no attribute types for index keys. A restore has the keys, indexes, billing and
     * encryption of the source (service model, {@code SourceTableDetails}).
     */
    static Table table(BackupDescription backup) {
        SourceTableDetails source = backup.sourceTableDetails();
        SourceTableFeatureDetails features = backup.sourceTableFeatureDetails();
        String billingMode =
                source.billingModeAsString() == null ? BillingModeSummary.PROVISIONED : source.billingModeAsString();
        boolean onDemand = billingMode.equals(BillingModeSummary.PAY_PER_REQUEST);
        return new Table(
                List.of(),
                source.tableName(),
                keys(source.keySchema()),
                onDemand ? null : throughput(source.provisionedThroughput()),
                source.tableSizeBytes(),
                source.itemCount(),
                new BillingModeSummary(billingMode),
                features == null
                        ? List.of()
                        : features.localSecondaryIndexes().stream()
                                .map(index -> new LocalSecondaryIndex(
                                        index.indexName(), keys(index.keySchema()), projection(index.projection())))
                                .toList(),
                features == null
                        ? List.of()
                        : features.globalSecondaryIndexes().stream()
                                .map(index -> new GlobalSecondaryIndex(
                                        index.indexName(),
                                        keys(index.keySchema()),
                                        projection(index.projection()),
                                        onDemand ? null : throughput(index.provisionedThroughput()),
                                        maximums(index.onDemandThroughput())))
                                .toList(),
                null,
                List.of(),
                List.of(),
                features == null || features.sseDescription() == null
                        ? SseDescription.AWS_OWNED_KEY
                        : encryption(TableDescription.builder()
                                .sseDescription(features.sseDescription())
                                .build()),
                new TableClassSummary(TableClassSummary.STANDARD),
                false,
                maximums(source.onDemandThroughput()),
                null,
                List.of());
    }

    private static @Nullable ProvisionedThroughput throughput(
            software.amazon.awssdk.services.dynamodb.model.@Nullable ProvisionedThroughput throughput) {
        return throughput == null
                ? null
                : new ProvisionedThroughput(throughput.readCapacityUnits(), throughput.writeCapacityUnits());
    }

    /** The encryption in the description, with the ARN of any KMS key; null if there is none. */
    static @Nullable SseDescription encryption(TableDescription table) {
        SSEDescription sse = table.sseDescription();
        if (sse == null || sse.statusAsString() == null) {
            return null;
        }
        return switch (sse.statusAsString()) {
            case "ENABLED", "ENABLING", "UPDATING" ->
                new SseDescription(SseDescription.ENABLED, sseType(sse), sse.kmsMasterKeyArn());
            case "DISABLED", "DISABLING" -> SseDescription.AWS_OWNED_KEY;
            default -> new SseDescription(sse.statusAsString(), sse.sseTypeAsString(), sse.kmsMasterKeyArn());
        };
    }

    /** While encryption is being turned on, the description has no type yet. */
    private static String sseType(SSEDescription sse) {
        return sse.sseTypeAsString() == null ? SseDescription.KMS : sse.sseTypeAsString();
    }

    static TimeToLive timeToLive(@Nullable TimeToLiveDescription ttl) {
        if (ttl == null || ttl.timeToLiveStatusAsString() == null) {
            return TimeToLive.OFF;
        }
        return switch (ttl.timeToLiveStatusAsString()) {
            case "ENABLED", "ENABLING" -> TimeToLive.on(ttl.attributeName());
            case "DISABLED", "DISABLING" -> TimeToLive.OFF;
            default -> new TimeToLive(ttl.timeToLiveStatusAsString(), ttl.attributeName());
        };
    }

    /** @param tellsPeriod whether a missing recovery period means the service's default */
    static ContinuousBackups backups(ContinuousBackupsDescription backups, boolean tellsPeriod) {
        return new ContinuousBackups(
                backups.continuousBackupsStatusAsString(),
                recovery(backups.pointInTimeRecoveryDescription(), tellsPeriod));
    }

    private static ContinuousBackups.PointInTimeRecovery recovery(
            @Nullable PointInTimeRecoveryDescription recovery, boolean tellsPeriod) {
        if (recovery == null) {
            return new ContinuousBackups.PointInTimeRecovery(ContinuousBackups.DISABLED, null);
        }
        Integer days = recovery.recoveryPeriodInDays();
        if (days == null && tellsPeriod) {
            days = ContinuousBackups.DEFAULT_RECOVERY_PERIOD_IN_DAYS;
        }
        String status = recovery.pointInTimeRecoveryStatusAsString();
        return switch (status) {
            case "ENABLED", "ENABLING" -> new ContinuousBackups.PointInTimeRecovery(ContinuousBackups.ENABLED, days);
            case "DISABLED", "DISABLING" -> new ContinuousBackups.PointInTimeRecovery(ContinuousBackups.DISABLED, null);
            default -> new ContinuousBackups.PointInTimeRecovery(status, days);
        };
    }

    /** The source of a restore; null without one, or if the endpoint does not tell it completely. */
    static @Nullable RestoreSource restored(@Nullable RestoreSummary summary) {
        if (summary == null || summary.sourceTableArn() == null || summary.restoreDateTime() == null) {
            return null;
        }
        String arn = summary.sourceTableArn();
        return new RestoreSource(
                arn.substring(arn.lastIndexOf('/') + 1), arn, summary.sourceBackupArn(), summary.restoreDateTime());
    }

    /** The tags without those of AWS. */
    static List<Tag> tags(List<software.amazon.awssdk.services.dynamodb.model.Tag> tags) {
        return tags.stream()
                .filter(tag -> !Tag.isReserved(tag.key()))
                .map(tag -> new Tag(tag.key(), tag.value()))
                .toList();
    }

    private static String billingMode(TableDescription table) {
        return table.billingModeSummary() == null
                ? BillingModeSummary.PROVISIONED
                : table.billingModeSummary().billingModeAsString();
    }

    private static @Nullable TableClassSummary tableClass(TableDescription table, boolean told) {
        if (table.tableClassSummary() != null) {
            return new TableClassSummary(table.tableClassSummary().tableClassAsString());
        }
        return told ? new TableClassSummary(TableClassSummary.STANDARD) : null;
    }

    private static @Nullable StreamSpecification stream(
            software.amazon.awssdk.services.dynamodb.model.@Nullable StreamSpecification stream) {
        return stream != null && Boolean.TRUE.equals(stream.streamEnabled())
                ? new StreamSpecification(true, stream.streamViewTypeAsString())
                : null;
    }

    private static Replica replica(ReplicaDescription replica) {
        var throughput = replica.provisionedThroughputOverride();
        var maximum = replica.onDemandThroughputOverride();
        return new Replica(
                replica.regionName(),
                replica.kmsMasterKeyId(),
                throughput == null ? null : new Replica.ReadCapacityOverride(throughput.readCapacityUnits()),
                maximum == null ? null : readMaximum(maximum),
                replica.globalSecondaryIndexes().stream()
                        .map(index -> new Replica.Index(
                                index.indexName(),
                                index.provisionedThroughputOverride() == null
                                        ? null
                                        : new Replica.ReadCapacityOverride(index.provisionedThroughputOverride()
                                                .readCapacityUnits()),
                                index.onDemandThroughputOverride() == null
                                        ? null
                                        : readMaximum(index.onDemandThroughputOverride())))
                        .toList(),
                replica.replicaTableClassSummary() == null
                        ? null
                        : new TableClassSummary(
                                replica.replicaTableClassSummary().tableClassAsString()));
    }

    private static Replica.@Nullable MaxReadOverride readMaximum(
            software.amazon.awssdk.services.dynamodb.model.OnDemandThroughputOverride override) {
        Long units = maximum(override.maxReadRequestUnits());
        return units == null ? null : new Replica.MaxReadOverride(units);
    }

    private static List<KeySchemaElement> keys(
            List<software.amazon.awssdk.services.dynamodb.model.KeySchemaElement> keys) {
        return keys.stream()
                .map(key -> new KeySchemaElement(key.attributeName(), key.keyTypeAsString()))
                .toList();
    }

    private static Projection projection(software.amazon.awssdk.services.dynamodb.model.Projection projection) {
        return new Projection(projection.projectionTypeAsString(), projection.nonKeyAttributes());
    }

    private static LocalSecondaryIndex localIndex(LocalSecondaryIndexDescription index) {
        return new LocalSecondaryIndex(index.indexName(), keys(index.keySchema()), projection(index.projection()));
    }

    static GlobalSecondaryIndex globalIndex(GlobalSecondaryIndexDescription index, boolean onDemand) {
        return new GlobalSecondaryIndex(
                index.indexName(),
                keys(index.keySchema()),
                projection(index.projection()),
                onDemand ? null : throughput(index.provisionedThroughput()),
                maximums(index.onDemandThroughput()));
    }

    static VectorIndex vectorIndex(VectorIndexDescription index) {
        return new VectorIndex(
                index.indexName(),
                index.searchSchema().stream()
                        .map(element -> new VectorIndex.SearchSchemaElement(
                                element.attributeName(), element.searchSchemaElementTypeAsString()))
                        .toList(),
                index.projection() == null ? null : projection(index.projection()),
                index.vectorAttribute() == null
                        ? null
                        : new VectorIndex.VectorAttribute(
                                index.vectorAttribute().attributeName()),
                index.dimensions(),
                index.distanceFunctionAsString());
    }

    /** Null for 0/0, which means "not provisioned". */
    private static @Nullable ProvisionedThroughput throughput(
            software.amazon.awssdk.services.dynamodb.model.@Nullable ProvisionedThroughputDescription throughput) {
        if (throughput == null || throughput.readCapacityUnits() == null || throughput.writeCapacityUnits() == null) {
            return null;
        }
        return throughput.readCapacityUnits() == 0 && throughput.writeCapacityUnits() == 0
                ? null
                : new ProvisionedThroughput(throughput.readCapacityUnits(), throughput.writeCapacityUnits());
    }

    private static @Nullable OnDemandThroughput maximums(
            software.amazon.awssdk.services.dynamodb.model.@Nullable OnDemandThroughput throughput) {
        if (throughput == null) {
            return null;
        }
        Long read = maximum(throughput.maxReadRequestUnits());
        Long write = maximum(throughput.maxWriteRequestUnits());
        return read == null && write == null ? null : new OnDemandThroughput(read, write);
    }

    private static @Nullable Long maximum(@Nullable Long units) {
        return units == null || units == NO_MAXIMUM ? null : units;
    }
}
