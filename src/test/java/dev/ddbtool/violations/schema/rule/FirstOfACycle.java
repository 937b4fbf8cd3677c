package dev.ddbtool.violations.schema.rule;

/** Half of a cycle between files, though there is none between the classes in them. */
final class FirstOfACycle {

    private FirstOfACycle() {}

    record Part(SecondOfACycle second) {}
}
