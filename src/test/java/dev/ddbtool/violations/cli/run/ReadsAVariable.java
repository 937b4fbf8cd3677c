package dev.ddbtool.violations.cli.run;

/** Reads a variable that it was not handed. */
final class ReadsAVariable {

    private ReadsAVariable() {}

    static String home() {
        return System.getenv("HOME");
    }
}
