package dev.ddbtool.problem;

import org.jspecify.annotations.Nullable;

/**
 * A problem in a schema file.
 *
 * @param file the path of the file as given, or of the folder if the problem is not in one file
 * @param line the line, from 1; null for the whole file
 * @param path a JSON pointer to the member; null for the whole file
 */
public record FileProblem(
        String file, @Nullable Integer line, @Nullable String path, String message) {

    /** The problem on one line, in the form that editors understand: {@code file:line: message}. */
    @Override
    public String toString() {
        return ControlCharacters.escaped(line == null ? file + ": " + message : file + ":" + line + ": " + message);
    }
}
