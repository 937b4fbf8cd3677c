package dev.ddbtool.badhouse.cli.run;

import java.util.List;

/** Breaks no rule. */
record TypedCommand(List<String> words) {}
