package dev.ddbtool.violations.schema.file;

import org.slf4j.Logger;

/** Writes a log. */
record LogsReading(Logger logger) {}
