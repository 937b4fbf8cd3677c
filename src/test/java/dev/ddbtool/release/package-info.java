/** The scripts that publish and install a release. */
@NullMarked
package dev.ddbtool.release;

import org.jspecify.annotations.NullMarked;
