package dev.ddbtool.schema;

/** Something that is wrong in a text whose file is not known here. */
record LineProblem(int line, String pointer, String message) {

    FileProblem in(String file) {
        return new FileProblem(file, line, pointer, message);
    }
}
