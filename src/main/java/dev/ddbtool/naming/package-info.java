/** Environments and the names of tables in them. */
@NullMarked
package dev.ddbtool.naming;

import org.jspecify.annotations.NullMarked;
