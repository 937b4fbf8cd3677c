package dev.ddbtool.naming;

import org.jspecify.annotations.Nullable;

/** One environment; every one but production has a segment of its own in the names of its tables. */
public record Environment(String name) {

    /** The environment that always exists, has no segment in its names and is the protected one. */
    public static final Environment PRODUCTION = new Environment("production");

    /**
     * An environment of this name.
     *
     * @throws NamingException if the name is empty or has a character that no table name may have
     */
    public Environment {
        if (name.isEmpty()) {
            throw new NamingException("environment name '' is empty");
        }
        String given = name;
        NameRules.illegalCharacters(given).ifPresent(reason -> {
            throw new NamingException("environment name '" + given + "' " + reason);
        });
    }

    /** Whether this is {@link #PRODUCTION}. */
    public boolean isProduction() {
        return equals(PRODUCTION);
    }

    // Java makes those of a record when they are first called, which takes a short run longer than the rest of naming.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Environment environment && environment.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** What stands between the prefix and the logical name: empty in production, else the name and a hyphen. */
    String segment() {
        return isProduction() ? "" : name + "-";
    }
}
