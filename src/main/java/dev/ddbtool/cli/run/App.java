package dev.ddbtool.cli.run;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.connect.Connection;
import dev.ddbtool.aws.call.connect.ConnectionSettings;
import dev.ddbtool.report.Console;
import dev.ddbtool.report.ExitCode;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Everything from outside the process: streams, variables, connections, clock, random numbers.
 *
 * @param running the latest run, for signals that interrupt it
 */
public record App(
        Console console, Variables variables, Outside outside, AtomicReference<@Nullable Interruptible> running) {

    public App(Console console, Variables variables, Outside outside) {
        this(console, variables, outside, new AtomicReference<>());
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
    }
}
