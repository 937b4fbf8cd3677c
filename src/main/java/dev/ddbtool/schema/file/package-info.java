/** The schema folder: reading with line numbers, writing, summary and overview. */
@NullMarked
package dev.ddbtool.schema.file;

import org.jspecify.annotations.NullMarked;
