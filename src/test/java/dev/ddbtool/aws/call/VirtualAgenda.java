package dev.ddbtool.aws.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * An agenda without threads and waiting: it makes a call at once, delivers the response after the latency of the fake,
 * and jumps to the next entry. The same seed gives the same run.
 */
public final class VirtualAgenda implements Agenda {

    private final VirtualTime time;
    private final Supplier<Duration> latency;
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::when).thenComparing(Entry::number));
    private long number;

    /** @param latency returns the latency of the last call */
    public VirtualAgenda(VirtualTime time, Supplier<Duration> latency) {
        this.time = time;
        this.latency = latency;
    }

    @Override
    public Instant now() {
        return time.instant();
    }

    @Override
    public Runnable at(Instant when, Runnable action) {
        Entry entry = new Entry(when, number++, action);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    @Override
    public <T> CompletableFuture<T> call(Supplier<T> work) {
        CompletableFuture<T> future = new CompletableFuture<>();
        try {
            T result = work.get();
            at(now().plus(latency.get()), () -> future.complete(result));
        } catch (RuntimeException | Error thrown) {
            at(now().plus(latency.get()), () -> future.completeExceptionally(thrown));
        }
        return future;
    }

    @Override
    public <T> T run(CompletableFuture<T> whole) {
        while (!whole.isDone()) {
            step();
        }
        return whole.join();
    }

    /** Runs the next entry. */
    public void step() {
        Entry next = entries.poll();
        if (next == null) {
            throw new AssertionError("nothing left to run, but a future is still incomplete");
        }
        time.moveTo(next.when());
        next.action().run();
    }

    private record Entry(Instant when, long number, Runnable action) {}
}
