/** The program: the command line, its help, the process and its signals. */
@NullMarked
package dev.ddbtool.cli;

import org.jspecify.annotations.NullMarked;
