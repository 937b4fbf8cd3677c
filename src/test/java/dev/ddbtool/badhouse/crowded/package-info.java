/** Breaks the rules of the house, so that they are known to notice. */
@NullMarked
package dev.ddbtool.badhouse.crowded;

import org.jspecify.annotations.NullMarked;
