package dev.ddbtool.schema;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** A file of the schema folder could not be written. */
public final class SchemaIoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final String reason;

    SchemaIoException(Path path, IOException cause) {
        this(path, PlainReason.of(cause));
        initCause(cause);
    }

    SchemaIoException(Path path, String reason) {
        super("cannot write '" + path + "': " + reason);
        this.path = path.toString();
        this.reason = reason;
    }

    /** The file or folder, as it was given. */
    public String path() {
        return path;
    }

    /** Why, in plain words such as {@code permission denied}. */
    public String reason() {
        return reason;
    }

    /** What is wrong, as a person reads it. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
