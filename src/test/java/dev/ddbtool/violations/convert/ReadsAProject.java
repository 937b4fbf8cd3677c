package dev.ddbtool.violations.convert;

import dev.ddbtool.violations.cli.command.Logs;

/** Uses a command in the package of the templates. */
record ReadsAProject(Logs command) {}
