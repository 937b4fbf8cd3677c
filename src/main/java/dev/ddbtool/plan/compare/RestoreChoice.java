package dev.ddbtool.plan.compare;

import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.RestoreSource;
import dev.ddbtool.schema.Tag;

/** What a restore does with one table. */
public sealed interface RestoreChoice {

    /** Restores the table, or waits for the same restore that an earlier run started. */
    record Restore(RestoreSource source) implements RestoreChoice {}

    /**
     * Completes the settings of a table that an earlier run restored.
     *
     * @param mark the tag that marks it
     */
    record Complete(Tag mark) implements RestoreChoice {}

    /** Reports a live table. */
    record Report() implements RestoreChoice {}

    /** Restores nothing. */
    record Refuse(Blocker blocker) implements RestoreChoice {}
}
