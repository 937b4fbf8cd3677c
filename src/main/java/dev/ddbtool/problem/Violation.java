package dev.ddbtool.problem;

/**
 * A rule that a table breaks.
 *
 * @param pointer a JSON pointer to the member, such as {@code /Table/GlobalSecondaryIndexes/0/KeySchema}
 * @param message what is wrong, with the value and the limit, and what to use instead
 */
public record Violation(String pointer, String message) {}
