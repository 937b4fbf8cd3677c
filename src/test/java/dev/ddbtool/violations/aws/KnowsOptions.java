package dev.ddbtool.violations.aws;

import picocli.CommandLine.Option;

/** Uses options, which are above it. */
record KnowsOptions(Option option) {}
