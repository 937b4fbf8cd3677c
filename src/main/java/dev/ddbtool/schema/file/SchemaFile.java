package dev.ddbtool.schema.file;

import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.problem.Violation;
import dev.ddbtool.schema.TableSchema;
import java.nio.file.Path;

/** A schema file that was read, with the positions of its members. */
public record SchemaFile(Path path, TableSchema schema, LocatedTree tree) {

    /** The line of the member at a JSON pointer, from 1. */
    public int line(String pointer) {
        return tree.line(pointer);
    }

    /** Turns a violation of the table into a problem of the file. */
    public FileProblem locate(Violation problem) {
        return new FileProblem(
                path.toString(), line(problem.pointer()), tree.inFile(problem.pointer()), problem.message());
    }
}
