package dev.ddbtool.violations.cli.run;

import picocli.CommandLine.Option;

/** Knows options, where only resolved requests are known. */
record KnowsOptions(Option option) {}
