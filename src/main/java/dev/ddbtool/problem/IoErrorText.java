package dev.ddbtool.problem;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Describes why a file could not be read or written. */
public final class IoErrorText {

    private IoErrorText() {}

    public static String of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file exists where a folder is expected";
        }
        if (e instanceof NotDirectoryException) {
            return "is a file, not a folder";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "is a folder";
        }
        if (e instanceof FileSystemLoopException) {
            return "a symbolic link points to itself";
        }
        if (e instanceof ClosedByInterruptException) {
            return "interrupted";
        }
        return ofSystem(e instanceof FileSystemException system ? system.getReason() : e.getMessage());
    }

    /** The reason that the operating system gives. */
    private static String ofSystem(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            return "the file system refused the operation";
        }
        return reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
    }
}
