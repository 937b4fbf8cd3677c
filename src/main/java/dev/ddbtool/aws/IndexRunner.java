package dev.ddbtool.aws;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.AwsFailure;
import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.aws.call.ErrorTranslator;
import dev.ddbtool.aws.call.Operation;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.Step;
import dev.ddbtool.problem.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;

/** Adds global and vector indexes to one table, one at a time, and waits for them. */
final class IndexRunner {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    /** How long a new index may be missing from descriptions, which are eventually consistent. */
    private static final Duration NOT_SEEN_LIMIT = Duration.ofMinutes(2);

    private final ControlPlane controlPlane;
    private final TableWaits waits;
    private final TableProgress progress;
    private final RequestMapper requests;
    private final String name;
    private final boolean wait;

    /** @param wait whether to wait for an index that is being built */
    IndexRunner(
            ControlPlane controlPlane, TableWaits waits, TableProgress progress, RequestMapper requests, boolean wait) {
        this.controlPlane = controlPlane;
        this.waits = waits;
        this.progress = progress;
        this.requests = requests;
        this.name = requests.tableName();
        this.wait = wait;
    }

    /** Adds the index as soon as the table accepts it, and waits for it if required. False if an emulator does not support it. */
    CompletableFuture<Boolean> create(Step.CreateIndex step) {
        @Nullable Exists[] exists = {null};
        return controlPlane.poll(
                LONGEST_PAUSE,
                () -> "table '" + name + "' to accept index '" + step.index() + "'",
                () -> waits.description().thenCompose(table -> create(step, table, exists)));
    }

    /**
     * The service refused an index because it exists. Descriptions will show it soon; they are eventually consistent.
     */
    private record Exists(AwsFailure refusal, Instant since) {}

    private CompletableFuture<Optional<Boolean>> create(
            Step.CreateIndex step, TableDescription table, @Nullable Exists[] exists) {
        Optional<IndexDescription> there = IndexDescription.find(table, step.index());
        if (there.isPresent() && !LiveTable.DELETING.equals(there.get().status())) {
            return step.definition().definition().equals(there.get().index().definition())
                    ? built(step.index())
                    : CompletableFuture.failedFuture(failed(
                            "index '" + step.index() + "' of '" + name
                                    + "' was created with a different definition in the meantime",
                            "choose another index name, or delete the live index first: an index cannot be changed"));
        }
        if (exists[0] != null) {
            if (elapsed(exists[0].since()).compareTo(NOT_SEEN_LIMIT) > 0) {
                return CompletableFuture.failedFuture(exists[0].refusal());
            }
            waitUntilVisible(step.index());
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Optional<IndexDescription> other = IndexDescription.of(table).stream()
                .filter(index -> !index.active())
                .findFirst();
        if (other.isPresent() || !LiveTable.ACTIVE.equals(table.tableStatusAsString())) {
            progress.waits(other.map(index -> "waiting for index '" + index.name() + "' (" + index.status() + ")")
                    .orElse("waiting for the table (" + table.tableStatusAsString() + ")"));
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return controlPlane
                .change(
                        Operation.UPDATE_TABLE,
                        name,
                        false,
                        progress::queues,
                        client -> client.updateTable(requests.createIndex(step)),
                        answer -> {
                            if (isIgnored(step, answer)) {
                                return CompletableFuture.completedFuture(Optional.of(false));
                            }
                            progress.accepted();
                            return built(step.index());
                        })
                .exceptionally(thrown -> readAgain(step, Agenda.cause(thrown), exists));
    }

    /** Whether an emulator that does not know vector indexes has accepted the request without the index. */
    private boolean isIgnored(Step.CreateIndex step, UpdateTableResponse answer) {
        return controlPlane.emulator()
                && step.setting() == Setting.VECTOR_INDEX
                && IndexDescription.find(answer.tableDescription(), step.index())
                        .isEmpty();
    }

    private CompletableFuture<Optional<Boolean>> built(String index) {
        return (wait ? untilActive(index) : CompletableFuture.<Void>completedFuture(null))
                .thenApply(done -> Optional.of(true));
    }

    /** Another run added the index, or the response to an earlier attempt was lost: the next read will show it. */
    private Optional<Boolean> readAgain(Step.CreateIndex step, Throwable thrown, @Nullable Exists[] exists) {
        String index = step.index();
        if (thrown instanceof AwsFailure failure) {
            // DynamoDB Local 3.3.1 and LocalStack 4.14 ignore VectorIndexUpdates, so that the request is empty (seen)
            if (controlPlane.emulator() && failure.says(Kind.INVALID, "Nothing to update")) {
                return Optional.of(false);
            }
            if (failure.says(Kind.INVALID, "already exists")) {
                exists[0] = new Exists(failure, controlPlane.agenda().now());
                waitUntilVisible(index);
                return Optional.empty();
            }
            if (failure.kind() == Kind.INDEX_IN_WORK || failure.kind() == Kind.IN_USE) {
                progress.waits(
                        "waiting for the table to accept index '" + index + "'",
                        failure.kind() == Kind.IN_USE ? "the table is in use" : "another index is being changed");
                return Optional.empty();
            }
        }
        throw new CompletionException(thrown);
    }

    private void waitUntilVisible(String index) {
        progress.waits("waiting for index '" + index + "' (not visible yet)");
    }

    /** Waits for the status of the index. The table can be ACTIVE while the index is being built. */
    CompletableFuture<Void> untilActive(String index) {
        Instant start = controlPlane.agenda().now();
        String[] phase = {"allocating"};
        boolean[] seen = {false};
        return controlPlane
                .poll(
                        LONGEST_PAUSE,
                        () -> "index '" + index + "' of '" + name + "' to become ACTIVE (" + phase[0] + ")",
                        () -> waits.description().thenApply(table -> {
                            Optional<IndexDescription> found = IndexDescription.find(table, index);
                            if (found.isEmpty()) {
                                checkNotGone(index, seen[0], start);
                                waitUntilVisible(index);
                                return Optional.<Boolean>empty();
                            }
                            seen[0] = true;
                            if (found.get().active()) {
                                return Optional.of(true);
                            }
                            phase[0] = found.get().backfilling() ? "backfilling" : "allocating";
                            progress.waits("index '" + index + "' " + phase[0], items(table));
                            return Optional.empty();
                        }))
                .thenAccept(active -> {});
    }

    private void checkNotGone(String index, boolean seen, Instant start) {
        if (seen || elapsed(start).compareTo(NOT_SEEN_LIMIT) > 0) {
            throw failed("index '" + index + "' of '" + name + "' no longer exists", ErrorTranslator.DELETED);
        }
    }

    private Duration elapsed(Instant start) {
        return Duration.between(start, controlPlane.agenda().now());
    }

    private static String items(TableDescription table) {
        long items = table.itemCount() == null ? 0 : table.itemCount();
        return String.format(Locale.ROOT, "%,d items in the table", items);
    }

    private static AwsFailure failed(String message, String hint) {
        return new AwsFailure(Kind.OTHER, new Failure(message, hint, null), null);
    }
}
