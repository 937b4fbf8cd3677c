package dev.ddbtool.violations.cli.run;

/** Takes the arguments of the process. */
final class TakesArguments {

    private TakesArguments() {}

    static boolean debug(String[] arguments) {
        return arguments.length > 0;
    }
}
