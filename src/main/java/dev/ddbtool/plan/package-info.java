/** Values: policies, differences, steps, blockers, plans and results. Pure: no input, no output, no clock. */
@NullMarked
package dev.ddbtool.plan;

import org.jspecify.annotations.NullMarked;
