package dev.ddbtool.badhouse.naming;

import java.nio.file.Path;

/** Knows files, where only values are known. */
record ReadsAFile(Path file) {}
