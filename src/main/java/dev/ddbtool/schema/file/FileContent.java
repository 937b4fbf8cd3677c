package dev.ddbtool.schema.file;

import dev.ddbtool.problem.IoErrorText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The bytes of a file that may be anything. */
final class FileContent {

    /** In bytes; ten times what the largest table that the service allows needs. */
    static final int LARGEST = 1_048_576;

    private FileContent() {}

    /** Why a file's bytes cannot be had, in plain words. */
    static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    static byte[] of(Path file) throws UnreadableException {
        if (Files.isDirectory(file)) {
            throw new UnreadableException("is a directory, not a schema file: move it away, or give it another name");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UnreadableException("is not a regular file: put the schema itself in its place");
        }
        try (InputStream in = Files.newInputStream(file)) {
            refuseLarge(Files.size(file));
            byte[] content = in.readNBytes(LARGEST + 1);
            refuseLarge(content.length);
            return content;
        } catch (IOException e) {
            throw new UnreadableException("cannot be read: " + IoErrorText.of(e));
        }
    }

    private static void refuseLarge(long size) throws UnreadableException {
        if (size > LARGEST) {
            throw new UnreadableException(String.format(
                    Locale.ROOT, "has %,d bytes, the limit is %,d: this is no table's description", size, LARGEST));
        }
    }
}
