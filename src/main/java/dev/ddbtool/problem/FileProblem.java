package dev.ddbtool.problem;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a schema file.
 *
 * @param file the file's path as it was given, or the folder's where no file is to blame
 * @param line counted from 1, or null where the whole file is meant
 * @param path a JSON pointer to the member, or null where the whole file is meant
 */
public record FileProblem(
        String file, @Nullable Integer line, @Nullable String path, String message) {

    /** The problem in the form that editors understand, on one line: {@code file:line: message}. */
    @Override
    public String toString() {
        return ControlCharacters.escaped(line == null ? file + ": " + message : file + ":" + line + ": " + message);
    }
}
