package dev.ddbtool.bench;

import java.time.Duration;
import java.util.Locale;

/** The measured tasks. */
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

    /** The name for {@code -Dbench.only}. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String words() {
        return switch (this) {
            case VERSION -> "--version";
            case HELP -> "--help";
            case DESCRIBE -> "export 1 table";
            case EXPORT13, EXPORT1000, EXPORT10000 -> String.format(Locale.ROOT, "export %,d tables", tables);
            case CREATE13, CREATE100 -> "create " + tables + " tables";
        };
    }

    int tables() {
        return tables;
    }

    /** The number of parallel calls. */
    int parallel() {
        return parallel;
    }

    boolean creates() {
        return creates;
    }

    boolean exports() {
        return tables > 1 && !creates;
    }

    /** Whether the task makes calls. */
    boolean calls() {
        return tables > 0;
    }

    /** Whether the task is measured over TLS too. */
    boolean overTls() {
        return calls() && this != EXPORT10000 && this != CREATE100;
    }

    /** The time that the service needs. */
    Duration serviceTime() {
        return creates ? CREATING : Duration.ZERO;
    }

    /** The minimum number of calls that must follow one another. */
    int chain(int calls) {
        if (exports()) {
            // pages of names, and the last table: described, and then its tags by its ARN
            return (tables + PAGE - 1) / PAGE + 2;
        }
        // of a new table: is it there, make it, is it made, two settings, read back
        return creates ? 6 : Math.min(calls, 2);
    }
}
