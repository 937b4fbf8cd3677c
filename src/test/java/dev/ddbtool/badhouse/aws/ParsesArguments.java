package dev.ddbtool.badhouse.aws;

import picocli.CommandLine;

/** Knows the command line below it. */
record ParsesArguments(CommandLine line) {}
