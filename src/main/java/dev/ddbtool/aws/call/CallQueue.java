package dev.ddbtool.aws.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The queue in which calls wait for a slot and for tokens. A limited number of calls is in flight. All calls together
 * keep the account's rate, and some operations also keep a documented rate of their own. A call takes its slot and its
 * tokens at the same moment, so it never holds one while it waits for another. Otherwise the order is first in, first
 * out.
 */
final class CallQueue {

    /** Control plane calls per second and account (Developer Guide, "Best practices for the control plane"). */
    private static final int CALLS_PER_SECOND = 2_500;

    private static final int CALLS_AT_ONCE = 50;

    /** The burst of an operation with its own rate: small, so that no call is throttled however the service counts. */
    private static final int OPERATIONS_AT_ONCE = 2;

    private final Agenda agenda;
    private final Instant deadline;
    private final @Nullable TokenBucket all;
    private final Map<Operation, Lane> lanes = new EnumMap<>(Operation.class);
    private int freeSlots;
    private long number;
    private @Nullable Instant wakesAt;

    /**
     * @param parallel calls in flight at once
     * @param rateLimits whether the documented rates are kept
     */
    CallQueue(Agenda agenda, int parallel, boolean rateLimits, Instant deadline) {
        this.agenda = agenda;
        this.deadline = deadline;
        this.freeSlots = parallel;
        this.all = rateLimits ? new TokenBucket(CALLS_PER_SECOND, CALLS_AT_ONCE) : null;
        for (Operation operation : Operation.values()) {
            boolean limited = rateLimits && operation.documentedRate().isPresent();
            lanes.put(
                    operation,
                    new Lane(
                            limited
                                    ? new TokenBucket(operation.documentedRate().getAsInt(), OPERATIONS_AT_ONCE)
                                    : null));
        }
    }

    /**
     * Queues one call.
     *
     * @param start makes the call, which owns a slot until {@link #release}; must not throw
     * @param expired is called instead if the time limit passes before the call can start
     */
    void add(Operation operation, Runnable start, Consumer<TimeLimitException> expired) {
        Lane lane = lanes.get(operation);
        if (lane == null) {
            throw new IllegalArgumentException(operation.apiName());
        }
        lane.waiting.add(new Entry(number++, start, () -> expired.accept(outOfTime(operation, lane))));
        dispatch();
    }

    private static TimeLimitException outOfTime(Operation operation, Lane lane) {
        String why = lane.bucket == null ? "other calls are in flight" : "AWS limits its rate";
        return new TimeLimitException("a slot to call " + operation.apiName() + " (" + why + ")");
    }

    /** Gives a slot back. */
    void release() {
        freeSlots++;
        dispatch();
    }

    private void dispatch() {
        Instant now = agenda.now();
        if (now.isAfter(deadline)) {
            expire();
        }
        while (freeSlots > 0) {
            Lane lane = all != null && all.next().isAfter(now) ? null : first(lanes.values(), now);
            if (lane == null) {
                wake(now);
                return;
            }
            freeSlots--;
            if (all != null) {
                all.take(now);
            }
            lane.remove(now).start().run();
        }
    }

    /** Of the lanes whose first call may start now, the one whose call has waited longest. */
    private static @Nullable Lane first(Collection<Lane> lanes, Instant now) {
        Lane first = null;
        for (Lane lane : lanes) {
            if (!lane.waiting.isEmpty()
                    && !lane.opensAt().isAfter(now)
                    && (first == null || lane.head() < first.head())) {
                first = lane;
            }
        }
        return first;
    }

    /** Dispatches again when the next token is available, or just after the time limit. */
    private void wake(Instant now) {
        Instant next = null;
        for (Lane lane : lanes.values()) {
            if (!lane.waiting.isEmpty() && (next == null || lane.opensAt().isBefore(next))) {
                next = lane.opensAt();
            }
        }
        if (next == null) {
            return;
        }
        if (all != null && all.next().isAfter(next)) {
            next = all.next();
        }
        Instant latest = deadline.plusNanos(1);
        Instant when = next.isAfter(latest) ? latest : next;
        if (wakesAt == null || !wakesAt.isAfter(now) || when.isBefore(wakesAt)) {
            wakesAt = when;
            agenda.at(when, this::dispatch);
        }
    }

    private void expire() {
        for (Lane lane : lanes.values()) {
            for (Entry entry = lane.waiting.poll(); entry != null; entry = lane.waiting.poll()) {
                entry.expired().run();
            }
        }
    }

    private record Entry(long number, Runnable start, Runnable expired) {}

    /** The waiting calls of one operation, and their rate, if there is one. */
    private static final class Lane {

        private final @Nullable TokenBucket bucket;
        private final Queue<Entry> waiting = new ArrayDeque<>();

        Lane(@Nullable TokenBucket bucket) {
            this.bucket = bucket;
        }

        Instant opensAt() {
            return bucket == null ? Instant.MIN : bucket.next();
        }

        long head() {
            return waiting.element().number();
        }

        Entry remove(Instant now) {
            if (bucket != null) {
                bucket.take(now);
            }
            return waiting.remove();
        }
    }

    /**
     * Spaces calls to a documented rate: a small burst, then one token per interval.
     */
    private static final class TokenBucket {

        private final Duration interval;
        private final Duration burst;
        private Instant next = Instant.MIN;

        /** @param burst tokens that are available at once after a time without calls */
        TokenBucket(int perSecond, int burst) {
            this.interval = Duration.ofSeconds(1).dividedBy(perSecond);
            this.burst = interval.multipliedBy(burst - 1L);
        }

        /** When the next token is available; this may be in the past. */
        Instant next() {
            return next;
        }

        /** Takes a token, which must be available. */
        void take(Instant now) {
            Instant earliest = now.minus(burst);
            next = (next.isBefore(earliest) ? earliest : next).plus(interval);
        }
    }
}
