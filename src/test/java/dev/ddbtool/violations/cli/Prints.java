package dev.ddbtool.violations.cli;

/** Writes to System.out. */
final class Prints {

    private Prints() {}

    static void hello() {
        System.err.println("hello");
    }
}
