package dev.ddbtool.cli.run;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.connect.Connection;
import dev.ddbtool.aws.call.connect.ConnectionSettings;
import dev.ddbtool.report.Console;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a command gets handed in instead of reaching for it: the streams, the variables, the way to AWS, time and chance.
 *
 * @param running the latest invocation, for whoever has to interrupt it
 */
public record App(
        Console console,
        Variables variables,
        Outside outside,
        List<String> arguments,
        AtomicReference<@Nullable Run> running) {

    public App {
        arguments = List.copyOf(arguments);
    }

    public App(Console console, Variables variables, Outside outside, List<String> arguments) {
        this(console, variables, outside, arguments, new AtomicReference<>());
    }

    /** The world outside the process; nothing of it is touched before a command needs it. */
    public interface Outside {

        /** From now on signals end the run of the application, and the process. */
        void handleSignals(App app);

        Connection connect(ConnectionSettings settings);

        Agenda agenda();

        RandomGenerator random();
    }
}
