/** The rules that a table must keep to be valid, each with its source. */
@NullMarked
package dev.ddbtool.schema.rule;

import org.jspecify.annotations.NullMarked;
