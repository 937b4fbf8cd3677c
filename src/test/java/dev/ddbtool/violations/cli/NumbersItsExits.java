package dev.ddbtool.violations.cli;

/** Has exit codes of its own. */
final class NumbersItsExits {

    static final int EXIT_USAGE = 2;

    private NumbersItsExits() {}
}
