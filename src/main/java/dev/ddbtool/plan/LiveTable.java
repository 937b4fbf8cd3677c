package dev.ddbtool.plan;

import dev.ddbtool.schema.AddableIndex;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.KeySchemaElement;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.VectorIndex;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table in AWS.
 *
 * @param name the physical name
 * @param schema its settings in the form of a schema file. An absent member is unknown, because the endpoint does not
 *     support it or the caller may not read it
 * @param status {@code TableStatus}
 * @param indexStatuses {@code IndexStatus} of each global and vector index that has one; {@code CREATING} while an index is
 *     backfilling
 * @param restoring whether a restore is creating the table
 * @param arn the ARN; empty if the endpoint returns none
 * @param unknownMembers members of the responses that this version does not know
 * @param unreadMembers file members that could not be read, with the reason
 * @param created when {@code CreateTable} created it; null if the endpoint does not report it, or reports
 *     that a restore did
 * @param restored what a restore creates it from; null if none does. DynamoDB forgets it when the restore ends (seen)
 */
public record LiveTable(
        String name,
        TableSchema schema,
        String status,
        Map<String, String> indexStatuses,
        boolean restoring,
        String arn,
        List<String> unknownMembers,
        Map<String, String> unreadMembers,
        @Nullable Instant created,
        @Nullable RestoreSource restored) {

    /** The member that is listed as unread if the owner of the KMS key is unknown. */
    public static final String KEY_OWNER = "KMSMasterKeyArn";

    public static final String CREATING = "CREATING";
    public static final String ACTIVE = "ACTIVE";
    public static final String UPDATING = "UPDATING";
    public static final String DELETING = "DELETING";

    public LiveTable {
        indexStatuses = Map.copyOf(indexStatuses);
        unknownMembers = List.copyOf(unknownMembers);
        unreadMembers = Map.copyOf(unreadMembers);
    }

    /** Whether {@code CreateTable} is still creating it. */
    public boolean beingCreated() {
        return status.equals(CREATING) && !restoring;
    }

    /** The tag with the source and the moment, if ddbtool has restored the table. */
    public Optional<Tag> restoreMark() {
        return schema.tags() == null
                ? Optional.empty()
                : schema.tags().stream()
                        .filter(tag -> tag.key().equals(Tag.RESTORED))
                        .findFirst();
    }

    /** Whether a restore created it: then it may lack the settings that a restore leaves out. */
    public boolean wasRestored() {
        return restored != null || restoreMark().isPresent();
    }

    /**
     * Whether a restore may have created it, and nothing has tagged it since: DynamoDB restores no tags (Developer Guide,
     * "Backup and restore for DynamoDB: how it works").
     */
    public boolean mayBeRestored() {
        return restoring || (schema.tags() != null && schema.tags().isEmpty());
    }

    /** Whether it is ACTIVE. */
    public boolean active() {
        return status.equals(ACTIVE);
    }

    /** Whether it is being deleted. Its settings can no longer be read. */
    public boolean beingDeleted() {
        return status.equals(DELETING);
    }

    public boolean indexBeingDeleted(String indexName) {
        return DELETING.equals(indexStatuses.get(indexName));
    }

    /** The schema without the indexes that are being deleted. */
    public TableSchema lastingSchema() {
        return new TableSchema(lastingTable(), schema.timeToLive(), schema.continuousBackups(), schema.tags());
    }

    /**
     * The table without the indexes that are being deleted, and only with definitions of key attributes. Emulators keep
     * unused definitions; the service removes them.
     */
    public Table lastingTable() {
        Table table = schema.table();
        List<GlobalSecondaryIndex> global = lasting(table.globalSecondaryIndexes());
        List<VectorIndex> vector = lasting(table.vectorIndexes());
        Set<String> used = new HashSet<>(attributes(table.keySchema()));
        table.localSecondaryIndexes().forEach(index -> used.addAll(attributes(index.keySchema())));
        Stream.concat(global.stream(), vector.stream()).forEach(index -> used.addAll(index.definedAttributes()));
        return table.with(copy -> {
            copy.attributeDefinitions = table.attributeDefinitions().stream()
                    .filter(definition -> used.contains(definition.attributeName()))
                    .toList();
            copy.globalSecondaryIndexes = global;
            copy.vectorIndexes = vector;
        });
    }

    private <T extends AddableIndex> List<T> lasting(List<T> indexes) {
        return indexes.stream()
                .filter(index -> !indexBeingDeleted(index.indexName()))
                .toList();
    }

    private static List<String> attributes(List<KeySchemaElement> keySchema) {
        return keySchema.stream().map(KeySchemaElement::attributeName).toList();
    }
}
