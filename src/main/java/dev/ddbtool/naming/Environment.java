package dev.ddbtool.naming;

import java.util.Locale;
import java.util.Set;

/**
 * An environment and the names of its tables. A name with a {@code *} is a pattern, such as {@code pr-*}: it declares
 * all environments whose names match.
 */
public record Environment(String name, NameTemplate template, Place place) {

    static final String PRODUCTION_NAME = "production";

    /** The names that people give to the environment with the data of their users. */
    static final Set<String> PRODUCTION_NAMES = Set.of(PRODUCTION_NAME, "prod", "prd", "live");

    /** Whether people give this name to the environment with the data of their users, in lower or upper case. */
    public static boolean isProductionName(String name) {
        return PRODUCTION_NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The environment that exists unless a project declares others. Its name is not part of table names. */
    public static final Environment PRODUCTION = new Environment(PRODUCTION_NAME);

    /**
     * Creates an environment.
     *
     * @throws NamingException if the name is empty, contains a character that table names cannot contain or more than
     *     one {@code *}, or if the template cannot distinguish the environments of a pattern
     */
    public Environment {
        if (name.isEmpty()) {
            throw new NamingException("the environment name is empty");
        }
        String given = name;
        NameRules.illegalCharacters(given.replaceFirst("\\*", "")).ifPresent(reason -> {
            throw new NamingException("environment name '" + given + "' " + reason);
        });
        if (given.contains(NameForm.WILDCARD)) {
            checkPattern(given, template);
        }
    }

    /** An environment with the template that is the default for its name. */
    public Environment(String name) {
        this(name, NameTemplate.standard(name), Place.UNDECLARED);
    }

    /** The same environment with the given name, which matches the pattern. */
    Environment as(String instance) {
        return new Environment(instance, template, place);
    }

    /** The same environment in this Region. */
    public Environment in(String region) {
        return new Environment(name, template, new Place(place.account(), region, place.endpoint()));
    }

    /** Whether this is a pattern. */
    public boolean isPattern() {
        return name.contains(NameForm.WILDCARD);
    }

    /** Whether a pattern matches the name of an environment. */
    boolean matches(String instance) {
        return isPattern() && instance.matches(NameForm.regex(name));
    }

    private static void checkPattern(String name, NameTemplate template) {
        if (!template.usesEnvironment()) {
            throw new NamingException(
                    "table-name '" + template.text() + "' of pattern '" + name + "' does not contain {environment}",
                    "add it, so that each environment has its own tables: {prefix}-{environment}-{table}");
        }
        if (template.form("p", name).wildcardIsUnbounded()) {
            throw new NamingException(
                    "the '*' in environment '" + name + "' touches a letter, a digit or {table} in '" + template.text()
                            + "'",
                    "put '-', '_' or '.' on both sides of it, so that one name cannot belong to two environments");
        }
    }
}
