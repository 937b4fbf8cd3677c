/** The lifecycle of tables, from schema file to live table and back, on every backend. */
@NullMarked
package dev.ddbtool.lifecycle;

import org.jspecify.annotations.NullMarked;
