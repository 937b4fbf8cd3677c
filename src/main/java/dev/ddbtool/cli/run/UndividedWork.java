package dev.ddbtool.cli.run;

import dev.ddbtool.problem.Failure;
import dev.ddbtool.report.ExitCode;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work that no signal and no failure may interrupt. Several threads may run it at the same time. */
final class UndividedWork {

    static final String AGAIN =
            "finished work is kept: run the same command again, or the command after 'continue with:'";

    /** Shared by the work, held alone by what ends the run. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private @Nullable ExitCode ended;

    /**
     * Runs the work to its end. A signal or failure that ends the run waits for it.
     *
     * @throws CommandException if the run has ended
     */
    <T> T run(Supplier<T> work) {
        lock.readLock().lock();
        try {
            if (ended != null) {
                throw new CommandException(ended, new Failure("interrupted", AGAIN, null));
            }
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Waits for work that has started, and lets no more work start. A signal overrides a failure. */
    void end(ExitCode code) {
        lock.writeLock().lock();
        try {
            ended = ended == null || ended == ExitCode.FAILED ? code : ended;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
