package dev.ddbtool.naming;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A name that cannot be used: the message says why, the hint what to do next. */
public final class NamingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String hint;

    /** An exception without a hint; the message is lower case, with the user's value in single quotes. */
    public NamingException(String message) {
        this(message, null);
    }

    /** An exception with the next step, which stands on a line of its own in front of the user. */
    public NamingException(String message, @Nullable String hint) {
        super(message);
        this.hint = hint;
    }

    /** What to do next, or null where nothing better than the message is known. */
    public @Nullable String hint() {
        return hint;
    }

    /** What is wrong, as a person reads it. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
