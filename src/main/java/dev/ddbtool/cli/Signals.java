package dev.ddbtool.cli;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.report.ExitCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Handles Ctrl-C, SIGTERM and SIGHUP. Java has no supported API for this. Every JDK has {@code sun.misc.Signal}, but
 * compilers warn about it, so it is used by reflection. Without it, a signal ends the process without a report.
 */
final class Signals {

    /** The time for the report after a second signal. A pipe without a reader would block the report forever. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final App app;
    private final IntConsumer end;
    private final AtomicReference<@Nullable ExitCode> first = new AtomicReference<>();

    /** @param end ends the process immediately */
    Signals(App app, IntConsumer end) {
        this.app = app;
        this.end = end;
    }

    /** Registers the handlers. A signal that is ignored at the start, as with nohup, stays ignored: Java ensures that. */
    void handle() {
        on("HUP", ExitCode.HUNG_UP);
        on("INT", ExitCode.INTERRUPTED);
        on("TERM", ExitCode.TERMINATED);
    }

    /** Handles a signal. Each signal has its own thread. */
    void arrived(ExitCode code) {
        ExitCode earlier = first.compareAndExchange(null, code);
        if (earlier != null) {
            Agenda agenda = app.outside().agenda();
            agenda.run(agenda.after(PATIENCE));
            end.accept(earlier.code());
            return;
        }
        App.Interruptible running = app.running().get();
        int ended = running == null ? code.code() : running.interrupted(code);
        app.console().flush();
        end.accept(ended);
    }

    private void on(String name, ExitCode code) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            arrived(code);
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            // the default stays: the process ends with the same exit code
        }
    }
}
