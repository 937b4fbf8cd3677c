package dev.ddbtool.cli.option;

import picocli.CommandLine.Option;

/** The options for safe changes. */
@OptionHeading("Safety")
public final class WriteOptions {

    @Option(names = "--dry-run", description = "Show the plan with its API calls; change nothing.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask before changing a protected environment, such as production.")
    private boolean yes;

    public boolean dryRun() {
        return dryRun;
    }

    /** Whether the user has confirmed the changes in advance. */
    public boolean confirmed() {
        return yes;
    }
}
