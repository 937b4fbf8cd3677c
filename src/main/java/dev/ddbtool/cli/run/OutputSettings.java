package dev.ddbtool.cli.run;

import dev.ddbtool.report.OutputFormat;

/**
 * The output of a run.
 *
 * @param format the format of stdout
 * @param quiet whether notes and progress are hidden
 * @param debug whether stack traces and the log of the AWS SDK are shown
 * @param colors whether terminals show colours
 */
public record OutputSettings(OutputFormat format, boolean quiet, boolean debug, boolean colors) {}
