package dev.ddbtool.cli.run;

import dev.ddbtool.problem.Failure;
import dev.ddbtool.report.ExitCode;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work that no signal and no failure may cut in two. Several threads may be at it. */
final class UndividedWork {

    static final String AGAIN = "run the same command again: finished work is kept";

    /** Shared by the work, held alone by what ends the run. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private @Nullable ExitCode ended;

    /**
     * Does it whole: what ends the run meanwhile waits.
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

    /** Waits for what has begun, and lets nothing more begin. A signal counts more than a failure. */
    void end(ExitCode code) {
        lock.writeLock().lock();
        try {
            ended = ended == null || ended == ExitCode.FAILED ? code : ended;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
