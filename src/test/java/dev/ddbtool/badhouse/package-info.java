/** A house that breaks every rule of ours, one class a rule. */
@NullMarked
package dev.ddbtool.badhouse;

import org.jspecify.annotations.NullMarked;
