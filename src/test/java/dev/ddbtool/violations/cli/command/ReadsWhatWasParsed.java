package dev.ddbtool.violations.cli.command;

import picocli.CommandLine.Model.CommandSpec;

/** Asks picocli which words were typed. */
final class ReadsWhatWasParsed {

    private ReadsWhatWasParsed() {}

    static boolean debug(CommandSpec command) {
        return command.commandLine().getParseResult().hasMatchedOption("--debug");
    }
}
