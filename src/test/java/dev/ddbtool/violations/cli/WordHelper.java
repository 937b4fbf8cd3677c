package dev.ddbtool.violations.cli;

/** Named by a word that says nothing. */
record WordHelper() {}
