package dev.ddbtool.aws.call.connect;

import dev.ddbtool.problem.Failure;

/** A connection cannot be set up: missing Region, unknown profile, invalid endpoint. */
public final class ConnectionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;
    private final boolean usage;

    private ConnectionException(Failure failure, boolean usage) {
        super(failure.message());
        this.failure = failure;
        this.usage = usage;
    }

    static ConnectionException usage(String message, String hint) {
        return new ConnectionException(new Failure(message, hint, null), true);
    }

    static ConnectionException refused(Failure failure) {
        return new ConnectionException(failure, false);
    }

    /** The message for the user. */
    public Failure failure() {
        return failure;
    }

    /** Whether the command line or a variable is wrong (exit code 2). */
    public boolean usage() {
        return usage;
    }
}
