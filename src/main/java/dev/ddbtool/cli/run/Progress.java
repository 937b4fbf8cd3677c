package dev.ddbtool.cli.run;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.ProgressListener;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.report.Console;
import dev.ddbtool.report.ValueText;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Progress on stderr: on a terminal one line that is rewritten every second, below a lasting one for each table that has
 * changed; elsewhere one plain line a change of state.
 */
public final class Progress implements ProgressListener {

    private static final String ERASE_LINE = "\r\u001b[K";

    /** Nothing is shown of what takes less. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Console console;
    private final boolean quiet;
    private final boolean rewrite;
    private final Consumer<TableResult> keep;
    private final Map<String, State> states = new LinkedHashMap<>();
    private @Nullable Agenda agenda;
    private Instant since = Instant.EPOCH;
    private String phase = "";
    private int total;
    private int finished;
    private boolean lineShown;
    private boolean over;

    /** What a table waits for; the detail may change from one look to the next. */
    private record State(String text, String detail) {}

    /** @param keep is handed what would be reported if the run ended at this moment */
    Progress(Console console, boolean quiet, boolean dumb, Consumer<TableResult> keep) {
        this.console = console;
        this.quiet = quiet;
        this.rewrite = console.terminals().contains(Console.STDERR) && !dumb;
        this.keep = keep;
    }

    /** From now on the line is rewritten as time goes by. */
    synchronized void on(Agenda chosen) {
        agenda = chosen;
        since = chosen.now();
        if (rewrite && !quiet) {
            tick(chosen);
        }
    }

    private void tick(Agenda chosen) {
        chosen.at(chosen.now().plus(TICK), () -> {
            synchronized (this) {
                if (!over) {
                    show();
                    tick(chosen);
                }
            }
        });
    }

    /**
     * Something else begins.
     *
     * @param what in words, such as {@code reading tables}
     * @param tables how many of them there are; 0 where that is not known yet, or where it is about no tables
     */
    public synchronized void begins(String what, int tables) {
        phase = what;
        total = tables;
        finished = 0;
        states.clear();
        since = now();
    }

    /** There are more tables than was known. */
    public synchronized void found(int more) {
        total += more;
    }

    /** One more table is read, or whatever else has begun. */
    synchronized void advanced() {
        finished++;
    }

    /** A table is done with: a line of its own where it has been waited for. */
    public synchronized void finished(TableResult result) {
        finished++;
        boolean done = result.outcome() != Outcome.IN_PROGRESS;
        if (states.remove(result.table()) != null
                && done
                && (!rewrite || elapsed().compareTo(TICK) >= 0)) {
            say(result.table() + ": " + ValueText.of(result.outcome()) + " (" + finished + "/" + total + ")");
        }
    }

    @Override
    public void state(TableResult soFar, String state, String detail) {
        keep.accept(soFar);
        changed(soFar.table(), new State(state, detail));
    }

    /** A table waits for something before it is read. */
    public void waits(String table, String waitedFor) {
        changed(table, new State(waitedFor, ""));
    }

    @Override
    public void progress(TableResult soFar) {
        keep.accept(soFar);
    }

    private synchronized void changed(String table, State state) {
        State before = states.put(table, state);
        if (!rewrite && (before == null || !before.text().equals(state.text()))) {
            say(table + ": " + inWords(state));
        }
    }

    private String inWords(State state) {
        boolean begun = state.detail().isEmpty() && elapsed().compareTo(TICK) < 0;
        String detail = state.detail().isEmpty() ? "" : ", " + state.detail();
        return begun ? state.text() : state.text() + " (" + ValueText.roughly(elapsed()) + detail + ")";
    }

    private Instant now() {
        return agenda == null ? since : agenda.now();
    }

    private Duration elapsed() {
        return Duration.between(since, now());
    }

    /** A line that stays. */
    private void say(String line) {
        if (quiet || over) {
            return;
        }
        boolean again = lineShown;
        clear();
        console.err().println(line);
        if (again) {
            show();
        }
        console.err().flush();
    }

    private void show() {
        String count = total == 0 ? "" : finished + "/" + total;
        String start = (states.isEmpty() ? (phase + " " + count).strip() : count) + ", " + ValueText.roughly(elapsed());
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

    /** Takes the line away for good: nothing follows the report. */
    synchronized void ends() {
        clear();
        over = true;
    }

    /** Takes the rewritten line away, so that something lasting can be printed. */
    synchronized void clear() {
        if (lineShown) {
            console.err().write(ERASE_LINE);
            console.err().flush(); // stdout, which may be the same screen, must not come first
            lineShown = false;
        }
    }
}
