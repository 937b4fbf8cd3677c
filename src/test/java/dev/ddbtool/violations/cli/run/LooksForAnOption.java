package dev.ddbtool.violations.cli.run;

/** Searches the arguments for an option. */
final class LooksForAnOption {

    private LooksForAnOption() {}

    static boolean debug(TypedCommand typed) {
        return typed.words().contains("--debug");
    }
}
