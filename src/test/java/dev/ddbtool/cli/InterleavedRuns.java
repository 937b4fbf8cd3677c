package dev.ddbtool.cli;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.VirtualAgenda;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Concurrent command lines on one virtual agenda. Each has its own thread, but only one thread runs at any moment, and
 * switches only where it would wait, so that the same seeds produce the same run.
 */
final class InterleavedRuns {

    private final VirtualAgenda agenda;
    private final List<Worker> workers = new ArrayList<>();
    private @Nullable Worker turn;

    private InterleavedRuns(VirtualAgenda agenda) {
        this.agenda = agenda;
    }

    /** Runs all command lines and returns their results in order. */
    static <T> List<T> of(VirtualAgenda agenda, List<? extends Function<Agenda, T>> works) {
        InterleavedRuns turns = new InterleavedRuns(agenda);
        List<CompletableFuture<T>> results = new ArrayList<>();
        for (Function<Agenda, T> work : works) {
            CompletableFuture<T> result = new CompletableFuture<>();
            results.add(result);
            turns.workers.add(turns.new Worker(worker -> {
                try {
                    result.complete(work.apply(worker));
                } catch (RuntimeException | Error thrown) {
                    result.completeExceptionally(thrown);
                }
            }));
        }
        turns.workers.forEach(worker -> worker.thread.start());
        turns.handOver();
        return results.stream().map(CompletableFuture::join).toList();
    }

    /** Continues a run that is not waiting, else one that is waiting, which advances the time. */
    private synchronized void handOver() {
        turn = workers.stream()
                .filter(Worker::canGoOn)
                .findFirst()
                .orElseGet(() -> workers.stream()
                        .filter(worker -> !worker.ended)
                        .findFirst()
                        .orElse(null));
        notifyAll();
    }

    private synchronized void await(Worker worker) {
        try {
            while (turn != worker) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** One command line, and its view of the agenda. */
    private final class Worker implements Agenda {

        private final Thread thread;
        private CompletableFuture<?> awaited = CompletableFuture.completedFuture(null);
        private boolean ended;

        Worker(Consumer<Agenda> work) {
            this.thread = new Thread(() -> {
                InterleavedRuns.this.await(this);
                work.accept(this);
                ended = true;
                handOver();
            });
        }

        boolean canGoOn() {
            return !ended && awaited.isDone();
        }

        @Override
        public Instant now() {
            return agenda.now();
        }

        @Override
        public Runnable at(Instant when, Runnable action) {
            return agenda.at(when, action);
        }

        @Override
        public <T> CompletableFuture<T> call(Supplier<T> work) {
            return agenda.call(work);
        }

        @Override
        public <T> T run(CompletableFuture<T> whole) {
            awaited = whole;
            while (!whole.isDone()) {
                if (workers.stream().anyMatch(Worker::canGoOn)) {
                    handOver();
                    InterleavedRuns.this.await(this);
                } else {
                    agenda.step();
                }
            }
            return whole.join();
        }
    }
}
