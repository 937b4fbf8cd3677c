package dev.ddbtool.badhouse.schema.rule;

/** The other half. */
record SecondOfACycle(FirstOfACycle first) {}
