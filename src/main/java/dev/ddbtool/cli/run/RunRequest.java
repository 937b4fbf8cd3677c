package dev.ddbtool.cli.run;

import java.util.List;

/**
 * The request of the user, from the arguments.
 *
 * @param command the name of the command
 * @param dryRun whether nothing is changed
 * @param showCalls whether a dry run also shows the API calls
 * @param indexVariables the variables that define the index, if no option does
 */
public record RunRequest(
        String command,
        TypedCommand typed,
        OutputSettings output,
        boolean dryRun,
        boolean showCalls,
        List<String> indexVariables) {

    public RunRequest {
        indexVariables = List.copyOf(indexVariables);
    }

    public RunRequest(String command, TypedCommand typed, OutputSettings output) {
        this(command, typed, output, false, false, List.of());
    }

    public RunRequest withDryRun(boolean dry, boolean calls) {
        return new RunRequest(command, typed, output, dry, calls, indexVariables);
    }

    public RunRequest withIndexVariables(List<String> names) {
        return new RunRequest(command, typed, output, dryRun, showCalls, names);
    }
}
