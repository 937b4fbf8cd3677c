package dev.ddbtool.naming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The known environments: production first, then the others in the order given. */
public final class Environments {

    private final List<Environment> all;

    private Environments(List<Environment> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Production and what a comma-separated list names; the empty list stands for production alone.
     *
     * @throws NamingException as {@link #of} does
     */
    public static Environments parse(String commaSeparated) {
        return of(Arrays.asList(commaSeparated.split(",", -1)));
    }

    /**
     * Production and these; blanks around a name, blank names, repetitions and {@code production} itself are ignored.
     *
     * @throws NamingException if a name is not well-formed, is {@code production} in another case, or is another's
     *     followed by {@code -…}: the names of their tables could not be told apart
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
     * The environment of exactly this name, since a typing mistake must not become an environment.
     *
     * @throws NamingException if it is not known; the message lists the known ones, the hint suggests the nearest
     */
    public Environment named(String name) {
        return all.stream()
                .filter(environment -> environment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    /** The environment that a tag names, if it is another than this one; people write {@code Production} as well. */
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
                .orElse("name it in --environments or ENVIRONMENTS if it is one of yours");
        return new NamingException(
                "unknown environment '" + name + "', known are "
                        + known.stream().map(each -> "'" + each + "'").collect(Collectors.joining(", ")),
                hint);
    }

    /** {@code Production} would be a second environment whose name reads like that of the protected one. */
    private static void refuseProductionInAnotherCase(List<Environment> all) {
        for (Environment environment : all) {
            if (!environment.isProduction() && environment.name().equalsIgnoreCase(Environment.PRODUCTION.name())) {
                throw new NamingException(
                        "environment '" + environment.name() + "' differs from 'production' only in case",
                        "leave it out: 'production' always exists");
            }
        }
    }

    private static void refuseOneInsideAnother(List<Environment> all) {
        for (Environment one : all) {
            for (Environment other : all) {
                if (other.name().startsWith(one.name() + "-")) {
                    throw new NamingException(
                            "environments '" + one.name() + "' and '" + other.name()
                                    + "' cannot both be known: no name may be another's followed by '-…'",
                            "rename one of them in --environments or ENVIRONMENTS");
                }
            }
        }
    }
}
