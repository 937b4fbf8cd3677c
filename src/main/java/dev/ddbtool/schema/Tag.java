package dev.ddbtool.schema;

/** A tag. Tags whose key begins with {@code aws:} belong to AWS and are never recorded. */
public record Tag(String key, String value) {

    /** The tag whose value is the name of the target environment, whatever the file says. */
    public static final String ENVIRONMENT = "Environment";

    /** The tag of a table that ddbtool has restored: source and moment. It is never exported. */
    public static final String RESTORED = "ddbtool:restored";

    /** The start of tag keys that only AWS can set. */
    public static final String RESERVED_PREFIX = "aws:";

    /** Whether the tag belongs to AWS, such as the tags of CloudFormation. */
    public static boolean isReserved(String key) {
        return key.startsWith(RESERVED_PREFIX);
    }
}
