package dev.ddbtool.aws;

/** The time limit of the command has passed while something was waited for. */
public final class TimeLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TimeLimitException(String waitedFor) {
        super(waitedFor);
    }

    /** What was waited for, such as {@code index 'by-email' to become ACTIVE (backfilling)}. */
    public String waitedFor() {
        return String.valueOf(getMessage());
    }
}
