package dev.ddbtool.violations.cli;

/** Writes to a stream that it was not handed. */
final class Prints {

    private Prints() {}

    static void hello() {
        System.err.println("hello");
    }
}
