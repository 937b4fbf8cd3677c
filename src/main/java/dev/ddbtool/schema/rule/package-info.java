/** The rules that make a table valid, each with its source. */
@NullMarked
package dev.ddbtool.schema.rule;

import org.jspecify.annotations.NullMarked;
