package dev.ddbtool.cli.run;

import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.report.Display;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.report.Locations;
import dev.ddbtool.report.Outcomes;
import dev.ddbtool.report.Report;
import dev.ddbtool.report.WrittenProject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the report of a run, once. */
final class Reporter {

    private final App app;
    private final RunRequest request;
    private final @Nullable TargetEnvironment target;
    private final RunResults results;
    private final NextCommands next;
    private @Nullable ExitCode reported;

    Reporter(App app, RunRequest request, @Nullable TargetEnvironment target, RunResults results) {
        this.app = app;
        this.request = request;
        this.target = target;
        this.results = results;
        this.next = new NextCommands(
                request,
                app.variables(),
                target == null ? List.of() : target.all().flagsForVariables());
    }

    /**
     * Writes the report, unless it is already written, and returns the exit code. A second caller waits until it is
     * written.
     */
    synchronized int report(Runnable prepare, @Nullable Failure error, ExitCode own, @Nullable Session session) {
        if (reported == null) {
            prepare.run();
            Report report = of(error, own, session);
            Display display = new Display(
                    app.console(), request.output().colors(), request.output().quiet());
            boolean written = request.output().format().write(report, display);
            reported = written ? report.exitCode() : ExitCode.first(List.of(report.exitCode(), ExitCode.FAILED));
        }
        return reported.code();
    }

    NextCommands next() {
        return next;
    }

    private Report of(@Nullable Failure error, ExitCode own, @Nullable Session session) {
        List<TableResult> tables = results.tables();
        List<ExitCode> codes = new ArrayList<>(List.of(own));
        codes.addAll(Outcomes.exitCodes(tables));
        ExitCode code = ExitCode.first(codes);
        String carryOn = !request.dryRun() && leftToDo(code, own, tables) ? next.carryOn(code, tables) : null;
        TargetEnvironment named = results.sides().change() ? null : target; // files belong to no environment
        return new Report(
                request.command(),
                named == null ? null : named.environment().name(),
                named == null ? null : named.names().prefix(),
                session == null ? null : session.connection().region(),
                session == null ? null : session.account().orElse(null),
                session == null || session.connection().endpoint().override() == null
                        ? null
                        : session.connection().endpoint().override().toString(),
                results.sides(),
                request.dryRun(),
                request.showCalls(),
                tables,
                session == null ? "" : session.awsOptions(),
                results.problems(),
                results.warnings(),
                results.settings(),
                results.live(),
                error,
                results.project(),
                results.written(),
                results.document(),
                next(error, carryOn, tables),
                carryOn,
                code,
                new Locations(
                        app.workingDirectory(),
                        target == null ? null : target.all().project().file(),
                        results.files()),
                (session == null ? app.outside().agenda() : session.agenda()).now());
    }

    private List<String> next(@Nullable Failure error, @Nullable String carryOn, List<TableResult> tables) {
        if (carryOn != null) {
            return target == null ? List.of() : next.ifRefused(target, tables);
        }
        if (error != null) {
            return List.of(); // the error has a hint
        }
        WrittenProject project = results.project();
        if (project != null) {
            return List.of(
                    project.naming().assigned() == 0
                            ? "check the file: ddbtool config"
                            : "check the file, then write the schema files: ddbtool export");
        }
        return target == null
                ? List.of()
                : next.lines(target, tables, results.sides().areFilesAndTables());
    }

    /** An interrupted export can be repeated: files that are already written stay unchanged. */
    private boolean leftToDo(ExitCode code, ExitCode own, List<TableResult> tables) {
        return Outcomes.leftToDo(code, tables) || (request.command().equals("export") && own.isSignal());
    }
}
