/** Tests of the values of a plan. */
@NullMarked
package dev.ddbtool.plan;

import org.jspecify.annotations.NullMarked;
