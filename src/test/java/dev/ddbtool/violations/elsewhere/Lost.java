package dev.ddbtool.violations.elsewhere;

/** Stands in no package of the table. */
record Lost() {}
