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
 * What a command gets handed in instead of reaching for it: the streams, the variables, the way to AWS, time and chance.
 *
 * @param running the latest run, for whoever has to interrupt it
 */
public record App(
        Console console, Variables variables, Outside outside, AtomicReference<@Nullable Interruptible> running) {

    public App(Console console, Variables variables, Outside outside) {
        this(console, variables, outside, new AtomicReference<>());
    }

    /** What a signal ends. */
    public interface Interruptible {

        /** Reports what has been done so far, once, and returns the exit code of the process. */
        int interrupted(ExitCode signal);
    }

    /** The world outside the process; nothing of it is touched before a command needs it. */
    public interface Outside {

        /** Decides what is logged, once for the process. */
        void configureLogging(boolean debug);

        /** From now on signals end the run of the application, and the process. */
        void handleSignals(App app);

        Connection connect(ConnectionSettings settings);

        Agenda agenda();

        RandomGenerator random();
    }
}
