/** Comparison and planning: schema files, live tables and policy in, plan out. Pure: no input, no output, no clock. */
@NullMarked
package dev.ddbtool.plan.compare;

import org.jspecify.annotations.NullMarked;
