/** Breaks the architecture rules on purpose, to prove that they detect violations. */
@NullMarked
package dev.ddbtool.violations.convert;

import org.jspecify.annotations.NullMarked;
