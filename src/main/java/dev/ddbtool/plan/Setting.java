package dev.ddbtool.plan;

import dev.ddbtool.schema.AddableIndex;
import dev.ddbtool.schema.VectorIndex;

/** The settings that can differ, in the order of the report. */
public enum Setting {
    TABLE("table", "table", "Table"),
    KEY_SCHEMA("keySchema", "key schema", "KeySchema"),
    ATTRIBUTE_TYPE("attributeType", "attribute type", "AttributeDefinitions"),
    LOCAL_SECONDARY_INDEX("localSecondaryIndex", "local index", "LocalSecondaryIndexes"),
    GLOBAL_SECONDARY_INDEX("globalSecondaryIndex", "global index", "GlobalSecondaryIndexes"),
    VECTOR_INDEX("vectorIndex", "vector index", "VectorIndexes"),
    BILLING_MODE("billingMode", "billing mode", "BillingModeSummary"),
    PROVISIONED_THROUGHPUT("provisionedThroughput", "provisioned throughput", "ProvisionedThroughput"),
    ON_DEMAND_THROUGHPUT("onDemandThroughput", "on-demand maximums", "OnDemandThroughput"),
    STREAM("stream", "stream", "StreamSpecification"),
    ENCRYPTION("encryption", "encryption", "SSEDescription"),
    TABLE_CLASS("tableClass", "table class", "TableClassSummary"),
    DELETION_PROTECTION("deletionProtection", "deletion protection", "DeletionProtectionEnabled"),
    TIME_TO_LIVE("timeToLive", "TTL", "TimeToLiveDescription"),
    POINT_IN_TIME_RECOVERY("pointInTimeRecovery", "point-in-time recovery", "ContinuousBackupsDescription"),
    TAG("tag", "tag", "Tags");

    private final String word;
    private final String label;
    private final String member;

    Setting(String word, String label, String member) {
        this.word = word;
        this.label = label;
        this.member = member;
    }

    /** The setting that an index belongs to. */
    public static Setting of(AddableIndex index) {
        return index instanceof VectorIndex ? VECTOR_INDEX : GLOBAL_SECONDARY_INDEX;
    }

    /** The name in the JSON report. */
    public String word() {
        return word;
    }

    /** The name in text. */
    public String label() {
        return label;
    }

    /** The member of the schema file that contains it. */
    public String member() {
        return member;
    }
}
