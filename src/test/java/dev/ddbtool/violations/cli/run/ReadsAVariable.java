package dev.ddbtool.violations.cli.run;

/** Reads an environment variable directly. */
final class ReadsAVariable {

    private ReadsAVariable() {}

    static String home() {
        return System.getenv("HOME");
    }
}
