package dev.ddbtool.aws.call;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The agenda of a real run: real time, and a pool of daemon threads for the calls. */
public final class ThreadedAgenda implements Agenda, AutoCloseable {

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private final BlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();
    private final ExecutorService pool;

    /** The system clock may jump; waits must not. */
    private final Instant start = Instant.now();

    private final long startNanos = System.nanoTime();
    private long number;

    public ThreadedAgenda() {
        AtomicInteger threads = new AtomicInteger();
        pool = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "call-" + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public Instant now() {
        return start.plusNanos(System.nanoTime() - startNanos);
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
        Future<?> task = pool.submit(() -> {
            Runnable answer;
            try {
                T result = work.get();
                answer = () -> future.complete(result);
            } catch (Throwable thrown) { // also for an Error: otherwise the run would hang
                answer = () -> future.completeExceptionally(thrown);
            }
            answers.add(answer);
        });
        var unused = future.whenComplete(
                (result, thrown) -> task.cancel(true)); // still running: its result is no longer needed
        return future;
    }

    @Override
    public <T> T run(CompletableFuture<T> whole) {
        while (!whole.isDone()) {
            Runnable next = next();
            if (next != null) {
                next.run();
            }
        }
        return whole.join();
    }

    /** The next due action or response; null if none arrived in time. */
    private @Nullable Runnable next() {
        Entry entry = entries.peek();
        Duration wait = entry == null ? Duration.ofDays(1) : Duration.between(now(), entry.when());
        if (entry != null && (wait.isNegative() || wait.isZero())) {
            entries.remove();
            return entry.action();
        }
        try {
            return answers.poll(Math.max(1, wait.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for DynamoDB", e);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private record Entry(Instant when, long number, Runnable action) implements Comparable<Entry> {

        @Override
        public int compareTo(Entry other) {
            int byTime = when.compareTo(other.when);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}
