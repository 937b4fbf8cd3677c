package dev.ddbtool.badhouse.schema.rule;

/** Half of a cycle between files, though there is none between the classes in them. */
final class FirstOfACycle {

    private FirstOfACycle() {}

    record Part(SecondOfACycle second) {}
}
