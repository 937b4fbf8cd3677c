/** Tests of the launcher script. */
@NullMarked
package dev.ddbtool.launcher;

import org.jspecify.annotations.NullMarked;
