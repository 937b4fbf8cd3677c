/** Tests of the built {@code target/ddbtool} as a process: launcher, signals, exit codes and output. */
@NullMarked
package dev.ddbtool.binary;

import org.jspecify.annotations.NullMarked;
