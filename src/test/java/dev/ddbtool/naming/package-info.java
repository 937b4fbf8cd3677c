/** Tests of environments and names: tables of cases, and properties of all names. */
@NullMarked
package dev.ddbtool.naming;

import org.jspecify.annotations.NullMarked;
