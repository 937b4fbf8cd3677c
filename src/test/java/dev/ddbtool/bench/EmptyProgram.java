package dev.ddbtool.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A program that does nothing, to measure picocli and the JVM alone. */
@Command(name = "empty", description = "Does nothing.", mixinStandardHelpOptions = true, version = "empty 1.0")
final class EmptyProgram implements Callable<Integer> {

    private EmptyProgram() {}

    @Override
    public Integer call() {
        return 0;
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new EmptyProgram()).execute(arguments));
    }
}
