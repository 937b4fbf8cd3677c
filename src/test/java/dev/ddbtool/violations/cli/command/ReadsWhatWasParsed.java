package dev.ddbtool.violations.cli.command;

import picocli.CommandLine.Model.CommandSpec;

/** Reads the raw arguments from picocli. */
final class ReadsWhatWasParsed {

    private ReadsWhatWasParsed() {}

    static boolean debug(CommandSpec command) {
        return command.commandLine().getParseResult().hasMatchedOption("--debug");
    }
}
