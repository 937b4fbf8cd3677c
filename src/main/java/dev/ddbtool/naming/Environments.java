package dev.ddbtool.naming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The known environments: production, then the others in the given order. */
public final class Environments {

    private final List<Environment> all;

    private Environments(List<Environment> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Production and the environments of a comma-separated list, which may be empty.
     *
     * @throws NamingException as {@link #of} does
     */
    public static Environments parse(String commaSeparated) {
        return of(Arrays.asList(commaSeparated.split(",", -1)));
    }

    /**
     * Production and the given environments. Ignores spaces around names, empty names, duplicates and {@code
     * production} itself.
     *
     * @throws NamingException if a name is invalid, is {@code production} in another case, or begins with another name
     *     and a hyphen, so that the tables of the two could not be distinguished
     */
    public static Environments of(Collection<String> others) {
        Set<Environment> environments = new LinkedHashSet<>();
        environments.add(Environment.PRODUCTION);
        others.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(Environment::new)
                .forEach(environments::add);
        List<Environment> all = new ArrayList<>(environments);
        refuseProductionInAnotherCase(all);
        refuseOneInsideAnother(all);
        return new Environments(all);
    }

    /**
     * The environment with exactly this name. A typing mistake must not become a new environment.
     *
     * @throws NamingException if the environment is unknown; the message lists the known ones, the hint suggests the
     *     nearest
     */
    public Environment named(String name) {
        return all.stream()
                .filter(environment -> environment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
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
                        .findFirst();
    }

    /** Every environment, production first. */
    public List<Environment> all() {
        return all;
    }

    /** Every environment but production. */
    public List<Environment> others() {
        return all.subList(1, all.size());
    }

    private NamingException unknown(String name) {
        List<String> known = all.stream().map(Environment::name).toList();
        String hint = Nearest.to(name, known)
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElse("add it to --environments (or the variable ENVIRONMENTS)");
        return new NamingException(
                "unknown environment '" + name + "'; known environments: " + String.join(", ", known), hint);
    }

    /** Refuses names such as {@code Production}: people would confuse them with the protected environment. */
    private static void refuseProductionInAnotherCase(List<Environment> all) {
        for (Environment environment : all) {
            if (!environment.isProduction() && environment.name().equalsIgnoreCase(Environment.PRODUCTION.name())) {
                throw new NamingException(
                        "environment '" + environment.name() + "' differs from 'production' only in case",
                        "remove it: 'production' always exists");
            }
        }
    }

    private static void refuseOneInsideAnother(List<Environment> all) {
        for (Environment one : all) {
            for (Environment other : all) {
                if (other.name().startsWith(one.name() + "-")) {
                    throw new NamingException(
                            "environment names '" + one.name() + "' and '" + other.name() + "' conflict: '"
                                    + other.name() + "' begins with '" + one.name() + "-'",
                            "rename one of them in --environments (or the variable ENVIRONMENTS)");
                }
            }
        }
    }
}
