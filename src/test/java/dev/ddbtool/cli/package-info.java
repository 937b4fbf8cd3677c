/** Tests of the real entry point: literal command lines and their output. */
@NullMarked
package dev.ddbtool.cli;

import org.jspecify.annotations.NullMarked;
