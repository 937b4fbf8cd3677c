package dev.ddbtool.violations.aws;

import picocli.CommandLine.Option;

/** Knows the command line, which is above it. */
record KnowsOptions(Option option) {}
