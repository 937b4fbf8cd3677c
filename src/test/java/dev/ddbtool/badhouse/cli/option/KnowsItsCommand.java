package dev.ddbtool.badhouse.cli.option;

import dev.ddbtool.badhouse.cli.command.Logs;

/** Knows the command that has the option. */
record KnowsItsCommand(Logs command) {}
