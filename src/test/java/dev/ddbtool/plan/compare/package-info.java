/** Tests of comparison and planning: tables of schema, live table and policy. */
@NullMarked
package dev.ddbtool.plan.compare;

import org.jspecify.annotations.NullMarked;
