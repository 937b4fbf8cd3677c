package dev.ddbtool.violations.naming;

import java.nio.file.Path;

/** Knows files, where only values are known. */
record ReadsAFile(Path file) {}
