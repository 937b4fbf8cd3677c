package dev.ddbtool.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * Ctrl-C and SIGTERM. Java has no supported way to learn which signal came, so the old one is used, by reflection: it is
 * in every JDK, but compilers warn of it. Without it a signal ends the process as it always does, without a report.
 */
final class Signals {

    private Signals() {}

    /** @param end ends the process at once */
    static void handle(App app, IntConsumer end) {
        AtomicBoolean ending = new AtomicBoolean();
        on("INT", () -> interrupt(app, ExitCode.INTERRUPTED, ending, end));
        on("TERM", () -> interrupt(app, ExitCode.TERMINATED, ending, end));
    }

    private static void interrupt(App app, ExitCode code, AtomicBoolean ending, IntConsumer end) {
        if (ending.getAndSet(true)) {
            end.accept(code.code()); // pressed twice: not even the report is waited for
        }
        Invocation running = app.running().get();
        int ended = running == null ? code.code() : running.interrupted(code);
        app.console().flush();
        end.accept(ended);
    }

    private static void on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
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
