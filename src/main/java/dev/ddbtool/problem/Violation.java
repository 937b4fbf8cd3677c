package dev.ddbtool.problem;

/**
 * Something that is wrong with a table's description.
 *
 * @param pointer where: a JSON pointer such as {@code /Table/GlobalSecondaryIndexes/0/KeySchema}
 * @param message what is wrong, with the value and the limit, and what to write instead
 */
public record Violation(String pointer, String message) {}
