package dev.ddbtool.plan;

/** How a command ended for one table. */
public enum Outcome {
    WRITTEN,
    UNCHANGED,
    VALID,
    INVALID,
    /** Contained in the output of {@code convert}. */
    CONVERTED,
    CREATED,
    IN_SYNC,
    DIFFERS,
    RECONCILED,
    RESTORED,
    DESTROYED,
    INDEX_CREATED,
    /** Would be changed without {@code --dry-run}. */
    PLANNED,
    BLOCKED,
    /** Started, but not finished within the time limit, or not waited for. */
    IN_PROGRESS,
    INTERRUPTED,
    FAILED,
    /** Has a schema file, but is not live. */
    MISSING,
    /** Live, but has no schema file. */
    EXTRA;

    /** The word in text and in the JSON report. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
