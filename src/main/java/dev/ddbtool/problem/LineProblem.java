package dev.ddbtool.problem;

/** A problem on a line of a text whose file is not known yet. */
public record LineProblem(int line, String pointer, String message) {

    public FileProblem in(String file) {
        return new FileProblem(file, line, pointer, message);
    }
}
