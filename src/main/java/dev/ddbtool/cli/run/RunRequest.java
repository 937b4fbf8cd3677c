package dev.ddbtool.cli.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for, from the arguments alone.
 *
 * @param command its name
 * @param dryRun whether nothing may be changed
 * @param against the environment that takes the place of the schema files
 * @param indexVariables the variables that name the index, where no option does
 */
public record RunRequest(
        String command,
        TypedCommand typed,
        OutputSettings output,
        boolean dryRun,
        @Nullable String against,
        List<String> indexVariables) {

    public RunRequest {
        indexVariables = List.copyOf(indexVariables);
    }

    public RunRequest(String command, TypedCommand typed, OutputSettings output) {
        this(command, typed, output, false, null, List.of());
    }

    public RunRequest withDryRun(boolean dry) {
        return new RunRequest(command, typed, output, dry, against, indexVariables);
    }

    public RunRequest withAgainst(@Nullable String environment) {
        return new RunRequest(command, typed, output, dryRun, environment, indexVariables);
    }

    public RunRequest withIndexVariables(List<String> names) {
        return new RunRequest(command, typed, output, dryRun, against, names);
    }
}
