package dev.ddbtool.schema.rule;

import java.util.List;
import java.util.stream.Collectors;

/** Values to choose from, as a message lists them. */
final class Choices {

    private Choices() {}

    static String of(List<String> values) {
        String but = values.subList(0, values.size() - 1).stream()
                .map(value -> "'" + value + "'")
                .collect(Collectors.joining(", "));
        String last = "'" + values.get(values.size() - 1) + "'";
        return but.isEmpty() ? last : but + " or " + last;
    }
}
