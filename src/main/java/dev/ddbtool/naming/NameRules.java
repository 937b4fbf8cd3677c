package dev.ddbtool.naming;

import java.util.Locale;
import java.util.Optional;

/**
 * DynamoDB's rules for table names: 3 to 255 characters of {@code [a-zA-Z0-9_.-]} (service model, {@code TableName}).
 */
final class NameRules {

    static final int MIN_LENGTH = 3;
    static final int MAX_LENGTH = 255;
    static final String CHARACTERS = "[a-zA-Z0-9_.-]";

    private NameRules() {}

    /** What is wrong with the characters of a part of a name, as the end of a sentence; empty if they are valid. */
    static Optional<String> illegalCharacters(String part) {
        return part.codePoints()
                .filter(c -> !isLegal(c))
                .mapToObj(c -> "contains " + shown(c) + ", but only a-z, A-Z, 0-9, '_', '.' and '-' are allowed")
                .findFirst();
    }

    private static boolean isLegal(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '.'
                || c == '-';
    }

    /** Shows control characters by number, because a line break in a message would hide the problem. */
    private static String shown(int c) {
        return Character.isISOControl(c) ? String.format(Locale.ROOT, "U+%04X", c) : "'" + Character.toString(c) + "'";
    }
}
