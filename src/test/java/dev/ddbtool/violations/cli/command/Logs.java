package dev.ddbtool.violations.cli.command;

import org.slf4j.Logger;

/** Writes a log. */
public record Logs(Logger logger) {}
