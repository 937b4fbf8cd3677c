/** The shell script in front of the jar. */
@NullMarked
package dev.ddbtool.launcher;

import org.jspecify.annotations.NullMarked;
