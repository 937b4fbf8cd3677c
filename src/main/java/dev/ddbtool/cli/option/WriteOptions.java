package dev.ddbtool.cli.option;

import dev.ddbtool.cli.run.CommandException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for safe changes. */
@OptionHeading("Safety")
public final class WriteOptions {

    @Mixin
    private final DryRunOptions dryRun = new DryRunOptions();

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask before changing a protected environment, such as production.")
    private boolean yes;

    public boolean dryRun() {
        return dryRun.dryRun();
    }

    public boolean showCalls() {
        return dryRun.showCalls();
    }

    /**
     * Checks the combination of options.
     *
     * @throws CommandException if {@code --show-calls} is given without {@code --dry-run}
     */
    public void check() {
        dryRun.check();
    }

    /** Whether the user has confirmed the changes in advance. */
    public boolean confirmed() {
        return yes;
    }
}
