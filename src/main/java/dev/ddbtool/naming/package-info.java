/** Environments and the names of their tables. */
@NullMarked
package dev.ddbtool.naming;

import org.jspecify.annotations.NullMarked;
