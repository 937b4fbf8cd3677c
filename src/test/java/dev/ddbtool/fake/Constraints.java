package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The first check of the service: every member against its shape, with all violations in one error. */
final class Constraints {

    static final String NAME = "[a-zA-Z0-9_.-]+";

    private final List<String> violations = new ArrayList<>();

    Constraints required(JsonNode value, String path) {
        if (absent(value)) {
            violations.add("Value null at '" + path + "' failed to satisfy constraint: Member must not be null");
        }
        return this;
    }

    Constraints oneOf(JsonNode value, String path, String... allowed) {
        if (!absent(value) && !List.of(allowed).contains(value.asText())) {
            add(value, path, "Member must satisfy enum value set: [" + String.join(", ", allowed) + "]");
        }
        return this;
    }

    /** Characters of a text, or elements of a list. */
    Constraints length(JsonNode value, String path, int least, int most) {
        if (absent(value)) {
            return this;
        }
        int length = value.isArray() ? value.size() : value.asText().length();
        if (length < least) {
            add(value, path, "Member must have length greater than or equal to " + least);
        }
        if (length > most) {
            add(value, path, "Member must have length less than or equal to " + most);
        }
        return this;
    }

    Constraints range(JsonNode value, String path, long least, long most) {
        if (!absent(value) && value.asLong() < least) {
            add(value, path, "Member must have value greater than or equal to " + least);
        }
        if (!absent(value) && value.asLong() > most) {
            add(value, path, "Member must have value less than or equal to " + most);
        }
        return this;
    }

    /** The name of a table or an index. */
    Constraints name(JsonNode value, String path) {
        required(value, path).length(value, path, 3, 255);
        if (!absent(value) && !Pattern.matches(NAME, value.asText())) {
            add(value, path, "Member must satisfy regular expression pattern: " + NAME);
        }
        return this;
    }

    void check() {
        if (!violations.isEmpty()) {
            String errors = violations.size() == 1 ? "1 validation error" : violations.size() + " validation errors";
            throw ServiceError.validation(errors + " detected: " + String.join("; ", violations));
        }
    }

    private void add(JsonNode value, String path, String constraint) {
        String shown = value.isTextual() || value.isNumber() ? value.asText() : value.toString();
        violations.add("Value '" + shown + "' at '" + path + "' failed to satisfy constraint: " + constraint);
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
