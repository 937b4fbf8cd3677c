package dev.ddbtool.cli;

import picocli.CommandLine.Option;

/** What is asked for before something is changed. */
final class WriteOptions {

    @Option(names = "--dry-run", description = "Show what would be done, as the ordered API calls; change nothing.")
    boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask before an existing production table is changed. [env: DDBTOOL_YES=1]")
    boolean yes;

    boolean confirmed(Variables variables) {
        return yes || variables.get("DDBTOOL_YES").filter("1"::equals).isPresent();
    }

    /**
     * Checks the variable before anything is done: who has mistyped it would be refused much later.
     *
     * @throws CommandException if it is neither 1 nor 0
     */
    void check(Variables variables) {
        variables.get("DDBTOOL_YES").filter(value -> !value.matches("[01]")).ifPresent(value -> {
            throw CommandException.usage("DDBTOOL_YES '" + value + "' is not known", "set it to 1, or unset it");
        });
    }
}
