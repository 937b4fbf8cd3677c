package dev.ddbtool.schema;

/** A tag; those whose key begins with {@code aws:} belong to the service and are never kept. */
public record Tag(String key, String value) {

    /** The tag whose value is the environment's name, whatever the file says. */
    public static final String ENVIRONMENT = "Environment";
}
