/** A fake of AWS's DynamoDB control plane in memory, with a settable clock, delays, limits and scripted faults. */
@NullMarked
package dev.ddbtool.fake;

import org.jspecify.annotations.NullMarked;
