/** The commands: options, and a few lines that use them. */
@NullMarked
package dev.ddbtool.cli.command;

import org.jspecify.annotations.NullMarked;
