@NullMarked
package dev.ddbtool.schema.rule;

import org.jspecify.annotations.NullMarked;
