/** Tests of the package. */
@NullMarked
package dev.ddbtool.cli.run;

import org.jspecify.annotations.NullMarked;
