package dev.ddbtool.schema;

/** One attribute of a key; the order of elements in a key schema matters. */
public record KeySchemaElement(String attributeName, String keyType) {

    public static final String HASH = "HASH";
    public static final String RANGE = "RANGE";

    public boolean isPartitionKey() {
        return keyType.equals(HASH);
    }
}
