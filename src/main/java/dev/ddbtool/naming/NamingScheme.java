package dev.ddbtool.naming;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form of table names, with or without the word of an environment.
 *
 * @param prefix empty if names have none
 * @param before the separator after the prefix; empty without a prefix
 * @param separator the separator between the word and the logical name
 * @param atEnd whether the word is at the end, not after the prefix
 */
record NamingScheme(String prefix, String before, String separator, boolean atEnd) {

    static final String SEPARATOR = "[-_.]";

    /** The word of an environment in a name, and the logical name. */
    record Parts(String word, String table) {}

    /** The same scheme with a prefix, given with its separator. */
    NamingScheme under(String start) {
        return start.isEmpty()
                ? this
                : new NamingScheme(
                        start.substring(0, start.length() - 1), start.substring(start.length() - 1), separator, atEnd);
    }

    /** The text with which all names begin. */
    String start() {
        return prefix + before;
    }

    /** The regular expression of names that contain one of these words. */
    Pattern form(EnvironmentWords words) {
        String word = "(?<word>" + words.regex() + ")";
        String table = "(?<table>.+?)";
        return Pattern.compile(Pattern.quote(start())
                + (atEnd ? table + Pattern.quote(separator) + word : word + Pattern.quote(separator) + table));
    }

    /** Splits a name of a {@link #form}. */
    static Optional<Parts> split(String name, Pattern form) {
        Matcher matcher = form.matcher(name);
        return matcher.matches()
                ? Optional.of(new Parts(matcher.group("word"), matcher.group("table")))
                : Optional.empty();
    }

    /** The template of names with the word, or without it. */
    NameTemplate template(boolean withWord) {
        String start = prefix.isEmpty() ? "" : "{prefix}" + before;
        if (!withWord) {
            return new NameTemplate(start + "{table}");
        }
        return new NameTemplate(
                start + (atEnd ? "{table}" + separator + "{environment}" : "{environment}" + separator + "{table}"));
    }
}
