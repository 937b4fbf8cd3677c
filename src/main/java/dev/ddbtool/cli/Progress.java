package dev.ddbtool.cli;

import dev.ddbtool.aws.Watcher;
import dev.ddbtool.plan.TableResult;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Progress on stderr: one line that is rewritten on a terminal, one plain line a change of state elsewhere. */
final class Progress implements Watcher {

    private static final String ERASE_LINE = "\r\u001b[K";

    private final Console console;
    private final boolean quiet;
    private final boolean rewrite;
    private final Consumer<TableResult> keep;
    private final Map<String, String> states = new HashMap<>();
    private int total;
    private int finished;
    private boolean lineShown;
    private boolean over;

    /** @param keep is handed what would be reported if the run ended at this moment */
    Progress(Console console, boolean quiet, boolean dumb, Consumer<TableResult> keep) {
        this.console = console;
        this.quiet = quiet;
        this.rewrite = console.terminals().contains(Console.STDERR) && !dumb;
        this.keep = keep;
    }

    synchronized void begins(int tables) {
        total = tables;
        finished = 0;
    }

    synchronized void finished(TableResult result) {
        finished++;
        if (rewrite) {
            show(finished + "/" + total + "  " + result.table() + ": " + Words.of(result.outcome()));
        }
    }

    @Override
    public void state(TableResult soFar, String state, String detail) {
        keep.accept(soFar);
        say(soFar.table(), state, detail);
    }

    @Override
    public synchronized void progress(TableResult soFar) {
        keep.accept(soFar);
        if (rewrite && soFar.note() != null) {
            show(finished + "/" + total + "  " + soFar.table() + ": " + soFar.note());
        }
    }

    private synchronized void say(String table, String state, String detail) {
        if (quiet || over) {
            return;
        }
        String whole = detail.isEmpty() ? state : state + " (" + detail + ")";
        if (rewrite) {
            show(finished + "/" + total + "  " + table + ": " + whole);
        } else if (!state.equals(states.put(table, state))) {
            console.err().println(table + ": " + whole);
            console.err().flush();
        }
    }

    private void show(String text) {
        if (quiet || over) {
            return;
        }
        String line = text.length() < console.columns() ? text : text.substring(0, Math.max(0, console.columns() - 1));
        console.err().print(ERASE_LINE + line);
        console.err().flush();
        lineShown = true;
    }

    /** Takes the line away for good: nothing follows the report. */
    synchronized void ends() {
        clear();
        over = true;
    }

    /** Takes the rewritten line away, so that something lasting can be printed. */
    synchronized void clear() {
        if (lineShown) {
            console.err().print(ERASE_LINE);
            lineShown = false;
        }
    }
}
