/** Breaks the rules of the architecture, so that they are known to notice. */
@NullMarked
package dev.ddbtool.violations.cli.run;

import org.jspecify.annotations.NullMarked;
