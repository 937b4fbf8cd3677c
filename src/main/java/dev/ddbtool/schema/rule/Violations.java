package dev.ddbtool.schema.rule;

import dev.ddbtool.problem.Quoted;
import java.util.List;
import java.util.stream.Collectors;

/** Takes what a rule finds. */
@FunctionalInterface
interface Violations {

    /**
     * Adds one.
     *
     * @param pointer the JSON pointer of the member that breaks the rule
     */
    void add(String pointer, String message);

    /** Adds a violation if the value is not a known one. */
    default void addUnlessKnown(String pointer, String member, String value, List<String> known) {
        if (!known.contains(value)) {
            add(pointer, "%s %s is not known: write %s".formatted(member, Quoted.of(value), choice(known)));
        }
    }

    /** Values to choose from, as a message lists them. */
    static String choice(List<String> values) {
        String but = values.subList(0, values.size() - 1).stream()
                .map(value -> "'" + value + "'")
                .collect(Collectors.joining(", "));
        String last = "'" + values.get(values.size() - 1) + "'";
        return but.isEmpty() ? last : but + " or " + last;
    }
}
