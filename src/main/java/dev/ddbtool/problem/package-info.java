/** Problems and their locations: failures, problems in files, quoting, visible control characters. */
@NullMarked
package dev.ddbtool.problem;

import org.jspecify.annotations.NullMarked;
