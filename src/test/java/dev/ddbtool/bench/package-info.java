/** The benchmark: measures ddbtool and alternatives as whole processes; see {@code docs/performance.md}. */
@NullMarked
package dev.ddbtool.bench;

import org.jspecify.annotations.NullMarked;
