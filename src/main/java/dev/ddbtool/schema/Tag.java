package dev.ddbtool.schema;

/** A tag; those whose key begins with {@code aws:} belong to the service and are never kept. */
public record Tag(String key, String value) {

    /** The tag whose value is the environment's name, whatever the file says. */
    public static final String ENVIRONMENT = "Environment";

    /** Tags with this beginning are the service's and cannot be set. */
    public static final String RESERVED_PREFIX = "aws:";

    /** Whether a tag of this key belongs to the service, as those of CloudFormation do. */
    public static boolean isReserved(String key) {
        return key.startsWith(RESERVED_PREFIX);
    }
}
