package dev.ddbtool.report;

import dev.ddbtool.naming.NamingProposal;

/**
 * The project file that a command has written.
 *
 * @param file its path, relative to the working directory
 */
public record WrittenProject(String file, NamingProposal naming) {}
