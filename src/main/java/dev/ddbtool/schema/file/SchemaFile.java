package dev.ddbtool.schema.file;

import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.problem.Violation;
import dev.ddbtool.schema.TableSchema;
import java.nio.file.Path;

/** A schema file that was read: what it says, and where it says it. */
public record SchemaFile(Path path, TableSchema schema, LocatedTree tree) {

    /** The line of the member that a JSON pointer leads to, counted from 1. */
    public int line(String pointer) {
        return tree.line(pointer);
    }

    /** A problem of this file's table as one of the file. */
    public FileProblem locate(Violation problem) {
        return new FileProblem(
                path.toString(), line(problem.pointer()), tree.inFile(problem.pointer()), problem.message());
    }
}
