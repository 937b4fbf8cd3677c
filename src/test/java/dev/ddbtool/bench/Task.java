package dev.ddbtool.bench;

import java.time.Duration;
import java.util.Locale;

/** What the programs are timed at. */
enum Task {
    VERSION(0, 1, false),
    HELP(0, 1, false),
    DESCRIBE(1, 32, false),
    EXPORT13(13, 32, false),
    EXPORT1000(1_000, 64, false),
    EXPORT10000(10_000, 64, false),
    CREATE13(13, 32, true),
    CREATE100(100, 32, true);

    /** How long a new table is CREATING. */
    static final Duration CREATING = Duration.ofSeconds(3);

    private static final int PAGE = 100;

    private final int tables;
    private final int parallel;
    private final boolean creates;

    Task(int tables, int parallel, boolean creates) {
        this.tables = tables;
        this.parallel = parallel;
        this.creates = creates;
    }

    /** By what {@code -Dbench.only} calls it. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String words() {
        return switch (this) {
            case VERSION -> "--version";
            case HELP -> "--help";
            case DESCRIBE -> "describe 1 table";
            case EXPORT13, EXPORT1000, EXPORT10000 -> String.format(Locale.ROOT, "export %,d tables", tables);
            case CREATE13, CREATE100 -> "create " + tables + " tables";
        };
    }

    int tables() {
        return tables;
    }

    /** Calls at once. */
    int parallel() {
        return parallel;
    }

    boolean creates() {
        return creates;
    }

    boolean exports() {
        return tables > 1 && !creates;
    }

    /** Whether anything goes over the wire. */
    boolean calls() {
        return tables > 0;
    }

    /** What the service itself takes. */
    Duration serviceTime() {
        return creates ? CREATING : Duration.ZERO;
    }

    /** How many of the calls cannot but follow one another, at the least. */
    int chain(int calls) {
        if (exports()) {
            // pages of names, and the last table: described, and then its tags by its ARN
            return (tables + PAGE - 1) / PAGE + 2;
        }
        // of a new table: is it there, make it, is it made, two settings, read back
        return creates ? 6 : Math.min(calls, 2);
    }
}
