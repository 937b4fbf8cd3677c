package dev.ddbtool.cli.option;

import dev.ddbtool.cli.run.CommandException;
import picocli.CommandLine.Option;

/** The options that show changes without making them. */
@OptionHeading("Safety")
public final class DryRunOptions {

    @Option(names = "--dry-run", description = "Show what would change; change nothing.")
    private boolean dryRun;

    @Option(names = "--show-calls", description = "With --dry-run: also show the API calls, as AWS CLI commands.")
    private boolean showCalls;

    public boolean dryRun() {
        return dryRun;
    }

    public boolean showCalls() {
        return showCalls;
    }

    /**
     * Checks the combination of options.
     *
     * @throws CommandException if {@code --show-calls} is given without {@code --dry-run}
     */
    public void check() {
        if (showCalls && !dryRun) {
            throw CommandException.usage("--show-calls requires --dry-run", "add --dry-run, or omit --show-calls");
        }
    }
}
