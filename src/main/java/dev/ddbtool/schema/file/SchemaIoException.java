package dev.ddbtool.schema.file;

import dev.ddbtool.problem.IoErrorText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** A file of the schema folder could not be written. */
public final class SchemaIoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final String reason;
    private final String hint;

    SchemaIoException(Path path, IOException cause) {
        this(path, IoErrorText.of(cause));
        initCause(cause);
    }

    private SchemaIoException(Path path, String reason) {
        this(path, reason, "choose another folder with --schemas");
    }

    SchemaIoException(Path path, String reason, String hint) {
        super("cannot write '" + path + "': " + reason);
        this.path = path.toString();
        this.reason = reason;
        this.hint = hint;
    }

    /** The file or folder as given. */
    public String path() {
        return path;
    }

    /** The reason, such as {@code permission denied}. */
    public String reason() {
        return reason;
    }

    /** What to do next. */
    public String hint() {
        return hint;
    }

    /** What is wrong, as shown to the user. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
