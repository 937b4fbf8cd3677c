package dev.ddbtool.report;

import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.problem.FileProblem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a command, before it takes a form.
 *
 * @param against the environment that took the place of the schema files
 * @param awsOptions the options that lead the AWS CLI to the same place
 * @param problems what is wrong with schema files, for those commands that end because of it
 * @param warnings the warnings, in the order in which they were printed
 * @param next what to do next, a line each
 * @param carryOn the command that carries on, where something is left to do
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
        List<TableResult> tables,
        String awsOptions,
        List<FileProblem> problems,
        List<String> warnings,
        @Nullable Failure error,
        List<String> next,
        @Nullable String carryOn,
        ExitCode exitCode) {

    public Report {
        tables = List.copyOf(tables);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        next = List.copyOf(next);
    }

    /** What live tables were held against, in a word. */
    String wantedSide() {
        return against == null ? "schema" : against;
    }

    String liveSide() {
        return against == null ? "live" : String.valueOf(environment);
    }

    /** What is said of a table that is not live. */
    String onlyWanted() {
        return against == null ? "in the schema files, but not live" : "live only in " + against;
    }

    /** What is said of a table that is live and should not be. */
    String onlyLive() {
        return against == null ? "live, but not in the schema files" : "live only in " + environment;
    }

    /** How many tables ended in which way, by the outcome's word. */
    Map<String, Long> counts() {
        return tables.stream()
                .collect(Collectors.groupingBy(table -> table.outcome().word(), TreeMap::new, Collectors.counting()));
    }
}
