package dev.ddbtool.binary;

import dev.ddbtool.cli.ReportSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A running command. */
final class RunningCommand {

    /** A generous limit: every command here takes a few seconds. */
    private static final long LIMIT_SECONDS = 90;

    private final Process process;
    private final List<String> command;
    private final Output out;
    private final Output err;
    private boolean killed;

    RunningCommand(Process process, List<String> command) {
        this.process = process;
        this.command = command;
        this.out = new Output(process.getInputStream());
        this.err = new Output(process.getErrorStream());
    }

    long pid() {
        return process.pid();
    }

    /** Waits until stderr has this text. */
    RunningCommand untilErrHas(String text) {
        if (!err.await(text)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not print '" + text + "' but: " + err.text() + out.text());
        }
        return this;
    }

    /** Waits until stdout, which may be a terminal, has this text. */
    RunningCommand untilOutHas(String text) {
        if (!out.await(text)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not print '" + text + "' but: " + out.text() + err.text());
        }
        return this;
    }

    /** Types this text. */
    void type(String text) {
        try {
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new AssertionError("the process does not read its input", e);
        }
    }

    /** Sends a signal, such as {@code INT}. */
    RunningCommand signal(String name) {
        return signals(name);
    }

    /** Sends several signals without delay. */
    RunningCommand signals(String... names) {
        killed |= List.of(names).contains("KILL");
        signals(process.pid(), names);
        return this;
    }

    /** Sends signals to any process. One shell sends them all without delay. */
    static void signals(long pid, String... names) {
        String commands =
                Arrays.stream(names).map(name -> "kill -" + name + " " + pid).collect(Collectors.joining("; "));
        try {
            new ProcessBuilder("/bin/sh", "-c", commands).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("a signal cannot be sent: " + commands, e);
        }
    }

    /** Kills the process immediately, with SIGKILL if available. */
    void kill() {
        killed = true;
        process.destroyForcibly();
    }

    /** Waits until it ends. */
    CommandResult end() {
        CommandResult ended = endAtTerminal();
        if (!command.contains("--debug")) {
            ended.checkOutputRules();
        }
        if (!killed && ReportSchema.isAskedFor(command)) {
            ReportSchema.check(ended.out(), ended.exitCode());
        }
        return ended;
    }

    /** The same for a terminal, which may have colours and a rewritten line. */
    CommandResult endAtTerminal() {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end; so far: " + out.text() + err.text());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        return new CommandResult(process.exitValue(), out.whole(), err.whole());
    }

    /** The output of a process to one stream, read continuously. */
    private static final class Output {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread reader;
        private boolean closed;

        Output(InputStream stream) {
            reader = new Thread(() -> read(stream));
            reader.setDaemon(true);
            reader.start();
        }

        private void read(InputStream stream) {
            byte[] buffer = new byte[4096];
            try (stream) {
                for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                    add(buffer, count);
                }
            } catch (IOException e) {
                // the process was destroyed: there is no more output
            }
            close();
        }

        private synchronized void add(byte[] buffer, int count) {
            bytes.write(buffer, 0, count);
            notifyAll();
        }

        private synchronized void close() {
            closed = true;
            notifyAll();
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        String whole() {
            try {
                reader.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return text();
        }

        synchronized boolean await(String wanted) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            while (!text().contains(wanted)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (closed || left <= 0) {
                    return false;
                }
                try {
                    wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }
}
