/** What is wrong and where: failures, problems in files, quoting, and control characters made visible. */
@NullMarked
package dev.ddbtool.problem;

import org.jspecify.annotations.NullMarked;
