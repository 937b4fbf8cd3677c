package dev.ddbtool.aws.call;

import dev.ddbtool.aws.call.AwsFailure.Kind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call that changes a table. It waits for each governor that counts it, and keeps its place there until the change
 * has ended. If the service refuses it because too many changes run at once, it goes back to the head of the queue.
 *
 * @param <T> the response of the call
 * @param <R> the result when the change has ended
 */
final class TableChange<T, R> {

    private final List<Governor> governors;
    private final Runnable queued;
    private final Supplier<CompletableFuture<T>> call;
    private final Function<T, CompletableFuture<R>> untilEnded;
    private final CompletableFuture<R> whole = new CompletableFuture<>();
    private @Nullable AwsFailure refusal;

    /**
     * @param governors taken in this order; with more than one, the first counts only tables with indexes or only restores
     * @param queued is called whenever the call has to wait
     * @param untilEnded waits until the service has finished the change
     */
    TableChange(
            List<Governor> governors,
            Runnable queued,
            Supplier<CompletableFuture<T>> call,
            Function<T, CompletableFuture<R>> untilEnded) {
        this.governors = governors;
        this.queued = queued;
        this.call = call;
        this.untilEnded = untilEnded;
    }

    CompletableFuture<R> start() {
        attempt();
        return whole;
    }

    /** Uses one future for all attempts: nested futures would be thousands deep after a day of refusals. */
    private void attempt() {
        var unused = turn(0).whenComplete((turn, thrown) -> {
            if (thrown == null) {
                make();
            } else {
                whole.completeExceptionally(late(Agenda.cause(thrown)));
            }
        });
    }

    private CompletableFuture<Void> turn(int index) {
        if (index == governors.size()) {
            return CompletableFuture.completedFuture(null);
        }
        Governor governor = governors.get(index);
        CompletableFuture<Void> own = governor.turn(refusal != null);
        if (!own.isDone()) {
            queued.run();
        }
        return own.thenCompose(turn -> turn(index + 1).whenComplete((all, thrown) -> {
            if (thrown != null) {
                governor.withdrawn();
            }
        }));
    }

    /** The service's error explains more than the time limit. */
    private Throwable late(Throwable thrown) {
        return thrown instanceof TimeLimitException && refusal != null
                ? new TimeLimitException(
                        "DynamoDB to accept the change (" + refusal.failure().message() + ")")
                : thrown;
    }

    private void make() {
        CompletableFuture<T> made;
        try {
            made = call.get();
        } catch (RuntimeException | Error thrown) {
            made = CompletableFuture.failedFuture(thrown);
        }
        var unused = made.whenComplete((answer, thrown) -> {
            if (thrown != null) {
                failed(Agenda.cause(thrown));
                return;
            }
            var unusedRest = accepted(answer).whenComplete((result, failure) -> {
                if (failure == null) {
                    whole.complete(result);
                } else {
                    whole.completeExceptionally(Agenda.cause(failure));
                }
            });
        });
    }

    private CompletableFuture<R> accepted(T answer) {
        governors.forEach(Governor::accepted);
        CompletableFuture<R> ended;
        try {
            ended = untilEnded.apply(answer);
        } catch (RuntimeException | Error thrown) { // a place that is never released would block all others
            ended = CompletableFuture.failedFuture(thrown);
        }
        return ended.whenComplete((result, thrown) -> governors.forEach(Governor::ended));
    }

    private void failed(Throwable thrown) {
        if (!(thrown instanceof AwsFailure failure) || failure.kind() != Kind.TOO_MANY_AT_ONCE) {
            governors.forEach(Governor::withdrawn);
            whole.completeExceptionally(thrown);
            return;
        }
        refusal = failure;
        boolean ofFirst = governors.size() > 1
                && (failure.says(Kind.TOO_MANY_AT_ONCE, "indexed tables")
                        || failure.says(Kind.TOO_MANY_AT_ONCE, "restore operations"));
        Governor full = governors.get(ofFirst ? 0 : governors.size() - 1);
        governors.forEach(governor -> {
            if (governor == full) {
                governor.refused();
            } else {
                governor.withdrawn();
            }
        });
        attempt();
    }
}
