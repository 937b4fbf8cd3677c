/** The benchmark: whole processes, timed beside what people compare them with; {@code docs/performance.md}. */
@NullMarked
package dev.ddbtool.bench;

import org.jspecify.annotations.NullMarked;
