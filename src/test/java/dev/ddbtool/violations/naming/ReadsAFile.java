package dev.ddbtool.violations.naming;

import java.nio.file.Path;

/** Uses files in a package of values. */
record ReadsAFile(Path file) {}
