package dev.ddbtool.cli.run;

import static java.util.stream.Collectors.joining;

import dev.ddbtool.cli.option.ConnectionOptions;
import dev.ddbtool.cli.option.EnvironmentOptions;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.report.Console;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.report.JsonReport;
import dev.ddbtool.report.Outcomes;
import dev.ddbtool.report.Paint;
import dev.ddbtool.report.Report;
import dev.ddbtool.report.TextReport;
import dev.ddbtool.report.ValueText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of one command: the shared path that shows, reports and ends. The report is written once, by whoever comes
 * first: the command itself or a signal.
 */
public final class Run {

    private static final int MOST_NAMED = 3;

    private static final String AGAIN = "run the same command again: finished work is kept";

    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

    private final App app;
    private final String command;
    private final OutputOptions output;
    private final Progress progress;
    private final Announcement announcement;
    private final Map<String, TableResult> results = new TreeMap<>();
    private final List<FileProblem> problems = new ArrayList<>();
    private final Set<String> warnings = Collections.synchronizedSet(new LinkedHashSet<>());
    private EnvironmentOptions.@Nullable Place place;
    private @Nullable Session session;
    private @Nullable String against;
    private boolean dryRun;
    private @Nullable Integer reported;
    /** Shared by what must not be cut in two, several of which may go on at once; held alone by what ends the run. */
    private final ReadWriteLock undivided = new ReentrantReadWriteLock();

    private @Nullable ExitCode interruption;
    private boolean over;

    public Run(App app, String command, OutputOptions output) {
        this.app = app;
        this.command = command;
        this.output = output;
        this.announcement = new Announcement(output.quiet, this::aside);
        this.progress = new Progress(
                app.console(),
                output.quiet,
                app.variables().get("TERM").orElse("").equals("dumb"),
                this::result);
    }

    /** What a command does between being parsed and being reported. */
    public interface Work {

        /** Does it, and returns the exit code that follows from more than the tables' outcomes. */
        public ExitCode run();
    }

    /** Does the work, translates what it throws, reports, and returns the exit code. */
    public int run(Work work) {
        app.running().set(this);
        try {
            ExitCode own = work.run();
            return report(null, own);
        } catch (RuntimeException | Error thrown) { // an Error's default exit code would look like differences
            return failed(unwrapped(thrown));
        } finally {
            closeSession();
            // it stays the running one: a signal that comes now ends the process with the code of the report
        }
    }

    private static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    private int failed(Throwable thrown) {
        if (output.debug) {
            progress.clear();
            app.console().err().println(StackTrace.lines(thrown));
        }
        undivided.writeLock().lock();
        try {
            over = true;
        } finally {
            undivided.writeLock().unlock();
        }
        RunError ending = RunError.of(thrown, output.debug);
        problems.addAll(ending.problems());
        return report(ending.failure(), ending.exitCode());
    }

    /** Keeps problems of schema files that belong to no table. */
    public void problems(List<FileProblem> found) {
        problems.addAll(found);
    }

    public void at(EnvironmentOptions.Place chosen) {
        place = chosen;
    }

    public EnvironmentOptions.Place place() {
        if (place == null) {
            throw new IllegalStateException("no environment was chosen yet");
        }
        return place;
    }

    /** Opens the session, for the report and to close it at the end, and signs in. */
    public Session connect(ConnectionOptions options) {
        return connect(options, DEFAULT_TIMEOUT);
    }

    public Session connect(ConnectionOptions options, Duration defaultTimeout) {
        Session opened = Session.open(app, options, defaultTimeout, progress, announcement::now);
        session = opened;
        opened.signIn();
        return opened;
    }

    /** Another environment takes the place of the schema files. */
    public void against(String environment) {
        against = environment;
    }

    public void dryRun(boolean dry) {
        dryRun = dry;
    }

    boolean isQuiet() {
        return output.quiet;
    }

    public Progress progress() {
        return progress;
    }

    App app() {
        return app;
    }

    /** Keeps what has happened to a table; a later result replaces an earlier one. */
    public void result(TableResult result) {
        synchronized (results) {
            results.put(result.table() + "\n" + result.name(), result);
        }
    }

    /** The tables of which anything is known, by the name that the report gives them. */
    public List<String> tables() {
        synchronized (results) {
            return results.values().stream().map(TableResult::table).toList();
        }
    }

    /** Prints information that is safe to miss; not with {@code --quiet}. */
    public void note(String text) {
        announcement.now();
        if (!output.quiet) {
            aside("note: " + text);
        }
    }

    /** Warns of possible data loss, or of something that is skipped: once, even with {@code --quiet}, and in the report. */
    public void warn(String text) {
        announcement.now();
        if (warnings.add(text)) {
            aside("warning: " + text);
        }
    }

    private void aside(String line) {
        progress.clear();
        app.console().err().println(ValueText.wrapped(line, app.console().columns(Console.STDERR), "  "));
        app.console().err().flush();
    }

    /**
     * Says where the run happens, before anything else.
     *
     * @param writes whether something will be changed there
     */
    public void announce(boolean writes) {
        Session connected = session;
        if (connected != null && place != null) {
            announcement.of(command + (dryRun ? " (dry run)" : ""), place, connected, writes);
        }
    }

    /**
     * Does what no signal may cut in two: one that comes meanwhile ends the run after it, and lets nothing of the kind
     * begin any more; nor does a failure that ends the run. Several threads may be at it.
     */
    public <T> T undivided(Supplier<T> work) {
        undivided.readLock().lock();
        try {
            if (interruption != null || over) {
                ExitCode code = interruption == null ? ExitCode.FAILED : interruption;
                throw new CommandException(code, new Failure("interrupted", AGAIN, null));
            }
            return work.get();
        } finally {
            undivided.readLock().unlock();
        }
    }

    /** Ends the run from outside: reports what has been done so far, once. */
    public int interrupted(ExitCode signal) {
        undivided.writeLock().lock();
        try {
            interruption = signal;
        } finally {
            undivided.writeLock().unlock();
        }
        List<String> underWay;
        synchronized (results) {
            underWay = results.values().stream()
                    .filter(result -> result.outcome() == Outcome.INTERRUPTED && result.note() != null)
                    .map(result -> result.table() + " (" + result.note() + ")")
                    .toList();
        }
        String goesOn = underWay.isEmpty()
                ? ""
                : "; the service goes on with "
                        + String.join(", ", underWay.subList(0, Math.min(underWay.size(), MOST_NAMED)))
                        + (underWay.size() > MOST_NAMED ? " and " + (underWay.size() - MOST_NAMED) + " more" : "");
        return report(new Failure(signal.meaning() + goesOn, AGAIN, null), signal);
    }

    /**
     * Writes the report, unless it is written already. The lock is held until it is out: whoever comes second waits, and
     * ends the process with the code that the report gives.
     */
    private synchronized int report(@Nullable Failure error, ExitCode own) {
        if (reported == null) {
            reported = write(error, own).code();
        }
        return reported;
    }

    private ExitCode write(@Nullable Failure error, ExitCode own) {
        List<TableResult> tables;
        synchronized (results) {
            tables = List.copyOf(results.values());
        }
        warnOfUnknownMembers(tables);
        List<ExitCode> codes = new ArrayList<>(List.of(own));
        codes.addAll(Outcomes.exitCodes(tables));
        ExitCode code = ExitCode.first(codes);
        Report report = new Report(
                command,
                place == null ? null : place.environment().name(),
                place == null ? null : place.names().prefix(),
                session == null ? null : session.connection().region(),
                session == null ? null : session.account().orElse(null),
                session == null || session.connection().endpoint().override() == null
                        ? null
                        : session.connection().endpoint().override().toString(),
                against,
                dryRun,
                tables,
                session == null ? "" : session.awsOptions(),
                problems,
                List.copyOf(warnings),
                error,
                next(error, tables),
                !dryRun && leftToDo(code, tables) ? NextCommands.carryOn(app, command, code) : null,
                code);
        return print(report) ? code : ExitCode.first(List.of(code, ExitCode.FAILED));
    }

    /** Unknown members are neither kept nor compared. A new one is usually in the answers of all tables, so it is told once. */
    private void warnOfUnknownMembers(List<TableResult> tables) {
        Map<String, Integer> numbers = new TreeMap<>();
        tables.forEach(table -> table.unknownMembers().forEach(member -> numbers.merge(member, 1, Integer::sum)));
        if (!numbers.isEmpty()) {
            warn(numbers.entrySet().stream()
                            .map(member -> member.getKey() + " (" + ValueText.count(member.getValue(), "table") + ")")
                            .collect(joining(
                                    ", ", "this version of ddbtool does not know these members of the answers: ", ""))
                    + "; they are neither kept nor compared, look for a newer version");
        }
    }

    /** An export that was ended is begun anew: what it has written already it leaves as it is. */
    private boolean leftToDo(ExitCode code, List<TableResult> tables) {
        return Outcomes.leftToDo(code, tables) || (command.equals("export") && interruption != null);
    }

    /** What to do next; nothing after a failure, whose hint says it. */
    private List<String> next(@Nullable Failure error, List<TableResult> tables) {
        return error == null && place != null ? NextCommands.lines(app, place, dryRun, tables) : List.of();
    }

    private Paint paint(String stream) {
        return new Paint(output.colors(app.variables(), app.console(), stream));
    }

    /** Prints the report, and returns whether all of it was written. */
    private boolean print(Report report) {
        announcement.now();
        progress.ends();
        TextReport text =
                new TextReport(report, app.console(), paint(Console.STDOUT), paint(Console.STDERR), output.quiet);
        if (output.json()) {
            app.console().out().write(JsonReport.of(report));
            text.printErrors();
        } else {
            text.print();
        }
        boolean written = !app.console().outFailed();
        if (!written) {
            text.printUnwritten();
        }
        app.console().flush();
        return written;
    }

    private void closeSession() {
        if (session != null) {
            session.close();
        }
    }
}
