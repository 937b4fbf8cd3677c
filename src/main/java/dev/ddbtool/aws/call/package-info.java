/** One call to AWS: rates, time limits, retries, and the translation of errors. */
@NullMarked
package dev.ddbtool.aws.call;

import org.jspecify.annotations.NullMarked;
