package dev.ddbtool.report;

import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.project.ResolvedSetting;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The result of a command, independent of the output format.
 *
 * @param sides what was compared
 * @param showCalls whether a dry run also shows the API calls
 * @param awsOptions the AWS CLI options for the same profile, Region and endpoint
 * @param problems the problems in schema files that ended the command
 * @param warnings the warnings, in the order in which they were printed
 * @param project the project file that the command has written
 * @param settings the settings that {@code config} lists
 * @param live the environments that {@code config --live} lists
 * @param files the files that {@code convert} has written
 * @param document the text that stdout contains instead of a text report; null for the report
 * @param next the suggested next commands, one per line; after {@code carryOn}, what to run if that is refused
 * @param carryOn the command that continues the run, if it is incomplete
 * @param locations the files and lines that the results are about
 * @param ended when the run ended
 */
public record Report(
        String command,
        @Nullable String environment,
        @Nullable String prefix,
        @Nullable String region,
        @Nullable String account,
        @Nullable String endpoint,
        Sides sides,
        boolean dryRun,
        boolean showCalls,
        List<TableResult> tables,
        String awsOptions,
        List<FileProblem> problems,
        List<String> warnings,
        List<ResolvedSetting> settings,
        @Nullable List<LiveEnvironment> live,
        @Nullable Failure error,
        @Nullable WrittenProject project,
        List<WrittenFile> files,
        @Nullable String document,
        List<String> next,
        @Nullable String carryOn,
        ExitCode exitCode,
        Locations locations,
        Instant ended) {

    private static final String PROGRAM = "ddbtool";

    public Report {
        tables = List.copyOf(tables);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        settings = List.copyOf(settings);
        files = List.copyOf(files);
        next = List.copyOf(next);
    }

    /** The command and its environment. */
    String title() {
        return (command.equals(PROGRAM) ? PROGRAM : PROGRAM + " " + command)
                + (dryRun ? " (dry run)" : "")
                + (environment == null ? "" : ", environment " + environment);
    }

    /** The result in one line: the number of tables by outcome, otherwise the exit code. */
    String summary() {
        return tables.isEmpty()
                ? exitCode == ExitCode.OK ? "done" : "exit code " + exitCode.code()
                : counts().entrySet().stream()
                        .map(each -> ValueText.count(each.getKey(), each.getValue()))
                        .collect(Collectors.joining(", "));
    }

    /** What {@code config} lists, in rows of three columns: settings, or live environments. */
    List<List<String>> rows() {
        return live == null
                ? settings.stream()
                        .map(each -> List.of(each.name(), ValueText.of(each), each.source()))
                        .toList()
                : live.stream()
                        .map(each -> List.of(
                                each.name(), ValueText.count(each.tables().size(), "table"), each.remark()))
                        .toList();
    }

    /** The tables, those that need attention first. */
    List<TableResult> byUrgency() {
        return tables.stream()
                .sorted(Comparator.comparing(table -> Outcomes.urgency(table.outcome())))
                .toList();
    }

    /** Whether the error only counts problems that the report lists. */
    boolean listsError() {
        return !exitCode.isSignal()
                && (!problems.isEmpty()
                        || tables.stream().anyMatch(table -> !table.problems().isEmpty()));
    }

    /** The number of tables by outcome. */
    Map<String, Long> counts() {
        return tables.stream()
                .collect(Collectors.groupingBy(table -> table.outcome().word(), TreeMap::new, Collectors.counting()));
    }
}
