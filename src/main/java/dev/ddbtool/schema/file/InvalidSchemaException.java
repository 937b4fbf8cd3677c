package dev.ddbtool.schema.file;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import dev.ddbtool.problem.FileProblem;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Schema files are missing, unreadable or invalid. Contains all problems of all files. */
public final class InvalidSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<FileProblem> problems;

    public InvalidSchemaException(Collection<FileProblem> problems) {
        super(problems.stream().map(FileProblem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream()
                .distinct()
                .sorted(comparing(FileProblem::file).thenComparing(FileProblem::line, nullsFirst(naturalOrder())))
                .toList();
    }

    /** Every problem, by file and line. */
    public List<FileProblem> problems() {
        return problems;
    }
}
