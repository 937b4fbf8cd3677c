package dev.ddbtool.aws.call;

import dev.ddbtool.problem.Failure;

/**
 * The time limit of the command was reached during a wait. The message names what was waited for, such as {@code index
 * 'by-email' to become ACTIVE (backfilling)}.
 */
public final class TimeLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TimeLimitException(String waitedFor) {
        super(waitedFor);
    }

    /** The message for the user. */
    public Failure failure() {
        return new Failure("time limit reached while waiting for " + getMessage(), "use a longer --timeout", null);
    }
}
