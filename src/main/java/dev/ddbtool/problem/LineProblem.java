package dev.ddbtool.problem;

/** Something that is wrong in a text whose file is not known here. */
public record LineProblem(int line, String pointer, String message) {

    public FileProblem in(String file) {
        return new FileProblem(file, line, pointer, message);
    }
}
