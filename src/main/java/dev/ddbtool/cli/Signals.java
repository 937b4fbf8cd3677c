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
 * Ctrl-C, SIGTERM and SIGHUP. Java has no supported way to learn which signal came, so the old one is used, by reflection: it is
 * in every JDK, but compilers warn of it. Without it a signal ends the process as it always does, without a report.
 */
final class Signals {

    /** How long the first signal has for its report after a second one: a pipe that nobody reads would block it forever. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final App app;
    private final IntConsumer end;
    private final AtomicReference<@Nullable ExitCode> first = new AtomicReference<>();

    /** @param end ends the process at once */
    Signals(App app, IntConsumer end) {
        this.app = app;
        this.end = end;
    }

    /** A signal that the process was started to ignore, as nohup does with SIGHUP, stays ignored: Java sees to that. */
    void handle() {
        on("HUP", ExitCode.HUNG_UP);
        on("INT", ExitCode.INTERRUPTED);
        on("TERM", ExitCode.TERMINATED);
    }

    /** Each signal arrives on a thread of its own. */
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
            // the signal keeps its default: the process ends, with the same exit code
        }
    }
}
