package dev.ddbtool.violations.cli.run;

import java.util.List;

/** Breaks no rule. */
record TypedCommand(List<String> words) {}
