/** The report of a run as text and as JSON, the console it goes to, and the exit codes. */
@NullMarked
package dev.ddbtool.report;

import org.jspecify.annotations.NullMarked;
