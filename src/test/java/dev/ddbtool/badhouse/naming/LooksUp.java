package dev.ddbtool.badhouse.naming;

import dev.ddbtool.badhouse.schema.LogsAndLooksDown;

/** Imports from above; and so there is a cycle. */
record LooksUp(LogsAndLooksDown above) {}
