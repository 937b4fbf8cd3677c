/** Templates of other tools, from the tables that {@code create} would create. */
@NullMarked
package dev.ddbtool.convert;

import org.jspecify.annotations.NullMarked;
