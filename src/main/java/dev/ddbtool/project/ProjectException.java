package dev.ddbtool.project;

import dev.ddbtool.problem.FileProblem;
import java.util.List;

/** A project file that cannot be used. Its problems have a line where there is one. */
public final class ProjectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<FileProblem> problems;

    ProjectException(List<FileProblem> problems) {
        super(problems.get(0).toString());
        this.problems = List.copyOf(problems);
    }

    public List<FileProblem> problems() {
        return problems;
    }
}
