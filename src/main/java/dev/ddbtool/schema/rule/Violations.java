package dev.ddbtool.schema.rule;

import dev.ddbtool.problem.Quoted;
import java.util.List;
import java.util.stream.Collectors;

/** Collects the violations that rules find. */
@FunctionalInterface
interface Violations {

    /**
     * Adds a violation.
     *
     * @param pointer the JSON pointer of the member that breaks the rule
     */
    void add(String pointer, String message);

    /** Adds a violation if the value is unknown. */
    default void addUnlessKnown(String pointer, String member, String value, List<String> known) {
        if (!known.contains(value)) {
            add(pointer, "unknown %s %s: use %s".formatted(member, Quoted.of(value), choice(known)));
        }
    }

    /** The values joined for a message: {@code 'A', 'B' or 'C'}. */
    static String choice(List<String> values) {
        String but = values.subList(0, values.size() - 1).stream()
                .map(value -> "'" + value + "'")
                .collect(Collectors.joining(", "));
        String last = "'" + values.get(values.size() - 1) + "'";
        return but.isEmpty() ? last : but + " or " + last;
    }
}
