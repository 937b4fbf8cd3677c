package dev.ddbtool.naming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The known environments, the default environment first, then the others in the given order. */
public final class Environments {

    private final String defaultName;
    private final List<Environment> all;

    private Environments(String defaultName, Collection<Environment> all) {
        this.defaultName = defaultName;
        this.all = List.copyOf(all);
    }

    /** The names in a comma-separated list. Ignores spaces around names, and empty names. */
    public static List<String> names(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /**
     * The declared environments.
     *
     * @param defaultName the name of the default environment. It may be undeclared if every command names another
     * @param declared the environments, in the order in which messages list them; their names differ
     * @throws NamingException if two names differ only in case, or if two patterns match the same name
     */
    public static Environments declared(String defaultName, List<Environment> declared) {
        List<Environment> all = new ArrayList<>(declared);
        all.sort(Comparator.comparing(each -> !each.name().equals(defaultName)));
        for (int i = 0; i < all.size(); i++) {
            for (Environment other : all.subList(i + 1, all.size())) {
                refuseAlike(all.get(i), other);
            }
        }
        return new Environments(defaultName, all);
    }

    private static void refuseAlike(Environment one, Environment other) {
        if (one.name().equalsIgnoreCase(other.name())) { // people would confuse them
            throw new NamingException(
                    "environments '" + one.name() + "' and '" + other.name() + "' differ only in case",
                    "rename or remove one of them");
        }
        if (one.isPattern() && other.isPattern()) {
            SharedName.ofPatterns(one.name(), other.name()).ifPresent(name -> {
                throw new NamingException(
                        "environments '" + one.name() + "' and '" + other.name() + "' both match '" + name + "'",
                        "change one of them, so that each name belongs to one environment");
            });
        }
    }

    /**
     * The environment with exactly this name, or the one whose pattern matches it. A typing mistake must not become a
     * new environment.
     *
     * @throws NamingException if the environment is unknown; the message lists the known ones, the hint suggests the
     *     nearest
     */
    public Environment named(String name) {
        return all.stream()
                .filter(each -> each.name().equals(name) && !each.isPattern())
                .findFirst()
                .or(() -> instance(name))
                .orElseThrow(() -> unknown(name));
    }

    /** An environment of a pattern. */
    private Optional<Environment> instance(String name) {
        return pattern(name).map(each -> each.as(name));
    }

    private Optional<Environment> pattern(String name) {
        return all.stream().filter(each -> each.matches(name)).findFirst();
    }

    /**
     * The environment as declared: for an environment of a pattern, the pattern.
     *
     * @throws NamingException if the environment is unknown
     */
    public Environment declaration(String name) {
        Environment known = named(name);
        return all.contains(known) ? known : pattern(name).orElse(known);
    }

    /** Whether the environment is declared, or matches a pattern. */
    public boolean knows(String name) {
        return (declares(name) && !name.contains(NameForm.WILDCARD))
                || instance(name).isPresent();
    }

    /** Whether an environment with exactly this name is declared. */
    boolean declares(String name) {
        return all.stream().anyMatch(each -> each.name().equals(name));
    }

    /** The name of the environment that commands use if none is given. */
    public String defaultName() {
        return defaultName;
    }

    /** Whether commands use this environment if none is given. */
    public boolean isDefault(Environment environment) {
        return environment.name().equals(defaultName);
    }

    /**
     * The environment that a tag names, if it is not the given one. Case is ignored, because some people write {@code
     * Production}.
     */
    public Optional<Environment> another(String tag, Environment than) {
        return tag.equalsIgnoreCase(than.name())
                ? Optional.empty()
                : all.stream()
                        .filter(environment -> environment.name().equalsIgnoreCase(tag))
                        .findFirst()
                        .or(() -> instance(tag));
    }

    /** Every declared environment and pattern, the default environment first. */
    public List<Environment> all() {
        return all;
    }

    private NamingException unknown(String name) {
        List<String> known = all.stream().map(Environment::name).toList();
        String hint = Nearest.to(name, known)
                .map(nearest -> nearest.contains(NameForm.WILDCARD)
                        ? "use a name that matches '" + nearest + "': * stands for one or more of a-z and 0-9"
                        : "did you mean '" + nearest + "'?")
                .orElse("declare it in ddbtool.toml, or add it to --environments");
        return new NamingException(
                "unknown environment '" + name + "'; known environments: " + String.join(", ", known), hint);
    }
}
