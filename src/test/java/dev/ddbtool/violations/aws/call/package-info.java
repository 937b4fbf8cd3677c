/** Breaks the rules of the architecture, so that they are known to notice. */
@NullMarked
package dev.ddbtool.violations.aws.call;

import org.jspecify.annotations.NullMarked;
