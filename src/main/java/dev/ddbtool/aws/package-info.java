/** Reads live tables, carries out plans, and maps values to requests and back. */
@NullMarked
package dev.ddbtool.aws;

import org.jspecify.annotations.NullMarked;
