@NullMarked
package dev.ddbtool.problem;

import org.jspecify.annotations.NullMarked;
