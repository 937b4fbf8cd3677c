/** The commands. */
@NullMarked
package dev.ddbtool.cli.command;

import org.jspecify.annotations.NullMarked;
