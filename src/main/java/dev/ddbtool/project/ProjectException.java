package dev.ddbtool.project;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import dev.ddbtool.problem.FileProblem;
import java.util.List;

/** A project file that cannot be used. Its problems have a line where there is one. */
public final class ProjectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<FileProblem> problems;

    /** @param problems at least one problem, in any order */
    ProjectException(List<FileProblem> problems) {
        super(problems.get(0).toString());
        this.problems = problems.stream()
                .sorted(comparing(FileProblem::line, nullsFirst(naturalOrder())))
                .toList();
    }

    public List<FileProblem> problems() {
        return problems;
    }
}
