package dev.ddbtool.violations.elsewhere;

/** Is in no package of the list. */
record Lost() {}
