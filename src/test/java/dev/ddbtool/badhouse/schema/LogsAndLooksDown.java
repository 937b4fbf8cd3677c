package dev.ddbtool.badhouse.schema;

import dev.ddbtool.badhouse.naming.Below;
import org.slf4j.Logger;

/** Writes a log where nothing may; its look down is allowed. */
public record LogsAndLooksDown(Below below, Logger logger) {}
