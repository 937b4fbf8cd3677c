package dev.ddbtool.report;

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
public record Console(LineWriter out, LineWriter err, BufferedReader in, Set<String> terminals, int columns) {

    public static final String STDIN = "stdin";
    public static final String STDOUT = "stdout";
    public static final String STDERR = "stderr";

    public Console {
        terminals = Set.copyOf(terminals);
    }

    public static Console of(OutputStream out, OutputStream err, InputStream in, Set<String> terminals, int columns) {
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
    public boolean canAsk() {
        return terminals.contains(STDIN) && terminals.contains(STDERR);
    }

    /** How wide a stream is: a terminal's width; what is no terminal is as wide as can be, since nothing is cut there. */
    public int columns(String stream) {
        return terminals.contains(stream) ? columns : Integer.MAX_VALUE;
    }

    /** The next line that somebody types, or null at the end of input. */
    @Nullable
    public String readLine() {
        try {
            return in.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    /** Whether something that was printed to stdout is lost. */
    public boolean outFailed() {
        return out.checkError();
    }

    public void flush() {
        out.flush();
        err.flush();
    }
}
