/** Breaks the rules of the architecture, so that they are known to notice. */
@NullMarked
package dev.ddbtool.violations.schema.file;

import org.jspecify.annotations.NullMarked;
