/** The report of a run as text and JSON, the console, and the exit codes. */
@NullMarked
package dev.ddbtool.report;

import org.jspecify.annotations.NullMarked;
