/** The options that commands share, and what they mean. */
@NullMarked
package dev.ddbtool.cli.option;

import org.jspecify.annotations.NullMarked;
