package dev.ddbtool.report;

/**
 * A file that a conversion has written.
 *
 * @param file its path, relative to the working directory
 * @param written false if it already had the same content
 */
public record WrittenFile(String file, boolean written) {}
