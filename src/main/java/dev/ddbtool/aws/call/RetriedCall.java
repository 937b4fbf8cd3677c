package dev.ddbtool.aws.call;

import dev.ddbtool.aws.call.AwsFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call and its retries. Each attempt waits in the queue. */
final class RetriedCall<T> {

    private static final Logger LOG = LoggerFactory.getLogger(RetriedCall.class);

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    /** How long one call may keep failing before it counts as failed: longer than a fail-over takes. */
    private static final Duration PASSING_LIMIT = Duration.ofMinutes(2);

    /** Attempts at an endpoint that has never responded: enough for a server that is just starting. */
    private static final int UNREACHABLE_ATTEMPTS = 4;

    private final CallContext common;
    private final Operation operation;
    private final String subject;
    private final Supplier<T> request;
    private final Instant start;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private int attempt;
    private @Nullable AwsFailure lastFailure;

    RetriedCall(CallContext common, Operation operation, String subject, Supplier<T> request) {
        this.common = common;
        this.operation = operation;
        this.subject = subject;
        this.request = request;
        this.start = common.agenda().now();
    }

    CompletableFuture<T> start() {
        queue();
        return future;
    }

    private void queue() {
        if (isUnsupported()) {
            return;
        }
        common.queue().add(operation, this::make, expired -> future.completeExceptionally(late(expired)));
    }

    /** Another call may have found that the operation is unsupported. */
    private boolean isUnsupported() {
        boolean unsupported = common.unsupported().contains(operation);
        if (unsupported) {
            future.completeExceptionally(common.errors().unsupported(operation));
        }
        return unsupported;
    }

    private void make() {
        if (isUnsupported()) {
            common.queue().release();
            return;
        }
        attempt++;
        CompletableFuture<T> answer;
        try {
            Instant limit = common.agenda().now().plus(Operation.LONGEST_ATTEMPT);
            answer = common.agenda()
                    .call(request, Collections.min(List.of(limit, common.lastAnswer(operation.isWrite()))));
        } catch (RuntimeException | Error thrown) { // for example no memory for a thread: the run must not hang
            common.queue().release();
            future.completeExceptionally(thrown);
            return;
        }
        var unused = answer.whenComplete((result, thrown) -> {
            ended(result, thrown); // before the release: it may make the next call unnecessary
            common.queue().release();
        });
    }

    private void ended(T result, Throwable thrown) {
        try {
            if (thrown == null) {
                common.answered().add(operation.service());
                future.complete(result);
            } else {
                failed(Agenda.cause(thrown));
            }
        } catch (RuntimeException | Error defect) { // a bug here must not make the run hang
            future.completeExceptionally(defect);
        }
    }

    private void failed(Throwable thrown) {
        if (thrown instanceof Error) {
            future.completeExceptionally(thrown);
            return;
        }
        AwsFailure failure = common.errors().classify(thrown, operation, subject);
        Kind kind = failure.kind();
        LOG.debug("{} {} attempt {}: {}", operation.apiName(), subject, attempt, kind, thrown);
        if (ErrorTranslator.isAnswer(thrown)) {
            common.answered().add(operation.service());
        }
        if (kind == Kind.UNSUPPORTED && common.emulator()) {
            common.unsupported().add(operation);
        }
        boolean neverReached = kind == Kind.UNREACHABLE
                && !common.answered().contains(operation.service())
                && attempt >= UNREACHABLE_ATTEMPTS;
        Duration left = Duration.between(common.agenda().now(), limit(kind));
        boolean forTooLong = left.isNegative() || left.isZero();
        boolean othersFirst = kind == Kind.TOO_MANY_AT_ONCE && operation.isGoverned();
        boolean outOfTime = !common.agenda().now().isBefore(common.deadline());
        if (!kind.passing() || othersFirst || neverReached || (forTooLong && !outOfTime)) {
            future.completeExceptionally(failure);
        } else if (forTooLong) {
            boolean cut = thrown instanceof TimeoutException; // cut off by the time limit, not by the service
            future.completeExceptionally(
                    cut
                            ? late(new TimeLimitException("the response to " + operation.callAbout(subject)))
                            : new TimeLimitException(waitedFor(failure)));
        } else {
            lastFailure = failure;
            common.agenda().at(common.agenda().now().plus(Collections.min(List.of(backoff(), left))), this::queue);
        }
    }

    /** If the service kept failing, its error explains more than the time limit of the last attempt. */
    private TimeLimitException late(TimeLimitException attempt) {
        return lastFailure == null ? attempt : new TimeLimitException(waitedFor(lastFailure));
    }

    private String waitedFor(AwsFailure failure) {
        String said = failure.failure().message();
        String call = operation.callAbout(subject);
        String why = said.startsWith(call + " ") ? said.substring(call.length() + 1) : said;
        return call + " to succeed (" + why + ")";
    }

    /** Running changes end on their own, so only the time limit of the command ends this wait. */
    private Instant limit(Kind kind) {
        Instant passing = start.plus(PASSING_LIMIT);
        return kind == Kind.TOO_MANY_AT_ONCE || common.deadline().isBefore(passing) ? common.deadline() : passing;
    }

    /** Full jitter: anything between nothing and a bound that doubles with each attempt. */
    private Duration backoff() {
        Duration bound =
                Collections.min(List.of(FIRST_BACKOFF.multipliedBy(1L << Math.min(attempt, 10)), LONGEST_BACKOFF));
        return Duration.ofNanos(common.random().nextLong(bound.toNanos()) + 1);
    }
}
