/** Breaks the rules of the house, so that they are known to notice. */
@NullMarked
package dev.ddbtool.badhouse.problem;

import org.jspecify.annotations.NullMarked;
