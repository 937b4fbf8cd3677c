/** What a table is, as a value and as a file; when it is invalid; and the summary of many. */
@NullMarked
package dev.ddbtool.schema;

import org.jspecify.annotations.NullMarked;
