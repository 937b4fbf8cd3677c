/** The options that commands share. */
@NullMarked
package dev.ddbtool.cli.option;

import org.jspecify.annotations.NullMarked;
