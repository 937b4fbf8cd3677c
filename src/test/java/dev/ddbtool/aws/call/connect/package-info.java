/** Tests of the package. */
@NullMarked
package dev.ddbtool.aws.call.connect;

import org.jspecify.annotations.NullMarked;
