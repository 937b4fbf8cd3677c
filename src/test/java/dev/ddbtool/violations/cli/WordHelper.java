package dev.ddbtool.violations.cli;

/** Has a name that says nothing. */
record WordHelper() {}
