package dev.ddbtool.aws;

import dev.ddbtool.aws.AwsFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Makes calls: at most so many at once, within the documented rates, and again with full jitter where the same call may
 * succeed later. All retries of ddbtool are here. Futures complete on the agenda's thread, exceptionally with
 * {@link AwsFailure} or {@link TimeLimitException}.
 */
public final class ControlPlane {

    private static final Logger LOG = LoggerFactory.getLogger(ControlPlane.class);

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    /** How long one call may keep failing before it counts as failed: longer than a fail-over, shorter than patience. */
    private static final Duration PASSING_LIMIT = Duration.ofMinutes(2);

    /** Attempts at an endpoint where nobody has ever answered: enough for a server that is just starting. */
    private static final int UNREACHABLE_ATTEMPTS = 4;

    private final DynamoDbClient client;
    private final Agenda agenda;
    private final boolean emulator;
    private final Failures failures;
    private final Instant deadline;
    private final RandomGenerator random;
    private final Map<Operation, TokenBucket> buckets = new EnumMap<>(Operation.class);
    private final Set<Operation> unsupported = EnumSet.noneOf(Operation.class);
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int freeSlots;
    private boolean answered;

    /**
     * @param limits how many calls at once, whether rates are kept, and until when
     * @param random the jitter
     */
    ControlPlane(
            DynamoDbClient client,
            Agenda agenda,
            boolean emulator,
            Failures failures,
            Limits limits,
            RandomGenerator random) {
        this.client = client;
        this.agenda = agenda;
        this.emulator = emulator;
        this.failures = failures;
        this.deadline = agenda.now().plus(limits.timeout());
        this.random = random;
        this.freeSlots = limits.parallel();
        if (limits.rateLimits()) {
            for (Operation operation : Operation.values()) {
                operation.documentedRate().ifPresent(rate -> buckets.put(operation, new TokenBucket(rate)));
            }
        }
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
        return agenda;
    }

    /** Whether the endpoint is not AWS: then it may lack operations, and settings may stay unapplied. */
    public boolean emulator() {
        return emulator;
    }

    /** One DynamoDB call about a table, or about none. */
    public <T> CompletableFuture<T> call(Operation operation, String subject, Function<DynamoDbClient, T> request) {
        return call(operation, subject, () -> request.apply(client));
    }

    /** One call of any client. */
    public <T> CompletableFuture<T> call(Operation operation, String subject, Supplier<T> request) {
        Attempts<T> attempts = new Attempts<>(operation, subject, request, agenda.now());
        if (unsupported.contains(operation)) {
            attempts.future.completeExceptionally(failures.unsupported(operation));
        } else {
            attempts.next();
        }
        return attempts.future;
    }

    /**
     * Asks again and again, soon at first and then less often, until there is an answer.
     *
     * @param longest the longest pause between two questions
     * @param waitedFor what to say if the time limit passes, asked for only then
     */
    public <T> CompletableFuture<T> poll(
            Duration longest, Supplier<String> waitedFor, Supplier<CompletableFuture<Optional<T>>> question) {
        return poll(Duration.ofMillis(250), longest, waitedFor, question);
    }

    private <T> CompletableFuture<T> poll(
            Duration pause,
            Duration longest,
            Supplier<String> waitedFor,
            Supplier<CompletableFuture<Optional<T>>> question) {
        return question.get().thenCompose(answer -> {
            if (answer.isPresent()) {
                return CompletableFuture.completedFuture(answer.get());
            }
            Duration jittered = pause.plus(Duration.ofNanos(random.nextLong(pause.toNanos() / 4 + 1)));
            Duration longer = shorter(pause.multipliedBy(3).dividedBy(2), longest);
            return pause(jittered, waitedFor).thenCompose(ignored -> poll(longer, longest, waitedFor, question));
        });
    }

    /** Waits without holding anything; fails as soon as the time limit has passed. */
    CompletableFuture<Void> pause(Duration duration, Supplier<String> waitedFor) {
        Duration left = Duration.between(agenda.now(), deadline);
        if (left.isNegative() || left.isZero()) {
            return CompletableFuture.failedFuture(new TimeLimitException(waitedFor.get()));
        }
        return agenda.after(shorter(duration, left));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** The cause of a failed future, without the wrapping that futures put around it. */
    static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** One call and its retries. */
    private final class Attempts<T> {

        private final Operation operation;
        private final String subject;
        private final Supplier<T> request;
        private final Instant start;
        private final CompletableFuture<T> future = new CompletableFuture<>();
        private int attempt;

        Attempts(Operation operation, String subject, Supplier<T> request, Instant start) {
            this.operation = operation;
            this.subject = subject;
            this.request = request;
            this.start = start;
        }

        void next() {
            TokenBucket bucket = buckets.get(operation);
            Instant granted = bucket == null ? agenda.now() : bucket.reserve(agenda.now());
            if (granted.isAfter(agenda.now())) {
                agenda.at(granted, this::queue);
            } else {
                queue();
            }
        }

        private void queue() {
            if (freeSlots > 0) {
                freeSlots--;
                make();
            } else {
                waiting.add(this::make);
            }
        }

        private void make() {
            attempt++;
            var unused = agenda.call(request)
                    .handle((result, thrown) -> {
                        release();
                        if (thrown == null) {
                            answered = true;
                            future.complete(result);
                        } else {
                            failed(cause(thrown));
                        }
                        return true;
                    })
                    .exceptionally(future::completeExceptionally); // a defect in here must not hang the run
        }

        private void release() {
            Runnable next = waiting.poll();
            if (next == null) {
                freeSlots++;
            } else {
                next.run();
            }
        }

        private void failed(Throwable thrown) {
            if (thrown instanceof Error error) {
                future.completeExceptionally(error);
                return;
            }
            AwsFailure failure = failures.classify(thrown, operation, subject);
            LOG.debug("{} {} attempt {}: {}", operation.apiName(), subject, attempt, failure.kind(), thrown);
            if (failure.kind() == Kind.UNSUPPORTED && emulator) {
                unsupported.add(operation);
            }
            boolean nobodyThere = failure.kind() == Kind.UNREACHABLE && !answered && attempt >= UNREACHABLE_ATTEMPTS;
            boolean forTooLong = agenda.now().isAfter(limit(failure.kind()));
            if (!failure.kind().passing() || nobodyThere || forTooLong) {
                future.completeExceptionally(failure);
            } else {
                agenda.at(agenda.now().plus(backoff()), this::next);
            }
        }

        /** Tables in work come to an end by themselves, so only the command's own limit ends that wait. */
        private Instant limit(Kind kind) {
            Instant passing = start.plus(PASSING_LIMIT);
            return kind == Kind.TOO_MANY_AT_ONCE || deadline.isBefore(passing) ? deadline : passing;
        }

        /** Full jitter: anything between nothing and a bound that doubles with each attempt. */
        private Duration backoff() {
            Duration bound = shorter(FIRST_BACKOFF.multipliedBy(1L << Math.min(attempt, 10)), LONGEST_BACKOFF);
            return Duration.ofNanos(random.nextLong(bound.toNanos()) + 1);
        }
    }
}
