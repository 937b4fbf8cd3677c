package dev.ddbtool.plan;

/** What of a table can differ, by the name that the JSON report and people read; in the order in which it is reported. */
public enum Setting {
    TABLE("table", "table"),
    KEY_SCHEMA("keySchema", "key schema"),
    ATTRIBUTE_TYPE("attributeType", "attribute type"),
    LOCAL_SECONDARY_INDEX("localSecondaryIndex", "local index"),
    GLOBAL_SECONDARY_INDEX("globalSecondaryIndex", "global index"),
    VECTOR_INDEX("vectorIndex", "vector index"),
    BILLING_MODE("billingMode", "billing mode"),
    PROVISIONED_THROUGHPUT("provisionedThroughput", "provisioned throughput"),
    ON_DEMAND_THROUGHPUT("onDemandThroughput", "on-demand maximums"),
    STREAM("stream", "stream"),
    ENCRYPTION("encryption", "encryption"),
    TABLE_CLASS("tableClass", "table class"),
    DELETION_PROTECTION("deletionProtection", "deletion protection"),
    TIME_TO_LIVE("timeToLive", "TTL"),
    POINT_IN_TIME_RECOVERY("pointInTimeRecovery", "point-in-time recovery"),
    TAG("tag", "tag");

    private final String word;
    private final String label;

    Setting(String word, String label) {
        this.word = word;
        this.label = label;
    }

    /** The name in the JSON report. */
    public String word() {
        return word;
    }

    /** The name in text. */
    public String label() {
        return label;
    }
}
