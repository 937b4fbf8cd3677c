package dev.ddbtool.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@code DescribeTable} response that schema files keep. Components are in the order of the service
 * model, which is also the order of the members in a file. Absent components and empty lists mean the service's
 * default, since {@code DescribeTable} omits empty index lists and streams that are off. For live tables, {@link
 * #sseDescription} and {@link #tableClassSummary} are absent only if an emulator does not report them.
 *
 * @param tableSizeBytes a statistic, in bytes, never compared
 * @param itemCount a statistic, never compared
 * @param replicas recorded, never created
 * @param globalTableWitnesses recorded, never created
 * @param multiRegionConsistency recorded, never created
 */
public record Table(
        List<AttributeDefinition> attributeDefinitions,
        String tableName,
        List<KeySchemaElement> keySchema,
        @Nullable ProvisionedThroughput provisionedThroughput,
        @Nullable Long tableSizeBytes,
        @Nullable Long itemCount,
        @Nullable BillingModeSummary billingModeSummary,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LocalSecondaryIndex> localSecondaryIndexes,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<GlobalSecondaryIndex> globalSecondaryIndexes,
        @Nullable StreamSpecification streamSpecification,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Replica> replicas,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<GlobalTableWitness> globalTableWitnesses,
        @JsonProperty("SSEDescription") @Nullable SseDescription sseDescription,
        @Nullable TableClassSummary tableClassSummary,
        @Nullable Boolean deletionProtectionEnabled,
        @Nullable OnDemandThroughput onDemandThroughput,
        @Nullable String multiRegionConsistency,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<VectorIndex> vectorIndexes) {

    public Table {
        attributeDefinitions = Lists.copyOrEmpty(attributeDefinitions);
        keySchema = Lists.copyOrEmpty(keySchema);
        localSecondaryIndexes = Lists.copyOrEmpty(localSecondaryIndexes);
        globalSecondaryIndexes = Lists.copyOrEmpty(globalSecondaryIndexes);
        streamSpecification = StreamSpecification.OFF.equals(streamSpecification) ? null : streamSpecification;
        replicas = Lists.copyOrEmpty(replicas);
        globalTableWitnesses = Lists.copyOrEmpty(globalTableWitnesses);
        vectorIndexes = Lists.copyOrEmpty(vectorIndexes);
    }

    /**
     * The billing mode. Without a billing summary, it is {@code PROVISIONED} if the table has provisioned throughput, as in
     * {@code DescribeTable}, otherwise {@code PAY_PER_REQUEST}.
     */
    public String billingMode() {
        if (billingModeSummary != null) {
            return billingModeSummary.billingMode();
        }
        return provisionedThroughput == null ? BillingModeSummary.PAY_PER_REQUEST : BillingModeSummary.PROVISIONED;
    }

    public boolean onDemand() {
        return billingMode().equals(BillingModeSummary.PAY_PER_REQUEST);
    }

    /** The table class; {@code STANDARD} if absent. */
    public String tableClass() {
        return tableClassSummary == null ? TableClassSummary.STANDARD : tableClassSummary.tableClass();
    }

    public boolean deletionProtected() {
        return Boolean.TRUE.equals(deletionProtectionEnabled);
    }

    /** The view type of the stream; null if the stream is off. */
    public @Nullable String streamViewType() {
        return streamSpecification != null && streamSpecification.streamEnabled()
                ? streamSpecification.streamViewType()
                : null;
    }

    /** The type of an attribute; null if it is not defined. */
    public @Nullable String attributeType(String attributeName) {
        for (AttributeDefinition definition : attributeDefinitions) {
            if (definition.attributeName().equals(attributeName)) {
                return definition.attributeType();
            }
        }
        return null;
    }

    public @Nullable GlobalSecondaryIndex globalSecondaryIndex(String indexName) {
        for (GlobalSecondaryIndex index : globalSecondaryIndexes) {
            if (index.indexName().equals(indexName)) {
                return index;
            }
        }
        return null;
    }

    /** The global indexes, then the vector indexes. */
    public List<AddableIndex> addableIndexes() {
        return Stream.<AddableIndex>concat(globalSecondaryIndexes.stream(), vectorIndexes.stream())
                .toList();
    }

    /** The ARN of the KMS key that encrypts the table; null if there is none. */
    public @Nullable String keyArn() {
        return sseDescription != null && sseDescription.enabled() ? sseDescription.kmsMasterKeyArn() : null;
    }

    /** A copy with some components changed: {@code table.with(copy -> copy.tableName = "orders")}. */
    public Table with(Consumer<Copy> changes) {
        Copy copy = new Copy(this);
        changes.accept(copy);
        return copy.table();
    }

    /** The stream of a table, with a view type if it is on. An absent stream is off. */
    public record StreamSpecification(
            boolean streamEnabled, @Nullable String streamViewType) {

        public static final StreamSpecification OFF = new StreamSpecification(false, null);
    }

    /** How throughput is charged. */
    public record BillingModeSummary(String billingMode) {

        public static final String PROVISIONED = "PROVISIONED";
        public static final String PAY_PER_REQUEST = "PAY_PER_REQUEST";
    }

    /** A witness Region of a global table: recorded, never created. */
    public record GlobalTableWitness(String regionName) {}

    /** The components of a copy, to be changed before the copy is created. */
    public static final class Copy {
        public List<AttributeDefinition> attributeDefinitions;
        public String tableName;
        public List<KeySchemaElement> keySchema;
        public @Nullable ProvisionedThroughput provisionedThroughput;
        public @Nullable Long tableSizeBytes;
        public @Nullable Long itemCount;
        public @Nullable BillingModeSummary billingModeSummary;
        public List<LocalSecondaryIndex> localSecondaryIndexes;
        public List<GlobalSecondaryIndex> globalSecondaryIndexes;
        public @Nullable StreamSpecification streamSpecification;
        public List<Replica> replicas;
        public List<GlobalTableWitness> globalTableWitnesses;
        public @Nullable SseDescription sseDescription;
        public @Nullable TableClassSummary tableClassSummary;
        public @Nullable Boolean deletionProtectionEnabled;
        public @Nullable OnDemandThroughput onDemandThroughput;
        public @Nullable String multiRegionConsistency;
        public List<VectorIndex> vectorIndexes;

        private Copy(Table table) {
            attributeDefinitions = table.attributeDefinitions;
            tableName = table.tableName;
            keySchema = table.keySchema;
            provisionedThroughput = table.provisionedThroughput;
            tableSizeBytes = table.tableSizeBytes;
            itemCount = table.itemCount;
            billingModeSummary = table.billingModeSummary;
            localSecondaryIndexes = table.localSecondaryIndexes;
            globalSecondaryIndexes = table.globalSecondaryIndexes;
            streamSpecification = table.streamSpecification;
            replicas = table.replicas;
            globalTableWitnesses = table.globalTableWitnesses;
            sseDescription = table.sseDescription;
            tableClassSummary = table.tableClassSummary;
            deletionProtectionEnabled = table.deletionProtectionEnabled;
            onDemandThroughput = table.onDemandThroughput;
            multiRegionConsistency = table.multiRegionConsistency;
            vectorIndexes = table.vectorIndexes;
        }

        private Table table() {
            return new Table(
                    attributeDefinitions,
                    tableName,
                    keySchema,
                    provisionedThroughput,
                    tableSizeBytes,
                    itemCount,
                    billingModeSummary,
                    localSecondaryIndexes,
                    globalSecondaryIndexes,
                    streamSpecification,
                    replicas,
                    globalTableWitnesses,
                    sseDescription,
                    tableClassSummary,
                    deletionProtectionEnabled,
                    onDemandThroughput,
                    multiRegionConsistency,
                    vectorIndexes);
        }
    }
}
