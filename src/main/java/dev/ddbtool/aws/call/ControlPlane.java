package dev.ddbtool.aws.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Makes calls: at most so many at once, within the documented rates, and again with full jitter where the same call may
 * succeed later. All retries of ddbtool are here. Futures complete on the agenda's thread, exceptionally with
 * {@link AwsFailure} or {@link TimeLimitException}; an {@link Error} passes through.
 */
public final class ControlPlane {

    private final DynamoDbClient client;
    private final CallContext common;
    private final Governor tables;
    private final Governor indexedTables;

    /**
     * @param limits how many calls at once, whether rates are kept, and until when
     * @param random the jitter
     */
    public ControlPlane(
            DynamoDbClient client,
            Agenda agenda,
            boolean emulator,
            ErrorTranslator failures,
            Limits limits,
            RandomGenerator random) {
        this.client = client;
        Instant deadline = agenda.now().plus(limits.timeout());
        this.common = new CallContext(
                agenda,
                new CallQueue(agenda, limits.parallel(), limits.rateLimits(), deadline),
                failures,
                emulator,
                deadline,
                random,
                new HashSet<>(),
                EnumSet.noneOf(Operation.class));
        this.tables = new Governor(agenda, deadline, random);
        this.indexedTables = new Governor(agenda, deadline, random);
    }

    /**
     * How hard the service may be worked.
     *
     * @param parallel calls in flight at once
     * @param rateLimits whether the documented rates are kept
     * @param timeout for everything together, from the moment the control plane is made
     */
    public record Limits(int parallel, boolean rateLimits, Duration timeout) {}

    public Agenda agenda() {
        return common.agenda();
    }

    /** Whether the endpoint is not AWS: then it may lack operations, and settings may stay unapplied. */
    public boolean emulator() {
        return common.emulator();
    }

    /** One DynamoDB call about a table, or about none. */
    public <T> CompletableFuture<T> call(Operation operation, String subject, Function<DynamoDbClient, T> request) {
        return call(operation, subject, () -> request.apply(client));
    }

    /** One call of any client. */
    public <T> CompletableFuture<T> call(Operation operation, String subject, Supplier<T> request) {
        return new RetriedCall<>(common, operation, subject, request).start();
    }

    /**
     * One call that sets the service to work on a table, as soon as the service takes on more work.
     *
     * @param indexed whether it makes a table with secondary indexes, of which the service makes fewer at once
     * @param queued is told whenever the call has to wait for its turn
     * @param untilEnded waits for the work that the answer is about; until then it counts as being under way
     */
    public <T, R> CompletableFuture<R> change(
            Operation operation,
            String table,
            boolean indexed,
            Runnable queued,
            Function<DynamoDbClient, T> request,
            Function<T, CompletableFuture<R>> untilEnded) {
        List<Governor> governors = indexed ? List.of(indexedTables, tables) : List.of(tables);
        return new TableChange<>(governors, queued, () -> call(operation, table, request), untilEnded).start();
    }

    /**
     * Asks again and again, soon at first and then less often, until there is an answer.
     *
     * @param longest the longest pause between two questions
     * @param waitedFor what to say if the time limit passes, asked for only then
     */
    public <T> CompletableFuture<T> poll(
            Duration longest, Supplier<String> waitedFor, Supplier<CompletableFuture<Optional<T>>> question) {
        return new Polling<>(agenda(), common.random(), longest, pause -> pause(pause, waitedFor), question).start();
    }

    /**
     * Makes the calls of a listing, page after page.
     *
     * @param page asks for the page that begins at a start, null for the first, and tells where the next begins
     */
    public CompletableFuture<Void> pages(
            Operation operation, Function<@Nullable String, CompletableFuture<Optional<String>>> page) {
        return pages(operation, page, null, new HashSet<>());
    }

    /** A page that begins where another began would lead to the same pages forever. */
    private CompletableFuture<Void> pages(
            Operation operation,
            Function<@Nullable String, CompletableFuture<Optional<String>>> page,
            @Nullable String start,
            Set<String> starts) {
        return page.apply(start).thenCompose(next -> {
            if (next.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            if (agenda().now().isAfter(common.deadline())) {
                return CompletableFuture.failedFuture(new TimeLimitException(
                        "the last page of %s (%d read)".formatted(operation.apiName(), starts.size() + 1)));
            }
            return starts.add(next.get())
                    ? pages(operation, page, next.get(), starts)
                    : CompletableFuture.failedFuture(common.failures().endless(operation));
        });
    }

    /** Work that blocks, such as signing in. If it is not done in time, it fails with {@link TimeLimitException}. */
    public <T> CompletableFuture<T> block(Supplier<T> work, String waitedFor) {
        return block(work, waitedFor, common.lastAnswer(false));
    }

    /** The same for at most this long. */
    public <T> CompletableFuture<T> block(Supplier<T> work, String waitedFor, Duration longest) {
        return block(work, waitedFor, Collections.min(List.of(agenda().now().plus(longest), common.lastAnswer(false))));
    }

    private <T> CompletableFuture<T> block(Supplier<T> work, String waitedFor, Instant limit) {
        return agenda().call(work, limit).exceptionally(thrown -> {
            throw new CompletionException(
                    thrown instanceof TimeoutException ? new TimeLimitException(waitedFor) : Agenda.cause(thrown));
        });
    }

    /** Waits without holding anything; fails as soon as the time limit has passed. */
    public CompletableFuture<Void> pause(Duration duration, Supplier<String> waitedFor) {
        Duration left = Duration.between(agenda().now(), common.deadline());
        if (left.isNegative() || left.isZero()) {
            return CompletableFuture.failedFuture(new TimeLimitException(waitedFor.get()));
        }
        return duration.compareTo(left) < 0
                ? agenda().after(duration)
                : agenda().after(left)
                        .thenCompose(over -> CompletableFuture.failedFuture(new TimeLimitException(waitedFor.get())));
    }

    /** What was thrown while a table was read, as that table's failure; only an error or the time limit ends the run. */
    public CompletionException failed(Operation operation, String table, Throwable thrown) {
        Throwable cause = Agenda.cause(thrown);
        boolean ofTheRun = cause instanceof Error || cause instanceof TimeLimitException;
        return new CompletionException(ofTheRun ? cause : common.failures().classify(cause, operation, table));
    }
}
