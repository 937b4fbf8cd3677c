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
 * Makes calls: a limited number at once, within the documented rates, with retries after pauses with full jitter. ddbtool has no
 * other retries. Futures complete on the agenda's thread, exceptionally with
 * {@link AwsFailure} or {@link TimeLimitException}; an {@link Error} passes through.
 */
public final class ControlPlane {

    private final DynamoDbClient client;
    private final CallContext common;
    private final Governor tables;
    private final Governor indexedTables;
    private final Governor restores;

    /**
     * @param limits how many calls at once, whether rates are kept, and until when
     * @param random for the jitter of pauses
     */
    public ControlPlane(
            DynamoDbClient client,
            Agenda agenda,
            boolean emulator,
            ErrorTranslator errors,
            Limits limits,
            RandomGenerator random) {
        this.client = client;
        Instant deadline = agenda.now().plus(limits.timeout());
        this.common = new CallContext(
                agenda,
                new CallQueue(agenda, limits.parallel(), limits.rateLimits(), deadline),
                errors,
                emulator,
                deadline,
                random,
                new HashSet<>(),
                EnumSet.noneOf(Operation.class));
        this.tables = new Governor(agenda, deadline, random);
        this.indexedTables = new Governor(agenda, deadline, random);
        this.restores = new Governor(agenda, deadline, random);
    }

    /**
     * The limits of one run.
     *
     * @param parallel calls in flight at once
     * @param rateLimits whether the documented rates are kept
     * @param timeout for the whole run, from the creation of the control plane
     */
    public record Limits(int parallel, boolean rateLimits, Duration timeout) {}

    public Agenda agenda() {
        return common.agenda();
    }

    /** Whether the endpoint is not AWS: emulators may lack operations and ignore settings. */
    public boolean emulator() {
        return common.emulator();
    }

    /** Makes a DynamoDB call; the subject may be empty. */
    public <T> CompletableFuture<T> call(Operation operation, String subject, Function<DynamoDbClient, T> request) {
        return call(operation, subject, () -> request.apply(client));
    }

    /** Makes a call with any client. */
    public <T> CompletableFuture<T> call(Operation operation, String subject, Supplier<T> request) {
        return new RetriedCall<>(common, operation, subject, request).start();
    }

    /**
     * Makes a call that changes a table, as soon as the service accepts another change.
     *
     * @param indexed whether the call creates a table with secondary indexes; the service creates fewer of them at once
     * @param queued is called whenever the call has to wait
     * @param untilEnded waits until the service has finished the change; until then the change counts as running
     */
    public <T, R> CompletableFuture<R> change(
            Operation operation,
            String table,
            boolean indexed,
            Runnable queued,
            Function<DynamoDbClient, T> request,
            Function<T, CompletableFuture<R>> untilEnded) {
        List<Governor> governors = operation.isRestore()
                ? List.of(restores, tables)
                : indexed ? List.of(indexedTables, tables) : List.of(tables);
        return new TableChange<>(governors, queued, () -> call(operation, table, request), untilEnded).start();
    }

    /**
     * Polls until there is a result, with growing pauses.
     *
     * @param longest the longest pause
     * @param waitedFor the text for the time limit message
     */
    public <T> CompletableFuture<T> poll(
            Duration longest, Supplier<String> waitedFor, Supplier<CompletableFuture<Optional<T>>> question) {
        return new Polling<>(agenda(), common.random(), longest, pause -> pause(pause, waitedFor), question).start();
    }

    /**
     * Makes the calls of a paginated listing.
     *
     * @param page reads the page with the given token (null for the first) and returns the token of the next
     */
    public CompletableFuture<Void> pages(
            Operation operation, Function<@Nullable String, CompletableFuture<Optional<String>>> page) {
        return pages(operation, page, null, new HashSet<>());
    }

    /** A token that occurs twice would lead to the same pages forever. */
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
                    : CompletableFuture.failedFuture(common.errors().endless(operation));
        });
    }

    /** Runs blocking work, such as signing in. Fails with {@link TimeLimitException} at the time limit. */
    public <T> CompletableFuture<T> block(Supplier<T> work, String waitedFor) {
        return block(work, waitedFor, common.lastAnswer(false));
    }

    /** The same with a shorter limit. */
    public <T> CompletableFuture<T> block(Supplier<T> work, String waitedFor, Duration longest) {
        return block(work, waitedFor, Collections.min(List.of(agenda().now().plus(longest), common.lastAnswer(false))));
    }

    private <T> CompletableFuture<T> block(Supplier<T> work, String waitedFor, Instant limit) {
        return agenda().call(work, limit).exceptionally(thrown -> {
            throw new CompletionException(
                    thrown instanceof TimeoutException ? new TimeLimitException(waitedFor) : Agenda.cause(thrown));
        });
    }

    /** Waits without a slot or a thread; fails at the time limit. */
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

    /** The failure of one table that could not be read. An {@link Error} and the time limit are not translated. */
    public CompletionException failed(Operation operation, String table, Throwable thrown) {
        Throwable cause = Agenda.cause(thrown);
        boolean ofTheRun = cause instanceof Error || cause instanceof TimeLimitException;
        return new CompletionException(ofTheRun ? cause : common.errors().classify(cause, operation, table));
    }
}
