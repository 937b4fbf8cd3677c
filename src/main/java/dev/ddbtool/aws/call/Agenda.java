package dev.ddbtool.aws.call;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The only access to time. Actions run at their instants and calls deliver their results on the thread that drives
 * the agenda. Nothing else reads the clock, sleeps or blocks, so running work needs no locks and no threads.
 */
public interface Agenda {

    /** The current instant. */
    Instant now();

    /**
     * Runs an action on the agenda's thread at an instant, or as soon as possible after it.
     *
     * @return cancels the action, if it has not run
     */
    Runnable at(Instant when, Runnable action);

    /** Runs one blocking call on another thread; the future completes on the agenda's thread. */
    <T> CompletableFuture<T> call(Supplier<T> work);

    /**
     * The same with a limit, after which the future fails with {@link TimeoutException}. The thread may stay blocked after
     * that; its response is ignored.
     */
    default <T> CompletableFuture<T> call(Supplier<T> work, Instant limit) {
        CompletableFuture<T> future = call(work);
        Runnable cancelLimit = at(limit, () -> future.completeExceptionally(new TimeoutException()));
        // otherwise the agenda would keep every response until its limit
        var unused = future.whenComplete((result, thrown) -> cancelLimit.run());
        return future;
    }

    /**
     * Drives the agenda on the calling thread until the future is complete.
     *
     * @throws java.util.concurrent.CompletionException as {@link CompletableFuture#join()} does
     */
    <T> T run(CompletableFuture<T> whole);

    /** The cause of a failed future, without the wrapping that futures put around it. */
    static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** A future that completes after a while. */
    default CompletableFuture<Void> after(Duration delay) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        at(now().plus(delay), () -> done.complete(null));
        return done;
    }
}
