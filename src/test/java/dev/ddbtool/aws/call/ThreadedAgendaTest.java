package dev.ddbtool.aws.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ThreadedAgendaTest {

    private final ThreadedAgenda agenda = new ThreadedAgenda();
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void close() {
        agenda.close();
    }

    @Test
    void runs_entries_by_instant_then_by_insertion() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Instant now = agenda.now();
        agenda.at(now.plusMillis(3), () -> {
            done.add("last");
            end.complete(null);
        });
        agenda.at(now.plusMillis(2), () -> done.add("third"));
        agenda.at(now.plusMillis(1), () -> done.add("first"));
        agenda.at(now.plusMillis(1), () -> done.add("second"));

        agenda.run(end);

        assertThat(done).containsExactly("first", "second", "third", "last");
    }

    @Test
    void runs_no_cancelled_entry() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Instant now = agenda.now();
        Runnable cancel = agenda.at(now.plusMillis(1), () -> done.add("cancelled"));
        agenda.at(now.plusMillis(1), () -> done.add("other"));
        agenda.at(now.plusMillis(2), () -> end.complete(null));
        cancel.run();

        agenda.run(end);

        assertThat(done).containsExactly("other");
    }

    @Test
    void runs_no_entry_before_its_instant() {
        Instant due = agenda.now().plusMillis(20);
        CompletableFuture<Instant> ran = new CompletableFuture<>();
        agenda.at(due, () -> ran.complete(agenda.now()));

        assertThat(agenda.run(ran)).isAfterOrEqualTo(due);
    }

    @Test
    void ends_a_pause() {
        String over = agenda.run(agenda.after(Duration.ofMillis(1)).thenApply(nothing -> "over"));

        assertThat(over).isEqualTo("over");
    }

    @Test
    void runs_calls_on_other_threads_and_delivers_results_on_the_driving_thread() {
        Thread driver = Thread.currentThread();
        Thread[] caller = {driver};
        Thread[] answered = {driver};

        String answer = agenda.run(agenda.call(() -> {
                    caller[0] = Thread.currentThread();
                    return "answer";
                })
                .thenApply(text -> {
                    answered[0] = Thread.currentThread();
                    return text;
                }));

        assertThat(answer).isEqualTo("answer");
        assertThat(caller[0]).isNotSameAs(driver).matches(Thread::isDaemon);
        assertThat(answered[0]).isSameAs(driver);
    }

    @Test
    void runs_calls_in_parallel() {
        CountDownLatch all = new CountDownLatch(16);
        List<CompletableFuture<Boolean>> calls = IntStream.range(0, 16)
                .mapToObj(i -> agenda.call(() -> {
                    all.countDown();
                    return awaited(all); // none ends before all have started
                }))
                .toList();

        agenda.run(CompletableFuture.allOf(calls.toArray(CompletableFuture<?>[]::new)));

        assertThat(calls).extracting(CompletableFuture::join).containsOnly(true).hasSize(16);
    }

    @Test
    void interrupts_and_fails_a_call_at_its_limit() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);

        CompletableFuture<Boolean> call = agenda.call(
                () -> {
                    begun.countDown();
                    boolean answered = awaited(never);
                    interrupted.countDown();
                    return answered;
                },
                agenda.now().plusMillis(20));
        begun.await(); // a call is never made if its limit passes before it starts

        assertThatThrownBy(() -> agenda.run(call)).hasCauseInstanceOf(TimeoutException.class);
        interrupted.await();
        assertThat(agenda.run(agenda.call(() -> Thread.currentThread().isInterrupted())))
                .isFalse();
    }

    @Test
    void does_not_let_abandoned_calls_block_others() {
        CountDownLatch never = new CountDownLatch(1);
        List<CompletableFuture<Boolean>> hanging = IntStream.range(0, 100)
                .mapToObj(i -> agenda.call(() -> awaited(never), agenda.now()))
                .toList();

        assertThat(agenda.run(agenda.call(() -> "answer"))).isEqualTo("answer");
        assertThat(hanging)
                .allSatisfy(
                        call -> assertThatThrownBy(() -> agenda.run(call)).hasCauseInstanceOf(TimeoutException.class));
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void delivers_a_result_before_a_later_entry() {
        agenda.at(agenda.now().plus(Duration.ofDays(1)), () -> done.add("far ahead"));

        String answer = agenda.run(agenda.call(() -> "answer"));

        assertThat(answer).isEqualTo("answer");
        assertThat(done).isEmpty();
    }

    @Test
    void passes_on_exceptions_of_calls() {
        IllegalStateException thrown = new IllegalStateException("no");

        assertThatThrownBy(() -> agenda.run(agenda.call(() -> {
                    throw thrown;
                })))
                .isInstanceOf(CompletionException.class)
                .hasCause(thrown);
    }

    @Test
    void passes_on_errors_of_calls() {
        assertThatThrownBy(() -> agenda.run(agenda.call(() -> {
                    throw new StackOverflowError("deep");
                })))
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void ends_the_run_if_an_entry_throws() {
        agenda.at(agenda.now(), () -> {
            throw new IllegalStateException("a defect");
        });

        assertThatThrownBy(() -> agenda.run(new CompletableFuture<>())).hasMessage("a defect");
    }

    @Test
    void returns_a_complete_future_at_once() {
        agenda.at(agenda.now(), () -> done.add("due"));

        String there = agenda.run(CompletableFuture.completedFuture("there"));

        assertThat(there).isEqualTo("there");
        assertThat(done).isEmpty();
    }

    @Test
    void stops_an_interrupted_driver_and_keeps_the_interrupt() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> agenda.run(new CompletableFuture<>())).isInstanceOf(IllegalStateException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
