/** The run that all commands share: connection, confirmation, progress and report. */
@NullMarked
package dev.ddbtool.cli.run;

import org.jspecify.annotations.NullMarked;
