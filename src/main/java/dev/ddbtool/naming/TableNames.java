package dev.ddbtool.naming;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Converts between logical and physical table names under one prefix. The mapping is one-to-one. */
public final class TableNames {

    private final String prefix;
    private final Environments environments;

    /** A table's logical name and its environment. Together they determine the physical name. */
    public record TableName(Environment environment, String table) {}

    /** Why a logical name cannot be used, with a hint if there is one. */
    private record Refusal(String message, @Nullable String hint) {}

    /**
     * Creates the names under a prefix. The prefix may be empty, and one hyphen at its end is ignored.
     *
     * @throws NamingException if the prefix contains a character that table names cannot contain, is only a hyphen,
     *     ends with two hyphens, or ends with the name of a known environment, because tables of that environment would
     *     then look like tables of production
     */
    public TableNames(String prefix, Environments environments) {
        this.prefix = prefix.endsWith("-") ? prefix.substring(0, prefix.length() - 1) : prefix;
        this.environments = environments;
        checkPrefix(prefix);
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
        String start = listPrefix(environment);
        refusal(table).ifPresent(refusal -> {
            throw new NamingException(refusal.message(), refusal.hint());
        });
        return start + table;
    }

    /**
     * The environment and logical name of a {@link #physical} name; empty if the name belongs to no known environment,
     * or if its last part is not a valid logical name.
     */
    public Optional<TableName> resolve(String physical) {
        return split(physical).filter(name -> refusal(name.table()).isEmpty());
    }

    /**
     * Why a live table is skipped although its name begins like those of the environment; empty if it is not skipped or
     * belongs to another environment. Callers that list tables report the reason.
     */
    public Optional<String> skipReason(Environment environment, String physical) {
        return split(physical)
                .filter(name -> name.environment().equals(environment))
                .flatMap(name -> problem(name.table()));
    }

    /**
     * Why a logical name cannot be used: it contains an invalid character, begins with the name of an environment, or
     * its physical name in some known environment is shorter than 3 or longer than 255 characters (service model,
     * {@code TableName}).
     */
    public Optional<String> problem(String table) {
        return refusal(table).map(Refusal::message);
    }

    /**
     * The start of all physical names of the environment. Names of other environments may start like those of
     * production.
     *
     * @throws NamingException if the environment is unknown
     */
    public String listPrefix(Environment environment) {
        return start() + environments.named(environment.name()).segment();
    }

    /**
     * Families of tables that look like those of an unknown environment, by the name of that environment.
     *
     * @param productionTables the logical names of all tables of production
     */
    public SortedMap<String, List<String>> lookalikes(Collection<String> productionTables) {
        return new Lookalikes(productionTables).families();
    }

    private String start() {
        return prefix.isEmpty() ? "" : prefix + "-";
    }

    /**
     * At most one environment matches, because no segment begins another. Names that match none belong to production.
     */
    private Optional<TableName> split(String physical) {
        if (!physical.startsWith(start())) {
            return Optional.empty();
        }
        String rest = physical.substring(start().length());
        Environment environment = beginningOf(rest).orElse(Environment.PRODUCTION);
        return Optional.of(
                new TableName(environment, rest.substring(environment.segment().length())));
    }

    private Optional<Environment> beginningOf(String name) {
        return environments.others().stream()
                .filter(environment -> name.startsWith(environment.segment()))
                .findFirst();
    }

    private Optional<Refusal> refusal(String table) {
        if (table.isEmpty()) {
            return Optional.of(new Refusal("the table name is empty", null));
        }
        return NameRules.illegalCharacters(table)
                .map(reason -> new Refusal("table name '" + table + "' " + reason, null))
                .or(() -> beginningOf(table).map(environment -> beginsWithSegment(table, environment)))
                .or(() -> wrongLength(table));
    }

    private static Refusal beginsWithSegment(String table, Environment environment) {
        return new Refusal(
                "table name '" + table + "' begins with '" + environment.segment() + "', the prefix of"
                        + " environment '" + environment.name() + "'",
                "use the logical name, and choose the environment with --environment " + environment.name());
    }

    /** Reports the environment with the worst length: a name that is valid there is valid in all. */
    private Optional<Refusal> wrongLength(String table) {
        Comparator<Environment> byLength = Comparator.comparingInt(each -> length(each, table));
        Environment shortest = environments.all().stream().min(byLength).orElse(Environment.PRODUCTION);
        if (length(shortest, table) < NameRules.MIN_LENGTH) {
            return Optional.of(wrongLength(table, shortest, "minimum is " + NameRules.MIN_LENGTH));
        }
        // The first of the longest, so that the message does not depend on later environments.
        Environment longest =
                environments.all().stream().min(byLength.reversed()).orElse(Environment.PRODUCTION);
        if (length(longest, table) > NameRules.MAX_LENGTH) {
            return Optional.of(wrongLength(table, longest, "maximum is " + NameRules.MAX_LENGTH));
        }
        return Optional.empty();
    }

    private Refusal wrongLength(String table, Environment environment, String limit) {
        return new Refusal(
                "the physical name of '" + table + "' in environment '" + environment.name() + "' has "
                        + length(environment, table) + " characters; the " + limit,
                null);
    }

    private int length(Environment environment, String table) {
        return listPrefix(environment).length() + table.length();
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
        for (Environment environment : environments.others()) {
            if (("-" + start()).endsWith("-" + environment.segment())) {
                throw endsInSegment(given, environment);
            }
        }
    }

    private NamingException endsInSegment(String given, Environment environment) {
        String shorter =
                start().substring(0, start().length() - environment.segment().length());
        return new NamingException(
                "table prefix '" + given + "' ends with the name of environment '" + environment.name() + "'",
                "use --prefix " + (shorter.isEmpty() ? "\"\"" : shorter.substring(0, shorter.length() - 1))
                        + " --environment " + environment.name());
    }
}
