package dev.ddbtool.violations.naming;

import dev.ddbtool.violations.schema.LogsAndLooksDown;

/** Imports from above; and so there is a cycle. */
record LooksUp(LogsAndLooksDown above) {}
