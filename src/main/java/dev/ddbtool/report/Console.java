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
 * The three standard streams and their properties.
 *
 * @param terminals which of {@code stdin}, {@code stdout} and {@code stderr} are terminals; the launcher detects them,
 *     because Java 17 cannot
 * @param columns the width of the terminal
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

    /** Whether the user can see a question and answer it. */
    public boolean canAsk() {
        return terminals.contains(STDIN) && terminals.contains(STDERR);
    }

    /** The width of a stream. It is unlimited if the stream is not a terminal, so that no text is cut. */
    public int columns(String stream) {
        return terminals.contains(stream) ? columns : Integer.MAX_VALUE;
    }

    /** Prints a question, and returns the answer; null at the end of the input, which prints no line feed itself. */
    @Nullable
    public String ask(String question) {
        err.print(question + " ");
        err.flush();
        String answer;
        try {
            answer = in.readLine();
        } catch (IOException e) {
            answer = null;
        }
        if (answer == null) {
            err.println("");
        }
        return answer;
    }

    /** Whether output to stdout was lost. */
    public boolean outFailed() {
        return out.checkError();
    }

    public void flush() {
        out.flush();
        err.flush();
    }
}
