package dev.ddbtool.badhouse.elsewhere;

/** Stands in no package of the table. */
record Lost() {}
