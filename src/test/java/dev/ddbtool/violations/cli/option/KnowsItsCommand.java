package dev.ddbtool.violations.cli.option;

import dev.ddbtool.violations.cli.command.Logs;

/** Uses the command that has the option. */
record KnowsItsCommand(Logs command) {}
