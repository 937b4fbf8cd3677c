package dev.ddbtool.aws.call;

import dev.ddbtool.problem.Failure;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A call that failed after all retries, with its kind and the message for the user. */
public final class AwsFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient Failure failure;

    public AwsFailure(Kind kind, Failure failure, @Nullable Throwable cause) {
        super(failure.message(), cause);
        this.kind = kind;
        this.failure = failure;
    }

    public AwsFailure(Kind kind, String message, String hint, @Nullable Throwable cause) {
        this(kind, new Failure(message, hint, null), cause);
    }

    public Kind kind() {
        return kind;
    }

    /** Whether it has this kind and its message contains this text (ignoring case). */
    public boolean says(Kind what, String text) {
        return kind == what && failure.message().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    /** Replaces one kind of failure by a value; rethrows others. */
    public static <T> T recover(Throwable thrown, Kind kind, T instead) {
        if (Agenda.cause(thrown) instanceof AwsFailure failure && failure.kind() == kind) {
            return instead;
        }
        throw new CompletionException(Agenda.cause(thrown));
    }

    /** The message for the user. */
    public Failure failure() {
        return failure;
    }

    /** What the failure means for the caller. */
    public enum Kind {
        /** Too many calls, a fault of the service, or a broken connection: the same call may succeed later. */
        THROTTLED(true),
        SERVICE_FAULT(true),
        CONNECTION(true),
        /** Too many tables are being changed at once: the same call succeeds when others have finished. */
        TOO_MANY_AT_ONCE(true),
        /** Nothing listens at the address, or the host name is unknown. */
        UNREACHABLE(true),
        /** Another index of the table is being built or deleted. */
        INDEX_IN_WORK(false),
        QUOTA(false),
        NOT_FOUND(false),
        IN_USE(false),
        BACKUPS_UNAVAILABLE(false),
        INVALID(false),
        /** The endpoint does not support the operation. */
        UNSUPPORTED(false),
        DENIED(false),
        NO_CREDENTIALS(false),
        EXPIRED_CREDENTIALS(false),
        OTHER(false);

        private final boolean passing;

        Kind(boolean passing) {
            this.passing = passing;
        }

        /** Whether the same call may succeed when it is made again. */
        boolean passing() {
            return passing;
        }

        /** Whether a call about any other table would fail in the same way. */
        public boolean affectsEveryTable() {
            return this == UNREACHABLE || this == NO_CREDENTIALS || this == EXPIRED_CREDENTIALS;
        }
    }
}
