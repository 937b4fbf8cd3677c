/** Tests of the real entry point: literal command lines, and what they print. */
@NullMarked
package dev.ddbtool.cli;

import org.jspecify.annotations.NullMarked;
