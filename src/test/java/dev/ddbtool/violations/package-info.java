/** Code that breaks every rule of the architecture, one class for each. */
@NullMarked
package dev.ddbtool.violations;

import org.jspecify.annotations.NullMarked;
