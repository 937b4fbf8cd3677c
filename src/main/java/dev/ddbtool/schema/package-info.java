/** The values that describe a table. */
@NullMarked
package dev.ddbtool.schema;

import org.jspecify.annotations.NullMarked;
