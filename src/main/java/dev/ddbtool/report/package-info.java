/** The report of a run in every output format, the console, and the exit codes. */
@NullMarked
package dev.ddbtool.report;

import org.jspecify.annotations.NullMarked;
