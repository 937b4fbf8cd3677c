/** The built {@code target/ddbtool} as a process: launcher, signals, exit codes, and what it prints and does not print. */
@NullMarked
package dev.ddbtool.binary;

import org.jspecify.annotations.NullMarked;
