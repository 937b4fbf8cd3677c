package dev.ddbtool.violations.cli.run;

import picocli.CommandLine.Option;

/** Uses options in a package of resolved requests. */
record KnowsOptions(Option option) {}
