package dev.ddbtool.plan;

/** How a command ended for one table. */
public enum Outcome {
    WRITTEN,
    UNCHANGED,
    VALID,
    INVALID,
    CREATED,
    IN_SYNC,
    DIFFERS,
    RECONCILED,
    INDEX_CREATED,
    /** Would be changed, were it not for {@code --dry-run}. */
    PLANNED,
    BLOCKED,
    /** Started, but not finished within the time limit, or not waited for. */
    IN_PROGRESS,
    INTERRUPTED,
    FAILED,
    /** In the files, not live. */
    MISSING,
    /** Live, not in the files. */
    EXTRA;

    /** The word that people and the JSON report read. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
