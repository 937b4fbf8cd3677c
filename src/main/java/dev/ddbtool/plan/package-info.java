/** What must happen to the tables of an environment, why it must not, and what has happened. Pure: no input, no output, no clock. */
@NullMarked
package dev.ddbtool.plan;

import org.jspecify.annotations.NullMarked;
