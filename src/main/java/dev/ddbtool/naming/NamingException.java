package dev.ddbtool.naming;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A name that cannot be used. */
public final class NamingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String hint;

    /** Creates an exception without a hint. */
    public NamingException(String message) {
        this(message, null);
    }

    /** Creates an exception with a hint. */
    public NamingException(String message, @Nullable String hint) {
        super(message);
        this.hint = hint;
    }

    /** What to do next; null if the message says enough. */
    public @Nullable String hint() {
        return hint;
    }

    /** What is wrong, as shown to the user. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
