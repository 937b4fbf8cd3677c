package dev.ddbtool.naming;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The names of tables under one prefix: logical to physical and back, one-to-one in both directions. */
public final class TableNames {

    private final String prefix;
    private final Environments environments;

    /** A table's logical name and the environment it is in; together they give the physical name. */
    public record TableName(Environment environment, String table) {}

    /** Why a logical name cannot be used, and what to do next where that is known. */
    private record Refusal(String message, @Nullable String hint) {}

    /**
     * The names under a prefix, which may be empty and may end in one hyphen that is not meant.
     *
     * @throws NamingException if the prefix has a character that no table name may have, is nothing but a hyphen or ends
     *     in two, or ends in the segment of a known environment, whose tables would then pass for those of production
     */
    public TableNames(String prefix, Environments environments) {
        this.prefix = prefix.endsWith("-") ? prefix.substring(0, prefix.length() - 1) : prefix;
        this.environments = environments;
        checkPrefix(prefix);
    }

    /** The prefix, without the hyphen that follows it in names; empty if there is none. */
    public String prefix() {
        return prefix;
    }

    /** The known environments. */
    public Environments environments() {
        return environments;
    }

    /**
     * The name of a table in AWS.
     *
     * @throws NamingException if the environment is not a known one, or the logical name has a {@link #problem}
     */
    public String physical(Environment environment, String table) {
        String start = listPrefix(environment);
        refusal(table).ifPresent(refusal -> {
            throw new NamingException(refusal.message(), refusal.hint());
        });
        return start + table;
    }

    /**
     * The one environment and logical name whose {@link #physical} name this is; empty for every other name, so also
     * for one that begins like a name of ours but whose rest is no logical name.
     */
    public Optional<TableName> resolve(String physical) {
        return split(physical).filter(name -> refusal(name.table()).isEmpty());
    }

    /**
     * Why a live table whose name begins as those of this environment do is nevertheless not resolved; empty if it
     * is, or is none of this environment's. For whoever lists tables and would otherwise leave one out in silence.
     */
    public Optional<String> leftOut(Environment environment, String physical) {
        return split(physical)
                .filter(name -> name.environment().equals(environment))
                .flatMap(name -> problem(name.table()));
    }

    /**
     * A sentence that says why a logical name cannot be used: it is not well-formed, begins with the segment of an
     * environment, or gives, in whichever known environment, a name shorter than 3 or longer than 255 characters
     * (service model, {@code TableName}).
     */
    public Optional<String> problem(String table) {
        return refusal(table).map(Refusal::message);
    }

    /**
     * What the physical names of this environment begin with; in production those of the others may too.
     *
     * @throws NamingException if the environment is not a known one
     */
    public String listPrefix(Environment environment) {
        return start() + environments.named(environment.name()).segment();
    }

    /**
     * Families of tables that look as if they belonged to an environment that is not known, by its name.
     *
     * @param productionTables the logical names of all tables of production
     */
    public SortedMap<String, List<String>> lookalikes(Collection<String> productionTables) {
        return new Lookalikes(productionTables).families();
    }

    private String start() {
        return prefix.isEmpty() ? "" : prefix + "-";
    }

    /** No environment's segment begins another's, so that at most one fits, and production takes what none does. */
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
            return Optional.of(new Refusal("table name '' is empty", null));
        }
        return NameRules.illegalCharacters(table)
                .map(reason -> new Refusal("table name '" + table + "' " + reason, null))
                .or(() -> beginningOf(table).map(environment -> beginsWithSegment(table, environment)))
                .or(() -> wrongLength(table));
    }

    private static Refusal beginsWithSegment(String table, Environment environment) {
        return new Refusal(
                "table name '" + table + "' begins with '" + environment.segment() + "', which marks the tables of"
                        + " environment '" + environment.name() + "'",
                "give the name without it and choose the environment with --environment " + environment.name());
    }

    /** Names the environment that is worst off, so that whoever mends that one has mended all. */
    private Optional<Refusal> wrongLength(String table) {
        Comparator<Environment> byLength = Comparator.comparingInt(each -> length(each, table));
        Environment shortest = environments.all().stream().min(byLength).orElse(Environment.PRODUCTION);
        if (length(shortest, table) < NameRules.MIN_LENGTH) {
            return Optional.of(wrongLength(table, shortest, "minimum is " + NameRules.MIN_LENGTH));
        }
        // The first of the longest, not the last, so that environments are named in the order they are known in.
        Environment longest =
                environments.all().stream().min(byLength.reversed()).orElse(Environment.PRODUCTION);
        if (length(longest, table) > NameRules.MAX_LENGTH) {
            return Optional.of(wrongLength(table, longest, "maximum is " + NameRules.MAX_LENGTH));
        }
        return Optional.empty();
    }

    private Refusal wrongLength(String table, Environment environment, String limit) {
        return new Refusal(
                "table name '" + table + "' gives a name of " + length(environment, table)
                        + " characters in environment '" + environment.name() + "', the " + limit,
                null);
    }

    private int length(Environment environment, String table) {
        return listPrefix(environment).length() + table.length();
    }

    /** {@code app-staging} would make every table of staging under {@code app} one of production. */
    private void checkPrefix(String given) {
        NameRules.illegalCharacters(given).ifPresent(reason -> {
            throw new NamingException("table prefix '" + given + "' " + reason);
        });
        if (prefix.endsWith("-")) {
            throw new NamingException(
                    "table prefix '" + given + "' ends in more than one hyphen",
                    "the hyphen between prefix and name need not be given");
        }
        if (prefix.isEmpty() && !given.isEmpty()) {
            throw new NamingException(
                    "table prefix '" + given + "' is nothing but a hyphen", "for no prefix at all use --prefix \"\"");
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
                "table prefix '" + given + "' ends in the name of environment '" + environment.name() + "'",
                "use --prefix " + (shorter.isEmpty() ? "\"\"" : shorter.substring(0, shorter.length() - 1))
                        + " --environment " + environment.name());
    }
}
