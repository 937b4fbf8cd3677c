package dev.ddbtool.report;

import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.project.ResolvedSetting;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The result of a command, independent of the output format.
 *
 * @param against the environment that was compared with instead of the schema files
 * @param showCalls whether a dry run also shows the API calls
 * @param awsOptions the AWS CLI options for the same profile, Region and endpoint
 * @param problems the problems in schema files that ended the command
 * @param warnings the warnings, in the order in which they were printed
 * @param project the project file that the command has written
 * @param settings the settings that {@code config} lists
 * @param next the suggested next commands, one per line
 * @param carryOn the command that continues the run, if it is incomplete
 */
public record Report(
        String command,
        @Nullable String environment,
        @Nullable String prefix,
        @Nullable String region,
        @Nullable String account,
        @Nullable String endpoint,
        @Nullable String against,
        boolean dryRun,
        boolean showCalls,
        List<TableResult> tables,
        String awsOptions,
        List<FileProblem> problems,
        List<String> warnings,
        List<ResolvedSetting> settings,
        @Nullable Failure error,
        @Nullable WrittenProject project,
        List<String> next,
        @Nullable String carryOn,
        ExitCode exitCode) {

    public Report {
        tables = List.copyOf(tables);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        settings = List.copyOf(settings);
        next = List.copyOf(next);
    }

    /** The label of the values that live tables were compared with. */
    String wantedSide() {
        return against == null ? "schema" : against;
    }

    String liveSide() {
        return against == null ? "live" : String.valueOf(environment);
    }

    /** The description of a table that is not live. */
    String onlyWanted() {
        return against == null ? "in the schema files, but not live" : "live only in " + against;
    }

    /** The description of a live table without a counterpart. */
    String onlyLive() {
        return against == null ? "live, but not in the schema files" : "live only in " + environment;
    }

    /** The number of tables by outcome. */
    Map<String, Long> counts() {
        return tables.stream()
                .collect(Collectors.groupingBy(table -> table.outcome().word(), TreeMap::new, Collectors.counting()));
    }
}
