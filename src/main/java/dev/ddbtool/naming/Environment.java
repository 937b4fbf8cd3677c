package dev.ddbtool.naming;

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

    /** What stands between the prefix and the logical name: empty in production, else the name and a hyphen. */
    String segment() {
        return isProduction() ? "" : name + "-";
    }
}
