package dev.ddbtool.naming;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The physical names of one environment: the text before and after the logical name. For a pattern of environments, one
 * of them contains a {@code *}, which stands for one or more of {@code [a-z0-9]}.
 */
record NameForm(String before, String after) {

    static final String WILDCARD = "*";
    static final String WILDCARD_CHARACTERS = "[a-z0-9]";

    /** The name of a table. */
    String name(String table) {
        return before + table + after;
    }

    /** The literal text with which all names begin. */
    String start() {
        return before.split("\\*", 2)[0];
    }

    /** The number of characters that are the same in all names. */
    int literals() {
        return name("").replace(WILDCARD, "").length();
    }

    /** The name with a placeholder for the logical name, for messages. */
    String shown() {
        return name("{table}");
    }

    /**
     * The logical name and the text that the wildcard stands for, which is empty without one; nothing if the name has
     * another form. The logical name may be empty.
     */
    Optional<Match> match(String physical) {
        if (!name("").contains(WILDCARD)) {
            return physical.startsWith(before)
                            && physical.endsWith(after)
                            && physical.length() >= before.length() + after.length()
                    ? Optional.of(
                            new Match(physical.substring(before.length(), physical.length() - after.length()), ""))
                    : Optional.empty();
        }
        Matcher matcher = Pattern.compile(regex(before) + "(?<table>.*)" + regex(after), Pattern.DOTALL)
                .matcher(physical);
        return matcher.matches()
                ? Optional.of(new Match(matcher.group("table"), matcher.group("wildcard")))
                : Optional.empty();
    }

    record Match(String table, String wildcard) {}

    /** The regular expression of a text that may contain a wildcard. */
    static String regex(String text) {
        int wildcard = text.indexOf(WILDCARD);
        return wildcard < 0
                ? Pattern.quote(text)
                : Pattern.quote(text.substring(0, wildcard)) + "(?<wildcard>" + WILDCARD_CHARACTERS + "+)"
                        + Pattern.quote(text.substring(wildcard + 1));
    }

    /** Whether the character before or after the wildcard could be part of what it stands for. */
    boolean wildcardIsUnbounded() {
        return name("\0").matches("(?s).*([a-z0-9\0]\\*|\\*[a-z0-9\0]).*");
    }
}
