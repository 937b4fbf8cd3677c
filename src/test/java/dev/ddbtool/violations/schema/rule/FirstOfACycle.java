package dev.ddbtool.violations.schema.rule;

/** Part of a cycle between files, although there is none between classes. */
final class FirstOfACycle {

    private FirstOfACycle() {}

    record Part(SecondOfACycle second) {}
}
