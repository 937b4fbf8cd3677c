package dev.ddbtool.report;

import dev.ddbtool.problem.ControlCharacters;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;

/**
 * A standard stream. {@code print} makes control characters visible, line breaks included, so that no name, message or file
 * can forge a line or move the cursor. {@code write} passes text on unchanged: it is for ddbtool's own, such as the help.
 */
public final class LineWriter extends PrintWriter {

    private static final String RESET = "\u001b[0m";

    public LineWriter(Writer out) {
        super(out);
    }

    /**
     * A line that begins in a colour.
     *
     * @param colour the escape sequence that turns it on; empty for none
     * @param plain what follows in no colour
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
