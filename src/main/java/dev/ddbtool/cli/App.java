package dev.ddbtool.cli;

import dev.ddbtool.aws.Agenda;
import dev.ddbtool.aws.Connection;
import dev.ddbtool.aws.ConnectionSettings;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a command gets handed in instead of reaching for it: the streams, the variables, the way to AWS, time and chance.
 *
 * @param running the latest invocation, for whoever has to interrupt it
 */
record App(
        Console console,
        Variables variables,
        Outside outside,
        List<String> arguments,
        AtomicReference<@Nullable Invocation> running) {

    App {
        arguments = List.copyOf(arguments);
    }

    App(Console console, Variables variables, Outside outside, List<String> arguments) {
        this(console, variables, outside, arguments, new AtomicReference<>());
    }

    /** The world outside the process; nothing of it is touched before a command needs it. */
    interface Outside {

        /** From now on signals end the run of the application, and the process. */
        void handleSignals(App app);

        Connection connect(ConnectionSettings settings);

        Agenda agenda();

        RandomGenerator random();
    }
}
