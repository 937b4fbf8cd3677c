package dev.ddbtool.violations.cli.command;

import org.slf4j.Logger;

/** Writes a log, which people do not see. */
public record Logs(Logger logger) {}
