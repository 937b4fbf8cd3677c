package dev.ddbtool.violations.cli.command;

import picocli.CommandLine;

/** Parses arguments a second time. */
final class ParsesArguments {

    private ParsesArguments() {}

    static void parse(Object options, String... words) {
        new CommandLine(options).parseArgs(words);
    }
}
