package dev.ddbtool.schema.file;

/** A text that is not one JSON document: the line, and in plain words why. */
public final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;

    SyntaxException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** Counted from 1. */
    int line() {
        return line;
    }

    String plainMessage() {
        return String.valueOf(getMessage());
    }
}
