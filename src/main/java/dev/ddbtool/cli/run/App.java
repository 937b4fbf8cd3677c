package dev.ddbtool.cli.run;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.connect.Connection;
import dev.ddbtool.aws.call.connect.ConnectionSettings;
import dev.ddbtool.project.Variables;
import dev.ddbtool.report.Console;
import dev.ddbtool.report.ExitCode;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Everything from outside the process: streams, variables, connections, clock, random numbers.
 *
 * @param workingDirectory the folder from which relative paths start
 * @param running the latest run, for signals that interrupt it
 */
public record App(
        Console console,
        Variables variables,
        Path workingDirectory,
        Outside outside,
        AtomicReference<@Nullable Interruptible> running) {

    public App(Console console, Variables variables, Path workingDirectory, Outside outside) {
        this(console, variables, workingDirectory, outside, new AtomicReference<>());
    }

    /** A run that a signal can interrupt. */
    public interface Interruptible {

        /** Reports the results so far, once, and returns the exit code of the process. */
        int interrupted(ExitCode signal);
    }

    /** Access to the outside. Nothing is opened before a command requires it. */
    public interface Outside {

        /** Configures logging, once per process. */
        void configureLogging(boolean debug);

        /** Installs the signal handlers that end the run and the process. */
        void handleSignals(App app);

        Connection connect(ConnectionSettings settings);

        Agenda agenda();

        RandomGenerator random();

        /** The time zone of the user. */
        ZoneId zone();
    }
}
