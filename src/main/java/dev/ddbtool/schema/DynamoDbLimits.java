package dev.ddbtool.schema;

/** The limits of DynamoDB that ddbtool checks before a call, each with its source. */
public final class DynamoDbLimits {

    /** Local secondary indexes per table (Developer Guide, "Quotas"; DynamoDB Local returns the same). */
    public static final int LOCAL_INDEXES = 5;

    /**
     * Global secondary indexes per table (Developer Guide, "Quotas"; AWS returns "GlobalSecondaryIndex count exceeds the
     * per-table limit of 20", and DynamoDB Local refuses the 21st too).
     */
    public static final int GLOBAL_INDEXES = 20;

    /**
     * Vector indexes per table (Developer Guide, "Quotas"; AWS returns "VectorIndex count exceeds the per-table limit of
     * 5").
     */
    public static final int VECTOR_INDEXES = 5;

    /**
     * The most partition key attributes, and the most sort key attributes, of a global index (Developer Guide,
     * "Multi-attribute keys").
     */
    public static final int KEY_ATTRIBUTES_OF_GLOBAL_INDEX = 4;

    /** Characters in the name of an index (service model, {@code IndexName}). */
    public static final int SHORTEST_INDEX_NAME = 3;

    /** Characters in the name of a table or an index (service model, {@code TableName} and {@code IndexName}). */
    public static final int LONGEST_NAME = 255;

    /** Bytes in the name of an attribute in a key, a projection or TTL (Developer Guide, "Quotas"; DynamoDB Local). */
    public static final int ATTRIBUTE_NAME_BYTES = 255;

    /** {@code NonKeyAttributes} of one index (service model, {@code NonKeyAttributeNameList}). */
    public static final int NON_KEY_ATTRIBUTES_OF_INDEX = 20;

    /**
     * {@code NonKeyAttributes} of all local and global indexes of a table, each counted once per index (service model,
     * {@code Projection}).
     */
    public static final int NON_KEY_ATTRIBUTES_OF_TABLE = 100;

    /**
     * Read or write capacity units. AWS calls more "out of bounds" ({@code CreateTable}, recorded by dynalite's tests;
     * dynoxide does the same). AWS compares on-demand maximums with the account's quota of these units, so they cannot
     * be larger either. The quotas differ between accounts.
     */
    public static final long CAPACITY_UNITS = 1_000_000_000_000L;

    /** Days of point-in-time recovery (service model, {@code RecoveryPeriodInDays}). */
    public static final int RECOVERY_PERIOD_IN_DAYS = 35;

    /**
     * Tags of a table, not counting those that AWS sets (service model, {@code Tag}; Developer Guide, "Tagging
     * restrictions").
     */
    public static final int TAGS = 50;

    /** Characters in the key of a tag (service model, {@code TagKeyString}). */
    public static final int TAG_KEY = 128;

    /** Characters in the value of a tag, which may be empty (service model, {@code TagValueString}). */
    public static final int TAG_VALUE = 256;

    /** Dimensions of a vector (CloudFormation reference, {@code VectorIndex}). */
    public static final int DIMENSIONS = 4096;

    private DynamoDbLimits() {}
}
