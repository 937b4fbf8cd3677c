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
    void entries_run_in_the_order_of_their_instants_and_equal_ones_in_the_order_in_which_they_came() {
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
    void no_entry_runs_before_its_instant() {
        Instant due = agenda.now().plusMillis(20);
        CompletableFuture<Instant> ran = new CompletableFuture<>();
        agenda.at(due, () -> ran.complete(agenda.now()));

        assertThat(agenda.run(ran)).isAfterOrEqualTo(due);
    }

    @Test
    void a_pause_ends_by_itself() {
        String over = agenda.run(agenda.after(Duration.ofMillis(1)).thenApply(nothing -> "over"));

        assertThat(over).isEqualTo("over");
    }

    @Test
    void calls_run_on_other_threads_and_their_answers_on_the_driving_one() {
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
    void calls_run_side_by_side() {
        CountDownLatch all = new CountDownLatch(16);
        List<CompletableFuture<Boolean>> calls = IntStream.range(0, 16)
                .mapToObj(i -> agenda.call(() -> {
                    all.countDown();
                    return awaited(all); // none ends before all have begun
                }))
                .toList();

        agenda.run(CompletableFuture.allOf(calls.toArray(CompletableFuture<?>[]::new)));

        assertThat(calls).extracting(CompletableFuture::join).containsOnly(true).hasSize(16);
    }

    @Test
    void a_call_beyond_its_limit_fails_and_its_thread_is_interrupted() throws InterruptedException {
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
        begun.await(); // a call whose limit passes before it begins is never made

        assertThatThrownBy(() -> agenda.run(call)).hasCauseInstanceOf(TimeoutException.class);
        interrupted.await();
        assertThat(agenda.run(agenda.call(() -> Thread.currentThread().isInterrupted())))
                .isFalse();
    }

    @Test
    void calls_that_nobody_waits_for_any_more_hold_up_no_others() {
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
    void an_answer_is_taken_while_an_entry_lies_far_ahead() {
        agenda.at(agenda.now().plus(Duration.ofDays(1)), () -> done.add("far ahead"));

        String answer = agenda.run(agenda.call(() -> "answer"));

        assertThat(answer).isEqualTo("answer");
        assertThat(done).isEmpty();
    }

    @Test
    void what_a_call_throws_is_handed_on() {
        IllegalStateException thrown = new IllegalStateException("no");

        assertThatThrownBy(() -> agenda.run(agenda.call(() -> {
                    throw thrown;
                })))
                .isInstanceOf(CompletionException.class)
                .hasCause(thrown);
    }

    @Test
    void an_error_is_handed_on_too_instead_of_hanging_the_run() {
        assertThatThrownBy(() -> agenda.run(agenda.call(() -> {
                    throw new StackOverflowError("deep");
                })))
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void what_an_entry_throws_ends_the_run() {
        agenda.at(agenda.now(), () -> {
            throw new IllegalStateException("a defect");
        });

        assertThatThrownBy(() -> agenda.run(new CompletableFuture<>())).hasMessage("a defect");
    }

    @Test
    void what_is_complete_is_returned_without_a_look_at_the_entries() {
        agenda.at(agenda.now(), () -> done.add("due"));

        String there = agenda.run(CompletableFuture.completedFuture("there"));

        assertThat(there).isEqualTo("there");
        assertThat(done).isEmpty();
    }

    @Test
    void an_interrupted_driver_stops_and_stays_interrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> agenda.run(new CompletableFuture<>())).isInstanceOf(IllegalStateException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
