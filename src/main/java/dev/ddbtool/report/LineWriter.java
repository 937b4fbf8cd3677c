package dev.ddbtool.report;

import dev.ddbtool.problem.ControlCharacters;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;

/**
 * A standard stream. {@code print} escapes control characters, including line breaks, so that no name, message or file can
 * forge a line or move the cursor. {@code write} writes text unchanged, for trusted text such as the help.
 */
public final class LineWriter extends PrintWriter {

    private static final String RESET = "\u001b[0m";

    public LineWriter(Writer out) {
        super(out);
    }

    /**
     * A line that starts with coloured text.
     *
     * @param colour the escape sequence that turns the colour on, or empty
     * @param plain the rest, without colour
     */
    record Painted(String colour, String text, String plain) {}

    @Override
    public void print(String text) {
        super.print(ControlCharacters.escaped(text));
    }

    @Override
    public void print(Object text) {
        print(String.valueOf(text));
    }

    public void println(List<String> lines) {
        lines.forEach(this::println);
    }

    public void println(Painted line) {
        write(line.colour());
        print(line.text());
        write(line.colour().isEmpty() ? "" : RESET);
        println(line.plain());
    }
}
