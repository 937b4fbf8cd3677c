/** Tests of the package. */
@NullMarked
package dev.ddbtool.aws.call;

import org.jspecify.annotations.NullMarked;
