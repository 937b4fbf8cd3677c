@NullMarked
package dev.ddbtool.schema;

import org.jspecify.annotations.NullMarked;
