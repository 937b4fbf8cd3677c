/** What a table is: values only. */
@NullMarked
package dev.ddbtool.schema;

import org.jspecify.annotations.NullMarked;
