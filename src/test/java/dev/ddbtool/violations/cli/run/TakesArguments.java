package dev.ddbtool.violations.cli.run;

/** Takes what the process was started with. */
final class TakesArguments {

    private TakesArguments() {}

    static boolean debug(String[] arguments) {
        return arguments.length > 0;
    }
}
