/** DynamoDB's control plane in memory, as AWS answers, with a settable clock, slow states, limits and scripted faults. */
@NullMarked
package dev.ddbtool.fake;

import org.jspecify.annotations.NullMarked;
