package dev.ddbtool.violations.cli;

/** Defines its own exit codes. */
final class NumbersItsExits {

    static final int EXIT_USAGE = 2;

    private NumbersItsExits() {}
}
