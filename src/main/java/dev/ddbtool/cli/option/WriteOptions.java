package dev.ddbtool.cli.option;

import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.Variables;
import picocli.CommandLine.Option;

/** The options for safe changes. */
@OptionHeading("Safety")
public final class WriteOptions {

    @Option(names = "--dry-run", description = "Show the plan with its API calls; change nothing.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask before changing existing production tables. [env: DDBTOOL_YES=1]")
    private boolean yes;

    public boolean dryRun() {
        return dryRun;
    }

    public boolean confirmed(Variables variables) {
        return yes || variables.get("DDBTOOL_YES").filter("1"::equals).isPresent();
    }

    /**
     * Checks the variable at the start. Otherwise a typing error would be reported only at the confirmation.
     *
     * @throws CommandException if the variable is neither 1 nor 0
     */
    public void check(Variables variables) {
        variables.get("DDBTOOL_YES").filter(value -> !value.matches("[01]")).ifPresent(value -> {
            throw CommandException.usage("invalid value '" + value + "' for DDBTOOL_YES", "set it to 1, or unset it");
        });
    }
}
