package dev.ddbtool.badhouse.cli;

/** Named by a word that says nothing. */
record WordHelper() {}
