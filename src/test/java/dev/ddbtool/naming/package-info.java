/** Tests of the names: tables of cases, and properties that must hold for any names. */
@NullMarked
package dev.ddbtool.naming;

import org.jspecify.annotations.NullMarked;
