package dev.ddbtool.schema;

/** An attribute that is used in some key, and its type: {@code S}, {@code N} or {@code B}. */
public record AttributeDefinition(String attributeName, String attributeType) {}
