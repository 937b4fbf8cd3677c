/** One run of a command: its connection, its questions and its report, whatever the command is. */
@NullMarked
package dev.ddbtool.cli.run;

import org.jspecify.annotations.NullMarked;
