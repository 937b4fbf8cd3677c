@NullMarked
package dev.ddbtool.schema.file;

import org.jspecify.annotations.NullMarked;
