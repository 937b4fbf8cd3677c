package dev.ddbtool.naming;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A template of physical table names, such as <code>{prefix}-{environment}-{table}</code>: literal text with
 * <code>{table}</code> exactly once, <code>{prefix}</code> and <code>{environment}</code> at most once.
 */
public record NameTemplate(String text) {

    private static final String TABLE = "{table}";
    private static final String PREFIX = "{prefix}";
    private static final String ENVIRONMENT = "{environment}";

    private static final List<String> PLACEHOLDERS = List.of(TABLE, ENVIRONMENT, PREFIX);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}");

    /** The template of environments that have none: production has no word for its environment. */
    static final NameTemplate PRODUCTION = new NameTemplate("{prefix}-{table}");

    static final NameTemplate OTHERS = new NameTemplate("{prefix}-{environment}-{table}");

    /**
     * Checks the template.
     *
     * @throws NamingException if a placeholder is unknown, missing or repeated, or if the text contains a character
     *     that table names cannot contain
     */
    public NameTemplate {
        List<String> used = new ArrayList<>(
                PLACEHOLDER.matcher(text).results().map(MatchResult::group).toList());
        String given = "table-name '" + text + "' ";
        used.stream().filter(each -> !PLACEHOLDERS.contains(each)).findFirst().ifPresent(each -> {
            throw new NamingException(
                    given + "contains " + each + ", which is not a placeholder",
                    "use {table}, {environment} and {prefix}");
        });
        if (!used.remove(TABLE)) {
            throw new NamingException(
                    given + "does not contain {table}", "add it where the logical name belongs: {prefix}-{table}");
        }
        for (String each : PLACEHOLDERS) {
            if (used.indexOf(each) != used.lastIndexOf(each) || (each.equals(TABLE) && used.contains(each))) {
                throw new NamingException(given + "contains " + each + " more than once", "use it once");
            }
        }
        NameRules.illegalCharacters(PLACEHOLDER.matcher(text).replaceAll("")).ifPresent(reason -> {
            throw new NamingException(given + reason);
        });
    }

    /** The template of an environment that has none of its own. */
    public static NameTemplate standard(String environment) {
        return environment.equals(Environment.PRODUCTION_NAME) ? PRODUCTION : OTHERS;
    }

    /** Whether names contain the prefix. */
    public boolean usesPrefix() {
        return text.contains(PREFIX);
    }

    /** Whether names contain the name of the environment. */
    boolean usesEnvironment() {
        return text.contains(ENVIRONMENT);
    }

    /** Whether the name of the environment is behind the logical name. */
    boolean endsWithEnvironment() {
        return text.indexOf(ENVIRONMENT) > text.indexOf(TABLE);
    }

    /**
     * The names of one environment. Without a prefix, the separator after it is omitted too.
     *
     * @param environment its name or pattern
     */
    NameForm form(String prefix, String environment) {
        String all = prefix.isEmpty() ? text.replaceFirst("\\{prefix}[-_.]?", "") : text.replace(PREFIX, prefix);
        String named = all.replace(ENVIRONMENT, environment);
        int table = named.indexOf(TABLE);
        return new NameForm(named.substring(0, table), named.substring(table + TABLE.length()));
    }
}
