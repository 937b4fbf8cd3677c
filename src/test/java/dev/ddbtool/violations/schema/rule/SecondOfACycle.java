package dev.ddbtool.violations.schema.rule;

/** The other part. */
record SecondOfACycle(FirstOfACycle first) {}
