package dev.ddbtool.cli.run;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** A stack trace, with causes, as Java prints it: a line for each frame, and one for each message, whatever that holds. */
final class StackTrace {

    private StackTrace() {}

    static List<String> lines(Throwable thrown) {
        List<String> lines = new ArrayList<>();
        thrown.printStackTrace(new PrintWriter(Writer.nullWriter()) {
            @Override
            public void println(Object line) {
                lines.add(String.valueOf(line).replaceFirst("^\t+", "    "));
            }
        });
        return lines;
    }
}
