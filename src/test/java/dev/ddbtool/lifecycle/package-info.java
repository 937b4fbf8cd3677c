/** The life of tables, from schema file to live table and back, on every backend that there is. */
@NullMarked
package dev.ddbtool.lifecycle;

import org.jspecify.annotations.NullMarked;
