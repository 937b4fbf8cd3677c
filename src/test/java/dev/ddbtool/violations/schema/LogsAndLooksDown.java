package dev.ddbtool.violations.schema;

import dev.ddbtool.violations.naming.Below;
import org.slf4j.Logger;

/** Writes a log where nothing may; its look down is allowed. */
public record LogsAndLooksDown(Below below, Logger logger) {}
