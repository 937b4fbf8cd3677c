/** The project file {@code ddbtool.toml}, the variables, and which of them decides a setting. */
@NullMarked
package dev.ddbtool.project;

import org.jspecify.annotations.NullMarked;
