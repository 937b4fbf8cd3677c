package dev.ddbtool.violations.schema;

import dev.ddbtool.violations.naming.Below;
import org.slf4j.Logger;

/** Writes a log, which is forbidden. Its import from below is allowed. */
public record LogsAndLooksDown(Below below, Logger logger) {}
