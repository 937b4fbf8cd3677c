package dev.ddbtool.violations.schema.rule;

/** The other half. */
record SecondOfACycle(FirstOfACycle first) {}
