package dev.ddbtool.aws.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * Limits how many table operations run at once: as many as the service accepts. It assumes no number, since the
 * documented limits contradict each other and the service may lower them for a while. When the service refuses an
 * operation, the number that it has accepted becomes the limit. From then on one more operation is tried at times,
 * after pauses with full jitter that grow while the service refuses.
 */
final class Governor {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Agenda agenda;
    private final Instant deadline;
    private final RandomGenerator random;
    private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int limit = Integer.MAX_VALUE;
    private int asked;
    private int underWay;
    private Duration pause = FIRST_PAUSE;
    private boolean attemptPlanned;
    private boolean attempting;
    private boolean endPlanned;

    Governor(Agenda agenda, Instant deadline, RandomGenerator random) {
        this.agenda = agenda;
        this.deadline = deadline;
        this.random = random;
    }

    /**
     * Completes when an operation may be sent; then one of {@link #accepted}, {@link #refused} and
     * {@link #withdrawn} must follow. Fails with {@link TimeLimitException} at the time limit.
     *
     * @param again whether the operation was refused before, so that it goes to the head of the queue
     */
    CompletableFuture<Void> turn(boolean again) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        if (again) {
            waiting.addFirst(turn);
        } else {
            waiting.addLast(turn);
        }
        dispatch();
        if (!turn.isDone()) {
            planAttempt();
            planEnd();
        }
        return turn;
    }

    /** The service has accepted the operation; {@link #ended} must follow. */
    void accepted() {
        asked--;
        underWay++;
        limit = Math.max(limit, underWay);
        if (attempting) {
            attempting = false;
            pause = FIRST_PAUSE;
        }
        planAttempt();
        dispatch();
    }

    /** The operation has ended, or its end is no longer awaited. */
    void ended() {
        underWay--;
        dispatch();
    }

    /** The service accepts no more operations at the moment. */
    void refused() {
        asked--;
        attempting = false;
        limit = underWay;
        planAttempt();
    }

    /** The call has failed, or was not made, for another reason. */
    void withdrawn() {
        asked--;
        planAttempt();
        dispatch();
    }

    private void dispatch() {
        while (!waiting.isEmpty() && asked + underWay < limit) {
            asked++;
            waiting.removeFirst().complete(null);
        }
    }

    /**
     * Plans an attempt to run one more operation: others may have finished, in this run or elsewhere in the account.
     */
    private void planAttempt() {
        if (attemptPlanned || limit == Integer.MAX_VALUE) {
            return;
        }
        attemptPlanned = true;
        Duration jittered = Duration.ofNanos(random.nextLong(pause.toNanos()) + 1);
        pause = Collections.min(List.of(pause.multipliedBy(2), LONGEST_PAUSE));
        agenda.at(agenda.now().plus(jittered), () -> {
            attemptPlanned = false;
            if (!waiting.isEmpty() && asked == 0) {
                attempting = true;
                limit = Math.max(limit, underWay + 1);
                dispatch();
            }
        });
    }

    private void planEnd() {
        if (endPlanned) {
            return;
        }
        endPlanned = true;
        agenda.at(deadline.plusNanos(1), () -> {
            endPlanned = false;
            List<CompletableFuture<Void>> late = new ArrayList<>(waiting);
            waiting.clear();
            late.forEach(turn -> turn.completeExceptionally(
                    new TimeLimitException("the start of the change (too many table changes are in progress)")));
        });
    }
}
