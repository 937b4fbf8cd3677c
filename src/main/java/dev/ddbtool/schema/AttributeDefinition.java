package dev.ddbtool.schema;

/** A key attribute and its type: {@code S}, {@code N} or {@code B}. */
public record AttributeDefinition(String attributeName, String attributeType) {}
