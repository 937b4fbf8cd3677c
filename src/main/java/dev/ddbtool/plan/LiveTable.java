package dev.ddbtool.plan;

import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.KeySchemaElement;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableSchema;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One table as it is.
 *
 * @param name the physical name
 * @param schema what is known of it, in the schema file's form and complete: an absent member is unknown, because the
 *     endpoint does not have it or the caller may not read it
 * @param status {@code TableStatus}
 * @param indexStatuses {@code IndexStatus} of each global index
 * @param restoring whether the table is being made by a restore
 * @param arn the table's ARN; empty where the endpoint gives none
 * @param unknownMembers members of the service's answers that this version does not know
 * @param unreadMembers file members that could not be read, with the reason
 * @param created when {@code CreateTable} made it; null where a restore did, or the endpoint does not tell
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
        @Nullable Instant created) {

    /** The member that is listed as unread where it could not be found out whose key the table is encrypted with. */
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

    /** Whether it is being made by a {@code CreateTable} at this moment. */
    public boolean beingCreated() {
        return status.equals(CREATING) && !restoring;
    }

    /** Whether it is there and settled. */
    public boolean active() {
        return status.equals(ACTIVE);
    }

    /** Whether it is on its way out: then nothing describes it any more. */
    public boolean beingDeleted() {
        return status.equals(DELETING);
    }

    public boolean indexBeingDeleted(String indexName) {
        return DELETING.equals(indexStatuses.get(indexName));
    }

    /** What describes the table once the indexes that are being deleted are gone. */
    public TableSchema lastingSchema() {
        return new TableSchema(lastingTable(), schema.timeToLive(), schema.continuousBackups(), schema.tags());
    }

    /**
     * The table that is left when the indexes that are being deleted are gone, with the definitions of the attributes in its
     * keys. Emulators keep definitions that no key uses any more; the service has none.
     */
    public Table lastingTable() {
        Table table = schema.table();
        List<GlobalSecondaryIndex> lasting = table.globalSecondaryIndexes().stream()
                .filter(index -> !indexBeingDeleted(index.indexName()))
                .toList();
        Set<String> used = new HashSet<>(attributes(table.keySchema()));
        table.localSecondaryIndexes().forEach(index -> used.addAll(attributes(index.keySchema())));
        lasting.forEach(index -> used.addAll(attributes(index.keySchema())));
        table.vectorIndexes().forEach(index -> index.searchSchema().forEach(key -> used.add(key.attributeName())));
        return table.with(copy -> {
            copy.attributeDefinitions = table.attributeDefinitions().stream()
                    .filter(definition -> used.contains(definition.attributeName()))
                    .toList();
            copy.globalSecondaryIndexes = lasting;
        });
    }

    private static List<String> attributes(List<KeySchemaElement> keySchema) {
        return keySchema.stream().map(KeySchemaElement::attributeName).toList();
    }
}
