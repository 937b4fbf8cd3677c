/** Tests of the project file and of the precedence of settings. */
@NullMarked
package dev.ddbtool.project;

import org.jspecify.annotations.NullMarked;
