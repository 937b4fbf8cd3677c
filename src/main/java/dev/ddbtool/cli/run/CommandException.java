package dev.ddbtool.cli.run;

import dev.ddbtool.problem.Failure;
import dev.ddbtool.report.ExitCode;

/** Ends a command with a message and an exit code. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final transient Failure failure;

    public CommandException(ExitCode exitCode, Failure failure) {
        super(failure.message());
        this.exitCode = exitCode;
        this.failure = failure;
    }

    public static CommandException usage(String message, String hint) {
        return new CommandException(ExitCode.USAGE, new Failure(message, hint, null));
    }

    public static CommandException refused(String message, String hint) {
        return new CommandException(ExitCode.REFUSED, new Failure(message, hint, null));
    }

    public static CommandException failed(String message, String hint) {
        return new CommandException(ExitCode.FAILED, new Failure(message, hint, null));
    }

    ExitCode exitCode() {
        return exitCode;
    }

    Failure failure() {
        return failure;
    }
}
