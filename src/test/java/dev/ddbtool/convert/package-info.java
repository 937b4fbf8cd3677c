@NullMarked
package dev.ddbtool.convert;

import org.jspecify.annotations.NullMarked;
