package dev.ddbtool.plan;

import java.time.Instant;

/** The moment to which tables are restored. */
public sealed interface Moment {

    /** A point in time. */
    record At(Instant time) implements Moment {}

    /** The latest moment that can be restored. */
    record Latest() implements Moment {}

    /** The moment of one backup. */
    record OfBackup(String arn) implements Moment {}
}
