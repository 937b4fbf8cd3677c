package dev.ddbtool.cli.run;

/**
 * The output of a run.
 *
 * @param json whether stdout is one JSON document instead of text
 * @param quiet whether notes and progress are hidden
 * @param debug whether stack traces and the log of the AWS SDK are shown
 * @param colors whether terminals show colours
 */
public record OutputSettings(boolean json, boolean quiet, boolean debug, boolean colors) {}
