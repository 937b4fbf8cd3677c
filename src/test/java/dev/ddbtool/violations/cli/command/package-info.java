/** Breaks the architecture rules on purpose, to prove that they detect violations. */
@NullMarked
package dev.ddbtool.violations.cli.command;

import org.jspecify.annotations.NullMarked;
