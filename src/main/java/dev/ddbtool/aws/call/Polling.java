package dev.ddbtool.aws.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Repeats a read until it has a result. Pauses grow, but delay the detection of a change by at most about a tenth of
 * the time waited.
 */
final class Polling<T> {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final Agenda agenda;
    private final RandomGenerator random;
    private final Duration longest;
    private final Function<Duration, CompletableFuture<Void>> wait;
    private final Supplier<CompletableFuture<Optional<T>>> question;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private final Instant start;

    /**
     * @param longest the longest pause
     * @param wait makes a pause, or fails if the time limit passes
     */
    Polling(
            Agenda agenda,
            RandomGenerator random,
            Duration longest,
            Function<Duration, CompletableFuture<Void>> wait,
            Supplier<CompletableFuture<Optional<T>>> question) {
        this.agenda = agenda;
        this.random = random;
        this.longest = longest;
        this.wait = wait;
        this.question = question;
        this.start = agenda.now();
    }

    /** Starts polling. If a read throws, the future fails. */
    CompletableFuture<T> start() {
        ask();
        return future;
    }

    private void ask() {
        CompletableFuture<Optional<T>> asked;
        try {
            asked = question.get();
        } catch (RuntimeException | Error thrown) {
            future.completeExceptionally(thrown);
            return;
        }
        var unused = asked.thenAccept(this::answered).whenComplete((done, thrown) -> {
            if (thrown != null) {
                failed(thrown);
            }
        });
    }

    private void answered(Optional<T> answer) {
        if (answer.isPresent()) {
            future.complete(answer.get());
            return;
        }
        var unused = wait.apply(pause()).thenRun(this::ask).whenComplete((done, thrown) -> {
            if (thrown != null) {
                failed(thrown);
            }
        });
    }

    private Duration pause() {
        Duration tenth = Duration.between(start, agenda.now()).dividedBy(10);
        Duration pause = tenth.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : Collections.min(List.of(tenth, longest));
        return pause.plus(Duration.ofNanos(random.nextLong(pause.toNanos() / 4 + 1)));
    }

    private void failed(Throwable thrown) {
        future.completeExceptionally(Agenda.cause(thrown));
    }
}
