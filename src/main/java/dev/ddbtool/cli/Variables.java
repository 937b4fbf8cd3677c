package dev.ddbtool.cli;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The environment variables; an empty one counts as not set. */
record Variables(Map<String, String> values) {

    Variables {
        values = Map.copyOf(values);
    }

    Optional<String> get(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** A flag beats a variable, a variable beats the default. */
    String resolve(@Nullable String flag, String variable, String otherwise) {
        return flag != null ? flag : get(variable).orElse(otherwise);
    }
}
