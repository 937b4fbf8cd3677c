package dev.ddbtool.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The three standard streams, and what is known of them.
 *
 * @param terminals which of {@code stdin}, {@code stdout} and {@code stderr} are a terminal; the launcher finds it out,
 *     since Java 17 cannot tell
 * @param columns the terminal's width
 */
record Console(LineWriter out, LineWriter err, BufferedReader in, Set<String> terminals, int columns) {

    static final String STDIN = "stdin";
    static final String STDOUT = "stdout";
    static final String STDERR = "stderr";

    Console {
        terminals = Set.copyOf(terminals);
    }

    static Console of(OutputStream out, OutputStream err, InputStream in, Set<String> terminals, int columns) {
        return new Console(
                writer(out),
                writer(err),
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)),
                terminals,
                columns);
    }

    private static LineWriter writer(OutputStream stream) {
        return new LineWriter(new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)));
    }

    /** Whether somebody can be asked: reads what they type, and shows them the question. */
    boolean canAsk() {
        return terminals.contains(STDIN) && terminals.contains(STDERR);
    }

    /** How wide a stream is: a terminal's width; what is no terminal is as wide as can be, since nothing is cut there. */
    int columns(String stream) {
        return terminals.contains(stream) ? columns : Integer.MAX_VALUE;
    }

    /** The next line that somebody types, or null at the end of input. */
    @Nullable
    String readLine() {
        try {
            return in.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    /** Whether something that was printed to stdout is lost. */
    boolean outFailed() {
        return out.checkError();
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
