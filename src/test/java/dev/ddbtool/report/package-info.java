/** Tests of the package. */
@NullMarked
package dev.ddbtool.report;

import org.jspecify.annotations.NullMarked;
