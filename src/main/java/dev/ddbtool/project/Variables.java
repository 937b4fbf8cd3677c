package dev.ddbtool.project;

import java.util.Map;
import java.util.Optional;

/** The environment variables. An empty variable counts as unset. */
public record Variables(Map<String, String> values) {

    public Variables {
        values = Map.copyOf(values);
    }

    public Optional<String> get(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
