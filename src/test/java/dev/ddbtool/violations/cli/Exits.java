package dev.ddbtool.violations.cli;

/** Ends the process. */
final class Exits {

    private Exits() {}

    static void now() {
        System.exit(1);
    }
}
