/** How a plan is made: schema files and live tables compared under a policy. Pure: no input, no output, no clock. */
@NullMarked
package dev.ddbtool.plan.compare;

import org.jspecify.annotations.NullMarked;
