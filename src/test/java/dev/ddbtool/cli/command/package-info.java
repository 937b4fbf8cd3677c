/** Tests of the package. */
@NullMarked
package dev.ddbtool.cli.command;

import org.jspecify.annotations.NullMarked;
