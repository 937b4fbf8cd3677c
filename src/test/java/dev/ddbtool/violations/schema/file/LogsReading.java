package dev.ddbtool.violations.schema.file;

import org.slf4j.Logger;

/** Writes a log where nothing may. */
record LogsReading(Logger logger) {}
