package dev.ddbtool.cli.run;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.plan.compare.Planner;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.project.ResolvedSetting;
import dev.ddbtool.report.Console;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.report.LiveEnvironment;
import dev.ddbtool.report.Sides;
import dev.ddbtool.report.ValueText;
import dev.ddbtool.report.WrittenFile;
import dev.ddbtool.report.WrittenProject;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.file.SchemaFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of one command. The report is written once, either by the command or by a signal. */
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
    private final List<Session> others = new ArrayList<>();
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
     * Runs a command: translates exceptions, reports, and returns the exit code.
     *
     * @param target resolves the environment
     * @param work the work of the command; its exit code is combined with those of the tables
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

    /** Runs a command that has no environment, as {@link #execute(App, RunRequest, Supplier, Function)}. */
    public static int execute(App app, RunRequest request, Function<Run, ExitCode> work) {
        return new Run(app, request, null).run(work);
    }

    /** Reports an error before the command could run, and returns the exit code. */
    public static int failed(App app, String command, OutputSettings output, Throwable thrown) {
        return new Run(app, new RunRequest(command, TypedCommand.NONE, output), null).run(failing(thrown));
    }

    /** Reports that help, the version or the completion script could not be written. They are printed without a run. */
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
        } catch (RuntimeException | Error thrown) { // Java's exit code for an Error is 1, the code for differences
            return failed(Agenda.cause(thrown));
        } finally {
            if (session != null) {
                session.close();
            }
            for (Session each : others) {
                each.close();
            }
            // a later signal still finds this run, and ends the process with the exit code of its report
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

    /** A new member is usually in the responses of all tables, so one warning counts them. */
    private void warnOfUnknownMembers() {
        warn(results.unknownMembers().entrySet().stream()
                        .map(member -> member.getKey() + " (" + ValueText.count(member.getValue(), "table") + ")")
                        .collect(joining(
                                ", ", "responses contain members that this version of ddbtool does not support: ", ""))
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

    /** Opens a session and signs in. The run closes it at the end. */
    public Session connect(ConnectionRequest connection) {
        Session opened = Session.open(app, connection, progress, announcement::now);
        session = opened;
        opened.signIn();
        return opened;
    }

    /** Opens a session to another environment, unless it is the same connection, and signs in. */
    public Session connectOther(ConnectionRequest connection, Session own) {
        if (connection.equals(own.request())) {
            return own;
        }
        Session opened = Session.open(app, connection, progress, () -> {});
        others.add(opened);
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

    /** Adds the result of a table. A later result replaces an earlier one. */
    public void result(TableResult result) {
        results.add(result);
    }

    /** Sets the project file that the command has written. */
    public void project(WrittenProject written) {
        results.set(written);
    }

    /** Adds a file that the command has written. */
    public void file(WrittenFile written) {
        results.add(written);
    }

    /** Sets the text that stdout contains instead of the report. */
    public void document(String text) {
        results.setDocument(text);
    }

    /** Adds the settings of the environment to the report. */
    public void settings(List<ResolvedSetting> resolved) {
        results.addSettings(resolved);
    }

    /** Sets what the command compares. */
    public void compares(Sides sides) {
        results.set(sides);
    }

    /** Adds the schema files that the command compares. */
    public void files(Collection<SchemaFile> files) {
        results.addFiles(files);
    }

    /** Sets the environments that have live tables. */
    public void live(List<LiveEnvironment> environments) {
        results.setLive(environments);
    }

    /** Adds problems of schema files that do not belong to a table. */
    public void problems(List<FileProblem> found) {
        results.add(found);
    }

    /** The tables with a result, by their name in the report. */
    public List<String> tables() {
        return results.tables().stream().map(TableResult::table).toList();
    }

    /** Another command for the target environment, with the options of this one that select it. */
    String nextCommand(String... start) {
        return reporter.next().command(target(), List.of(), start);
    }

    /** Prints information that is safe to miss. {@code --quiet} hides it. */
    public void note(String text) {
        announcement.now();
        if (!request.output().quiet()) {
            say("note: " + text);
        }
    }

    /** Prints lines that are safe to miss. {@code --quiet} hides them. */
    public void show(List<String> lines) {
        announcement.now();
        if (!request.output().quiet()) {
            lines.forEach(this::say);
        }
    }

    /** Prints lines and a question on a terminal, and returns the answer; null at the end of the input. */
    public @Nullable String ask(List<String> lines, String question) {
        announcement.now();
        lines.forEach(this::say);
        progress.clear();
        return app.console().ask(question);
    }

    /**
     * Notes which settings are unknown because schema files are raw answers of AWS.
     *
     * @param consequence what that means
     */
    public void noteUnknown(Planner planner, List<TableSchema> schemas, String consequence) {
        schemas.stream()
                .map(planner::unknown)
                .filter(unknown -> !unknown.isEmpty())
                .map(unknown -> unknown.stream().map(Setting::member).collect(joining(", ")))
                .collect(groupingBy(members -> members, TreeMap::new, counting()))
                .forEach((members, files) -> note("raw AWS output in "
                        + ValueText.count(files.intValue(), "schema file") + " lacks " + members
                        + ": these settings are unknown and " + consequence));
    }

    /** Warns about possible data loss or skipped work: once, even with {@code --quiet}, and in the report. */
    public void warn(String text) {
        warn(text, text);
    }

    /**
     * The same with another text on the screen.
     *
     * @param shown the warning as printed, which may name fewer tables
     */
    void warn(String text, String shown) {
        announcement.now();
        if (results.addWarning(text)) {
            say("warning: " + shown);
        }
    }

    private void say(String line) {
        progress.clear();
        app.console().err().println(ValueText.wrapped(line, app.console().columns(Console.STDERR), "  "));
        app.console().err().flush();
    }

    /**
     * Prints where the command runs.
     *
     * @param writes whether the command writes
     */
    public void announce(boolean writes) {
        if (session != null) {
            announcement.of(request.command() + (request.dryRun() ? " (dry run)" : ""), target, session, writes);
        }
    }

    /**
     * Runs work that no signal and no failure may interrupt. After one of them, no more such work starts. Several threads may
     * call this at the same time.
     */
    public <T> T undivided(Supplier<T> work) {
        return undivided.run(work);
    }
}
