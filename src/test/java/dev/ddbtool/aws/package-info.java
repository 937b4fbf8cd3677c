/** Tests of reading, carrying out and waiting, in virtual time. */
@NullMarked
package dev.ddbtool.aws;

import org.jspecify.annotations.NullMarked;
