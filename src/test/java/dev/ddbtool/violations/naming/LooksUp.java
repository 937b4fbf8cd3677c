package dev.ddbtool.violations.naming;

import dev.ddbtool.violations.schema.LogsAndLooksDown;

/** Imports from a package above, which creates a cycle. */
record LooksUp(LogsAndLooksDown above) {}
