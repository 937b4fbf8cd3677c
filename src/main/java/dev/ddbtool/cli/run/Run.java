package dev.ddbtool.cli.run;

import static java.util.stream.Collectors.joining;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.report.Console;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.report.ValueText;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of one command: the shared path that shows, reports and ends. The report is written once, by whoever comes
 * first: the command itself or a signal.
 */
public final class Run implements App.Interruptible {

    private static final int MOST_NAMED = 3;

    private final App app;
    private final RunRequest request;
    private final @Nullable TargetEnvironment target;
    private final RunResults results = new RunResults();
    private final UndividedWork undivided = new UndividedWork();
    private final Announcement announcement;
    private final Progress progress;
    private final Reporter reporter;
    private volatile @Nullable Session session;

    private Run(App app, RunRequest request, @Nullable TargetEnvironment target) {
        this.app = app;
        this.request = request;
        this.target = target;
        this.announcement = new Announcement(request.output().quiet(), this::say);
        this.progress = new Progress(
                app.console(),
                request.output().quiet(),
                app.variables().get("TERM").orElse("").equals("dumb"),
                this::result);
        this.reporter = new Reporter(app, request, target, results);
    }

    /**
     * Runs a command to its end: translates what is thrown, reports, and returns the exit code.
     *
     * @param target finds out which environment it is about
     * @param work does what the command is for, and returns the exit code that follows from more than the tables' outcomes
     */
    public static int execute(
            App app, RunRequest request, Supplier<TargetEnvironment> target, Function<Run, ExitCode> work) {
        Run run;
        try {
            run = new Run(app, request, target.get());
        } catch (RuntimeException thrown) {
            return new Run(app, request, null).run(failing(thrown));
        }
        return run.run(work);
    }

    /** Reports what kept a command from running, and returns the exit code. */
    public static int failed(App app, String command, OutputSettings output, Throwable thrown) {
        return new Run(app, new RunRequest(command, TypedCommand.NONE, output), null).run(failing(thrown));
    }

    /** Reports that help, version or completion script could not be written: they are printed without a run. */
    public static int unwritten(App app, OutputSettings output) {
        return new Run(app, new RunRequest("ddbtool", TypedCommand.NONE, output), null).run(run -> ExitCode.OK);
    }

    private static Function<Run, ExitCode> failing(Throwable thrown) {
        return run -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        };
    }

    private int run(Function<Run, ExitCode> work) {
        app.running().set(this);
        try {
            return report(null, work.apply(this));
        } catch (RuntimeException | Error thrown) { // an Error's default exit code would look like differences
            return failed(Agenda.cause(thrown));
        } finally {
            if (session != null) {
                session.close();
            }
            // it stays the running one: a signal that comes now ends the process with the code of the report
        }
    }

    private int failed(Throwable thrown) {
        if (request.output().debug()) {
            progress.clear();
            app.console().err().println(Logging.stackTrace(thrown));
        }
        undivided.end(ExitCode.FAILED);
        RunError error = RunError.of(thrown, request.output().debug());
        results.add(error.problems());
        return report(error.failure(), error.exitCode());
    }

    private int report(@Nullable Failure error, ExitCode own) {
        return reporter.report(this::prepareReport, error, own, session);
    }

    private void prepareReport() {
        if (!results.unknownMembers().isEmpty()) {
            warnOfUnknownMembers();
        }
        announcement.now();
        progress.ends();
    }

    /** Unknown members are neither kept nor compared. A new one is usually in the answers of all tables, so it is told once. */
    private void warnOfUnknownMembers() {
        warn(results.unknownMembers().entrySet().stream()
                        .map(member -> member.getKey() + " (" + ValueText.count(member.getValue(), "table") + ")")
                        .collect(joining(
                                ", ", "answers contain members that this version of ddbtool does not support: ", ""))
                + "; they are not exported or compared: check for a newer version");
    }

    @Override
    public int interrupted(ExitCode signal) {
        undivided.end(signal);
        List<String> underWay = results.underWay();
        String continues =
                underWay.isEmpty() ? "" : "; DynamoDB continues with " + ValueText.list(underWay, MOST_NAMED);
        return report(new Failure(signal.meaning() + continues, UndividedWork.AGAIN, null), signal);
    }

    public TargetEnvironment target() {
        return Objects.requireNonNull(target);
    }

    /** Opens the session, for the report and to close it at the end, and signs in. */
    public Session connect(ConnectionRequest connection) {
        Session opened = Session.open(app, connection, progress, announcement::now);
        session = opened;
        opened.signIn();
        return opened;
    }

    public Progress progress() {
        return progress;
    }

    App app() {
        return app;
    }

    RunRequest request() {
        return request;
    }

    /** Keeps what has happened to a table; a later result replaces an earlier one. */
    public void result(TableResult result) {
        results.add(result);
    }

    /** Keeps problems of schema files that belong to no table. */
    public void problems(List<FileProblem> found) {
        results.add(found);
    }

    /** The tables of which anything is known, by the name that the report gives them. */
    public List<String> tables() {
        return results.tables().stream().map(TableResult::table).toList();
    }

    /** Prints information that is safe to miss; not with {@code --quiet}. */
    public void note(String text) {
        announcement.now();
        if (!request.output().quiet()) {
            say("note: " + text);
        }
    }

    /** Warns of possible data loss, or of something that is skipped: once, even with {@code --quiet}, and in the report. */
    public void warn(String text) {
        announcement.now();
        if (results.addWarning(text)) {
            say("warning: " + text);
        }
    }

    private void say(String line) {
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
        if (session != null) {
            announcement.of(request.command() + (request.dryRun() ? " (dry run)" : ""), target(), session, writes);
        }
    }

    /**
     * Does what no signal may cut in two: one that comes meanwhile ends the run after it, and lets nothing of the kind
     * begin any more; nor does a failure that ends the run. Several threads may be at it.
     */
    public <T> T undivided(Supplier<T> work) {
        return undivided.run(work);
    }
}
