package dev.ddbtool.violations.cli.run;

/** Looks for an option among the words that were typed. */
final class LooksForAnOption {

    private LooksForAnOption() {}

    static boolean debug(TypedCommand typed) {
        return typed.words().contains("--debug");
    }
}
