package dev.ddbtool.naming;

/** An environment. The physical names of its tables contain its name, except in production. */
public record Environment(String name) {

    /** The environment that always exists. Its name is not part of table names, and it is protected. */
    public static final Environment PRODUCTION = new Environment("production");

    /**
     * Creates an environment.
     *
     * @throws NamingException if the name is empty or contains a character that table names cannot contain
     */
    public Environment {
        if (name.isEmpty()) {
            throw new NamingException("the environment name is empty");
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

    /**
     * The part of physical names between the prefix and the logical name: empty in production, otherwise the name and a
     * hyphen.
     */
    String segment() {
        return isProduction() ? "" : name + "-";
    }
}
