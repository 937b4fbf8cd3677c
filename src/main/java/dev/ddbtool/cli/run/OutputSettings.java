package dev.ddbtool.cli.run;

/**
 * How a run shows what it finds.
 *
 * @param json whether stdout gets one JSON document instead of text
 * @param quiet whether notes and progress are dropped
 * @param debug whether stack traces and the AWS SDK's log are shown
 * @param colors whether terminals get colours
 */
public record OutputSettings(boolean json, boolean quiet, boolean debug, boolean colors) {}
