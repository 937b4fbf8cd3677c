package dev.ddbtool.naming;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Converts between logical and physical table names. The mapping is one-to-one among the environments that may share an
 * account and Region with the target environment.
 */
public final class TableNames {

    private final String prefix;
    private final Environments environments;
    private final List<Neighbour> neighbours;

    /** A table's logical name and its environment. Together they determine the physical name. */
    public record TableName(Environment environment, String table) {}

    /** An environment and the form of its physical names. */
    private record Neighbour(Environment environment, NameForm form) {}

    /** Why a logical name cannot be used, with a hint if there is one. */
    private record Refusal(String message, @Nullable String hint) {}

    /** A name that has the form of an environment. */
    private record Candidate(TableName name, boolean pattern, int literals) {

        static final Comparator<Candidate> ORDER =
                Comparator.comparingInt(Candidate::literals).thenComparing(each -> !each.pattern);
    }

    /**
     * The names of the default environment.
     *
     * @throws NamingException as the other constructor does
     */
    public TableNames(String prefix, Environments environments) {
        this(prefix, environments, null);
    }

    /**
     * Creates the names under a prefix. The prefix may be empty, and one hyphen at its end is ignored.
     *
     * @param target the environment whose neighbours are considered; null for all environments
     * @throws NamingException if the prefix contains a character that table names cannot contain, is only a hyphen,
     *     ends with two hyphens, or ends with the name of an environment, because the tables of that environment would
     *     then look like those of production; or if a name could belong to two environments
     */
    public TableNames(String prefix, Environments environments, @Nullable Environment target) {
        this.prefix = prefix.endsWith("-") ? prefix.substring(0, prefix.length() - 1) : prefix;
        this.environments = environments;
        List<Environment> near = new ArrayList<>(environments.all());
        if (target != null) {
            near.removeIf(
                    each -> each.name().equals(target.name()) || !each.place().mayEqual(target.place()));
            near.add(0, target);
        }
        this.neighbours =
                near.stream().map(each -> new Neighbour(each, form(each))).toList();
        checkPrefix(prefix);
        refuseAmbiguity();
    }

    /** The prefix without the hyphen that follows it in names; empty if there is none. */
    public String prefix() {
        return prefix;
    }

    /** The known environments. */
    public Environments environments() {
        return environments;
    }

    /**
     * The physical name of a table.
     *
     * @throws NamingException if the environment is unknown, or the logical name has a {@link #problem}
     */
    public String physical(Environment environment, String table) {
        NameForm form = form(environments.named(environment.name()));
        refusal(table).ifPresent(refusal -> {
            throw new NamingException(refusal.message(), refusal.hint());
        });
        return form.name(table);
    }

    /**
     * The environment and logical name of a {@link #physical} name; empty if the name belongs to no known environment,
     * or if its last part is not a valid logical name.
     */
    public Optional<TableName> resolve(String physical) {
        return split(physical).filter(name -> refusal(name.table()).isEmpty());
    }

    /**
     * Why a live table is skipped although its name has the form of the environment; empty if it is not skipped or
     * belongs to another environment. Callers that list tables report the reason.
     */
    public Optional<String> skipReason(Environment environment, String physical) {
        return split(physical)
                .filter(name -> name.environment().equals(environment))
                .flatMap(name -> problem(name.table()));
    }

    /**
     * Why a logical name cannot be used: it contains an invalid character, or its physical name in some environment
     * belongs to another environment or is shorter than 3 or longer than 255 characters (service model, {@code
     * TableName}).
     */
    public Optional<String> problem(String table) {
        return refusal(table).map(Refusal::message);
    }

    /**
     * The start of all physical names of the environment. Names of other environments may start alike.
     *
     * @throws NamingException if the environment is unknown
     */
    public String listPrefix(Environment environment) {
        return form(environments.named(environment.name())).start();
    }

    /** The form of the environment's physical names, such as <code>shop-staging-{table}</code>, for messages. */
    public String shownForm(Environment environment) {
        return form(environment).shown();
    }

    /**
     * Families: live tables that look like those of an undeclared environment, by the name of that environment.
     *
     * @param live the logical names of all live tables in one environment
     * @param described the logical names of its schema files, which belong to no family
     */
    public SortedMap<String, List<String>> families(Collection<String> live, Collection<String> described) {
        boolean atEnd =
                environments.all().stream().anyMatch(each -> each.template().endsWithEnvironment());
        return new Families(live, described, atEnd).all();
    }

    private NameForm form(Environment environment) {
        return environment.template().form(prefix, environment.name());
    }

    /**
     * The environment with the most literal characters, since it describes the name most precisely: production with
     * <code>shop-{table}</code> does not own {@code shop-staging-orders}. Then a name precedes a pattern.
     */
    private Optional<TableName> split(String physical) {
        return neighbours.stream()
                .flatMap(each -> candidate(each, physical).stream())
                .max(Candidate.ORDER)
                .map(Candidate::name);
    }

    private Optional<Candidate> candidate(Neighbour neighbour, String physical) {
        Environment environment = neighbour.environment();
        NameForm form = neighbour.form();
        return form.match(physical)
                .map(match -> new Candidate(
                        new TableName(instance(environment, match.wildcard()), match.table()),
                        environment.isPattern(),
                        form.literals()))
                .filter(each -> !environment.isPattern()
                        || !environments.declares(each.name().environment().name()));
    }

    private static Environment instance(Environment environment, String wildcard) {
        return environment.isPattern()
                ? environment.as(environment.name().replace(NameForm.WILDCARD, wildcard))
                : environment;
    }

    private Optional<Refusal> refusal(String table) {
        if (table.isEmpty()) {
            return Optional.of(new Refusal("the table name is empty", null));
        }
        return NameRules.illegalCharacters(table)
                .map(reason -> new Refusal("table name '" + table + "' " + reason, null))
                .or(() -> neighbours.stream()
                        .flatMap(each -> belongsToAnother(table, each.environment()).stream())
                        .findFirst())
                .or(() -> wrongLength(table));
    }

    private Optional<Refusal> belongsToAnother(String table, Environment declared) {
        Environment environment = instance(declared, "0"); // any environment of a pattern
        String physical = form(environment).name(table);
        return split(physical)
                .filter(name -> !name.environment().name().equals(environment.name())) // the target has a Region
                .map(other -> new Refusal(
                        "the physical name of '" + table + "' in environment '" + environment.name() + "', '" + physical
                                + "', belongs to environment '"
                                + other.environment().name() + "'",
                        "use the logical name, and choose the environment with --environment "
                                + other.environment().name()));
    }

    /** Reports the environment with the worst length: a name that is valid there is valid in all. */
    private Optional<Refusal> wrongLength(String table) {
        Comparator<Neighbour> byLength =
                Comparator.comparingInt(each -> each.form().name(table).length());
        Neighbour shortest = neighbours.stream().min(byLength).orElseThrow();
        if (shortest.form().name(table).length() < NameRules.MIN_LENGTH) {
            return Optional.of(wrongLength(table, shortest, "minimum is " + NameRules.MIN_LENGTH));
        }
        // The first of the longest, so that the message does not depend on later environments.
        Neighbour longest = neighbours.stream().min(byLength.reversed()).orElseThrow();
        if (longest.form().name(table).length() > NameRules.MAX_LENGTH) {
            return Optional.of(wrongLength(table, longest, "maximum is " + NameRules.MAX_LENGTH));
        }
        return Optional.empty();
    }

    private static Refusal wrongLength(String table, Neighbour neighbour, String limit) {
        return new Refusal(
                "the physical name of '" + table + "' in environment '"
                        + neighbour.environment().name() + "' has "
                        + neighbour.form().name(table).length() + " characters; the " + limit,
                null);
    }

    /** Compares the declared environments, and the target, which may be in another Region than the declared one. */
    private void refuseAmbiguity() {
        List<Environment> all = environments.all();
        for (int i = 0; i < all.size(); i++) {
            for (Environment other : all.subList(i + 1, all.size())) {
                refuseAmbiguity(all.get(i), other);
            }
        }
        neighbours.stream()
                .skip(1)
                .forEach(other -> refuseAmbiguity(neighbours.get(0).environment(), other.environment()));
    }

    private void refuseAmbiguity(Environment one, Environment other) {
        NameForm form = form(one);
        NameForm otherForm = form(other);
        if (one.isPattern() == other.isPattern()
                && form.literals() == otherForm.literals()
                && one.place().mayEqual(other.place())) {
            SharedName.of(form, otherForm).ifPresent(name -> {
                throw new NamingException(
                        "table '" + name + "' could belong to environment '" + one.name() + "' and to '" + other.name()
                                + "'",
                        "give each environment its own table-name in ddbtool.toml, or its own account or Region");
            });
        }
    }

    /** With the prefix {@code app-staging}, every staging table of {@code app} would look like a production table. */
    private void checkPrefix(String given) {
        NameRules.illegalCharacters(given).ifPresent(reason -> {
            throw new NamingException("table prefix '" + given + "' " + reason);
        });
        if (prefix.endsWith("-")) {
            throw new NamingException(
                    "table prefix '" + given + "' ends with more than one hyphen", "omit the hyphen: ddbtool adds one");
        }
        if (prefix.isEmpty() && !given.isEmpty()) {
            throw new NamingException(
                    "table prefix '" + given + "' is only a hyphen", "use --prefix \"\" for no prefix");
        }
        for (Environment environment : environments.all()) {
            if (!environment.name().equals(Environment.PRODUCTION_NAME)
                    && ("-" + prefix).endsWith("-" + environment.name())) {
                throw endsInEnvironment(given, environment.name());
            }
        }
    }

    private NamingException endsInEnvironment(String given, String environment) {
        String shorter =
                prefix.equals(environment) ? "\"\"" : prefix.substring(0, prefix.length() - environment.length() - 1);
        return new NamingException(
                "table prefix '" + given + "' ends with the name of environment '" + environment + "'",
                "use --prefix " + shorter + " --environment " + environment);
    }
}
