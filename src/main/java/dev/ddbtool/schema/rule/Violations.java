package dev.ddbtool.schema.rule;

/** Takes what a rule finds. */
@FunctionalInterface
interface Violations {

    /**
     * Adds one.
     *
     * @param pointer the JSON pointer of the member that breaks the rule
     */
    void add(String pointer, String message);
}
