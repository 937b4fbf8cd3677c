package dev.ddbtool.cli.run;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.ProgressListener;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.report.Console;
import dev.ddbtool.report.ValueText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Progress on stderr. On a terminal: one line that is rewritten every second, and a permanent line for each table that has
 * changed. Elsewhere: plain lines about tables that wait for longer, at most every two seconds, one for all tables in the
 * same state, and all of them again after some minutes without a line.
 */
public final class Progress implements ProgressListener {

    private static final String ERASE_LINE = "\r\u001b[K";

    /** The terminal line is rewritten this often. Shorter work is not shown. */
    private static final Duration TICK = Duration.ofSeconds(1);

    /** Lines of a log appear this often. Shorter waits are not shown. */
    private static final Duration LOG_TICK = Duration.ofSeconds(2);

    /** After this time without a line, a log repeats what the run is waiting for. CI systems end jobs that print nothing. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    private static final int MOST_NAMED = 3;

    private final Console console;
    private final boolean quiet;
    private final boolean rewrite;
    private final Consumer<TableResult> keep;
    private final Map<String, State> states = new LinkedHashMap<>();

    /** The state of each waiting table that the log has shown. */
    private final Map<String, String> logged = new HashMap<>();

    /** The outcome of each table that has finished since the last lines of the log. */
    private final Map<String, String> justFinished = new LinkedHashMap<>();

    private @Nullable Agenda agenda;
    private Instant since = Instant.EPOCH;
    private Instant lastLine = Instant.EPOCH;
    private String phase = "";
    private int total;
    private int finished;
    private boolean lineShown;
    private boolean over;

    /** What a table waits for. The detail may change with each poll. */
    private record State(String text, String detail) {}

    /** @param keep receives the results to report if the run ends now */
    Progress(Console console, boolean quiet, boolean dumb, Consumer<TableResult> keep) {
        this.console = console;
        this.quiet = quiet;
        this.rewrite = console.terminals().contains(Console.STDERR) && !dumb;
        this.keep = keep;
    }

    /** Starts to show progress. */
    synchronized void on(Agenda chosen) {
        agenda = chosen;
        since = chosen.now();
        lastLine = since;
        if (!quiet) {
            tick(chosen);
        }
    }

    private void tick(Agenda chosen) {
        chosen.at(chosen.now().plus(rewrite ? TICK : LOG_TICK), () -> {
            synchronized (this) {
                if (!over) {
                    if (rewrite) {
                        show();
                    } else {
                        log();
                    }
                    tick(chosen);
                }
            }
        });
    }

    /**
     * Starts a phase.
     *
     * @param what the phase in words, such as {@code reading tables}
     * @param tables the number of tables; 0 if it is not known yet, or if the phase is not about tables
     */
    public synchronized void begins(String what, int tables) {
        phase = what;
        total = tables;
        finished = 0;
        states.clear();
        logged.clear();
        justFinished.clear();
        since = now();
        lastLine = since;
    }

    /** Adds tables to the total. */
    public synchronized void found(int more) {
        total += more;
    }

    /** Counts one more table as finished. */
    synchronized void advanced() {
        finished++;
    }

    /** Counts a table as finished, and shows its outcome if its wait was shown. */
    public synchronized void finished(TableResult result) {
        finished++;
        boolean waited = states.remove(result.table()) != null;
        boolean shown = rewrite ? elapsed().compareTo(TICK) >= 0 : logged.remove(result.table()) != null;
        if (!waited || !shown || result.outcome() == Outcome.IN_PROGRESS) {
            return;
        }
        String outcome = ValueText.of(result.outcome());
        if (rewrite) {
            say(result.table() + ": " + count(outcome));
        } else {
            justFinished.put(result.table(), outcome);
        }
    }

    private String count(String outcome) {
        return outcome + " (" + finished + "/" + total + ")";
    }

    @Override
    public void state(TableResult soFar, String state, String detail) {
        keep.accept(soFar);
        changed(soFar.table(), new State(state, detail));
    }

    /** Shows that a table waits for something before it is read. */
    public void waits(String table, String waitedFor) {
        changed(table, new State(waitedFor, ""));
    }

    @Override
    public void progress(TableResult soFar) {
        keep.accept(soFar);
    }

    private synchronized void changed(String table, State state) {
        states.put(table, state);
    }

    /** Prints what has changed since the last lines: one line for all tables with the same text. */
    private void log() {
        if (!phase.isEmpty() && Duration.between(lastLine, now()).compareTo(LONGEST_SILENCE) >= 0) {
            if (states.isEmpty() || states.size() < total - finished) {
                say("still " + phase() + " (" + ValueText.roughly(elapsed()) + ")");
            }
            logged.clear();
        }
        Map<String, List<String>> tables = new LinkedHashMap<>();
        justFinished.forEach((table, outcome) -> tables.computeIfAbsent(count(outcome), text -> new ArrayList<>())
                .add(table));
        justFinished.clear();
        states.forEach((table, state) -> {
            if (!state.text().equals(logged.put(table, state.text()))) {
                tables.computeIfAbsent(inWords(state), text -> new ArrayList<>())
                        .add(table);
            }
        });
        tables.forEach(
                (text, names) -> say(ValueText.list(names.stream().sorted().toList(), MOST_NAMED) + ": " + text));
    }

    private String inWords(State state) {
        String detail = state.detail().isEmpty() ? "" : ", " + state.detail();
        return state.text() + " (" + ValueText.roughly(elapsed()) + detail + ")";
    }

    private Instant now() {
        return agenda == null ? since : agenda.now();
    }

    private Duration elapsed() {
        return Duration.between(since, now());
    }

    /** Prints a permanent line. */
    private void say(String line) {
        if (quiet || over) {
            return;
        }
        boolean again = lineShown;
        lastLine = now();
        clear();
        console.err().println(line);
        if (again) {
            show();
        }
        console.err().flush();
    }

    private void show() {
        String start = (states.isEmpty() ? phase() : count()) + ", " + ValueText.roughly(elapsed());
        int room = console.columns() - 1;
        if (!states.isEmpty()) {
            Map.Entry<String, State> first = states.entrySet().iterator().next();
            State state = first.getValue();
            String detail = state.detail().isEmpty() ? "" : " (" + state.detail() + ")";
            String others = states.size() == 1 ? "" : ", and " + (states.size() - 1) + " more";
            start = ValueText.cut(start + ": " + first.getKey() + ": " + state.text() + detail, room - others.length())
                    + others;
        }
        console.err().write(ERASE_LINE);
        console.err().print(ValueText.cut(start, room));
        console.err().flush();
        lineShown = true;
    }

    private String phase() {
        return (phase + " " + count()).strip();
    }

    private String count() {
        return total == 0 ? "" : finished + "/" + total;
    }

    /** Erases the line and shows nothing more: the report follows. */
    synchronized void ends() {
        clear();
        over = true;
    }

    /** Erases the rewritten line, so that a permanent line can be printed. */
    synchronized void clear() {
        if (lineShown) {
            console.err().write(ERASE_LINE);
            console.err().flush(); // before anything on stdout, which may be the same screen
            lineShown = false;
        }
    }
}
