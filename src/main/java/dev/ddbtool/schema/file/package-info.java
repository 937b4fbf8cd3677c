/** The folder of schema files: reading with line numbers, writing, the summary and the overview. */
@NullMarked
package dev.ddbtool.schema.file;

import org.jspecify.annotations.NullMarked;
