package dev.ddbtool.aws;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.AwsFailure;
import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.aws.call.Operation;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Step;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.Index;
import dev.ddbtool.schema.TimeToLive;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Carries out the steps of one table. Each step is safe to repeat: it counts as done if an earlier run, a parallel run
 * or a call with a lost response has already made the change. A step returns false if an emulator does not support it.
 */
final class StepRunner implements Step.Visitor<CompletableFuture<Boolean>> {

    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

    private static final double MEGABYTE = 1048576.0;

    private final ControlPlane controlPlane;
    private final ReadCalls calls;
    private final TableWaits waits;
    private final IndexRunner indexes;
    private final RecoveryRunner recovery;
    private final TableProgress progress;
    private final String name;
    /** Whether the plan creates the table, so that there is nothing to wait for before the first step. */
    private final boolean mayBeMissing;

    private final boolean deletes;

    /** When the table of the plan was created; null if there is none, or if that is unknown. */
    private final @Nullable Instant created;

    private final boolean beingDeleted;
    private final boolean wait;

    private RequestMapper requests;

    /** @param wait whether to wait for indexes, restores and deletions */
    StepRunner(ControlPlane controlPlane, ReadCalls calls, TablePlan plan, TableProgress progress, boolean wait) {
        this.controlPlane = controlPlane;
        this.calls = calls;
        this.name = plan.name();
        this.requests = RequestMapper.of(plan);
        this.mayBeMissing = plan.live() == null;
        this.waits = new TableWaits(controlPlane, calls, progress, name, mayBeMissing);
        this.indexes = new IndexRunner(controlPlane, waits, progress, requests, wait);
        this.recovery = new RecoveryRunner(controlPlane, calls, waits, progress, requests);
        this.progress = progress;
        this.wait = wait;
        this.deletes = plan.deletes();
        this.created = plan.live() == null ? null : plan.live().created();
        this.beingDeleted = plan.live() != null && plan.live().beingDeleted();
    }

    /** Waits until an existing table accepts changes. A table to delete may be gone by now, so its step waits itself. */
    CompletableFuture<Void> untilChangeable() {
        return mayBeMissing || deletes ? CompletableFuture.completedFuture(null) : untilActive();
    }

    /** The last response about backups in this run; empty on emulators, whose responses are incomplete. */
    Optional<ContinuousBackups> lastBackups() {
        return controlPlane.emulator() ? Optional.empty() : recovery.lastAnswer();
    }

    CompletableFuture<Void> untilIndexActive(String index) {
        return indexes.untilActive(index);
    }

    @Override
    public CompletableFuture<Boolean> createTable(Step.CreateTable step) {
        boolean indexed = !Index.of(step.table()).isEmpty();
        return change(
                        Operation.CREATE_TABLE,
                        indexed,
                        client -> Optional.ofNullable(
                                client.createTable(requests.createTable(step)).tableDescription()),
                        made -> {
                            progress.createdEmpty();
                            return made.filter(table -> LiveTable.ACTIVE.equals(table.tableStatusAsString()))
                                            .isPresent()
                                    ? NOTHING
                                    : untilActive();
                        })
                .exceptionallyCompose(
                        thrown -> isInUse(thrown) ? untilCreatedElsewhere() : CompletableFuture.failedFuture(thrown))
                .thenApply(active -> true);
    }

    /**
     * The table was missing but exists now: the response to an earlier attempt was lost, or another run created it. Only a
     * restore creates a table that is not empty.
     */
    private CompletableFuture<Void> untilCreatedElsewhere() {
        return waits.untilActive().thenAccept(table -> {
            remember(table);
            if (table.restoreSummary() == null) {
                progress.createdEmpty();
            }
        });
    }

    /**
     * Deletes the table of the plan, and no later one of the same name, unless it is gone or already being deleted. The service refuses that while the table or one of
     * its indexes is being created or updated (API reference, DeleteTable: {@code ResourceInUseException}).
     */
    @Override
    public CompletableFuture<Boolean> deleteTable(Step.DeleteTable step) {
        return controlPlane.poll(
                TableWaits.LONGEST_PAUSE,
                () -> "table '" + name + "' to accept its deletion",
                () -> calls.table(name)
                        .thenCompose(found -> found.isEmpty()
                                ? CompletableFuture.completedFuture(Optional.of(true))
                                : delete(step, found.get().value())));
    }

    private CompletableFuture<Optional<Boolean>> delete(Step.DeleteTable step, TableDescription table) {
        String status = String.valueOf(table.tableStatusAsString());
        if (status.equals(LiveTable.DELETING)) {
            progress.accepted();
            return untilGone(table).thenApply(gone -> Optional.of(true));
        }
        if (created == null ? beingDeleted : !created.equals(table.creationDateTime())) {
            return createdElsewhere(null);
        }
        if (status.equals(LiveTable.CREATING) || status.equals(LiveTable.UPDATING)) {
            progress.waits("waiting for the table (" + status + ")");
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return change(
                        Operation.DELETE_TABLE,
                        false,
                        client -> client.deleteTable(requests.deleteTable(step)),
                        answer -> untilGone(table))
                .thenApply(gone -> Optional.of(true))
                // another run deleted it, or the response to an earlier attempt was lost
                .exceptionally(thrown -> AwsFailure.recover(thrown, Kind.NOT_FOUND, Optional.of(true)))
                .exceptionallyCompose(thrown -> isInUse(thrown)
                        ? CompletableFuture.completedFuture(waitsInUse())
                        : CompletableFuture.failedFuture(thrown));
    }

    private CompletableFuture<Void> untilGone(TableDescription table) {
        return wait ? waits.untilGone(table.tableId()) : NOTHING;
    }

    /**
     * Restores the table, unless this restore is already running: an earlier run started it, or the response was lost.
     * Waits while another restore uses the backup, which serves one at a time (seen).
     */
    @Override
    public CompletableFuture<Boolean> restoreTable(Step.RestoreTable step) {
        return controlPlane.poll(
                Duration.ofSeconds(30),
                () -> "the restore of '" + name + "' to be accepted",
                () -> calls.table(name)
                        .thenCompose(found -> found.isPresent()
                                ? adopt(step, found.get().value(), null)
                                : restore(step).exceptionallyCompose(thrown -> restoreRefused(step, thrown))));
    }

    private CompletableFuture<Optional<Boolean>> restore(Step.RestoreTable step) {
        SdkPojo request = requests.restoreTable(step);
        Operation operation;
        Function<DynamoDbClient, ?> call;
        if (request instanceof RestoreTableFromBackupRequest fromBackup) {
            operation = Operation.RESTORE_TABLE_FROM_BACKUP;
            call = client -> client.restoreTableFromBackup(fromBackup);
        } else {
            operation = Operation.RESTORE_TABLE_TO_POINT_IN_TIME;
            call = client -> client.restoreTableToPointInTime((RestoreTableToPointInTimeRequest) request);
        }
        return change(operation, false, call, answer -> untilRestored(step)).thenApply(done -> Optional.of(true));
    }

    private CompletableFuture<Optional<Boolean>> restoreRefused(Step.RestoreTable step, Throwable thrown) {
        if (!isInUse(thrown)) {
            return CompletableFuture.failedFuture(thrown);
        }
        return calls.table(name).thenCompose(found -> {
            if (found.isPresent()) {
                return adopt(step, found.get().value(), thrown);
            }
            progress.waits("waiting for another restore from the same backup");
            return CompletableFuture.completedFuture(Optional.empty());
        });
    }

    /** Waits for a restore that is already running. A table of any other origin is never touched. */
    private CompletableFuture<Optional<Boolean>> adopt(
            Step.RestoreTable step, TableDescription table, @Nullable Throwable refusal) {
        if (LiveTable.DELETING.equals(table.tableStatusAsString())) {
            progress.waits("waiting for the table (DELETING)");
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (!step.source().matches(ResponseMapper.restored(table.restoreSummary()))) {
            return createdElsewhere(refusal);
        }
        progress.accepted();
        return untilRestored(step).thenApply(done -> Optional.of(true));
    }

    /** The table is not that of the plan, so nothing has checked it. */
    private <T> CompletableFuture<T> createdElsewhere(@Nullable Throwable refusal) {
        return CompletableFuture.failedFuture(new AwsFailure(
                Kind.IN_USE,
                "table '" + name + "' was created by somebody else in the meantime",
                "check the table, then run the same command again",
                refusal));
    }

    private CompletableFuture<Void> untilRestored(Step.RestoreTable step) {
        return wait
                ? waits.untilRestored(
                                step.bytes() == null
                                        ? ""
                                        : String.format(Locale.ROOT, "%.2f MB", step.bytes() / MEGABYTE))
                        .thenAccept(this::remember)
                : NOTHING;
    }

    @Override
    public CompletableFuture<Boolean> enableTimeToLive(Step.EnableTimeToLive step) {
        @Nullable AwsFailure[] refused = {null};
        return waits.untilFound(
                        TableWaits.LONGEST_PAUSE,
                        () -> "TTL of '" + name + "' to be turned on",
                        () -> calls.timeToLive(name).thenCompose(ttl -> enableTimeToLive(step, ttl.value(), refused)))
                .exceptionally(this::unsupported);
    }

    private CompletableFuture<Optional<Boolean>> enableTimeToLive(
            Step.EnableTimeToLive step, TimeToLive ttl, @Nullable AwsFailure[] refused) {
        if (ttl.enabled()) {
            return Objects.equals(ttl.attributeName(), step.attributeName())
                    ? CompletableFuture.completedFuture(Optional.of(true))
                    : CompletableFuture.failedFuture(new AwsFailure(
                            Kind.OTHER,
                            new Failure(
                                    "TTL of '" + name + "' uses attribute '" + ttl.attributeName() + "', not '"
                                            + step.attributeName() + "'",
                                    "decide which attribute is right: ddbtool never changes a TTL attribute",
                                    null),
                            null));
        }
        if (refused[0] != null) {
            return CompletableFuture.failedFuture(refused[0]);
        }
        return change(
                        Operation.UPDATE_TIME_TO_LIVE,
                        false,
                        client -> client.updateTimeToLive(requests.enableTimeToLive(step)),
                        answer -> NOTHING)
                .thenApply(done -> Optional.of(true))
                .exceptionallyCompose(thrown -> {
                    // the response to an earlier attempt was lost, or another run made the change: read again
                    if (Agenda.cause(thrown) instanceof AwsFailure failure && failure.kind() == Kind.INVALID) {
                        refused[0] = failure.says(Kind.INVALID, "already enabled") ? null : failure;
                        return CompletableFuture.completedFuture(Optional.empty());
                    }
                    return askAgainIfInUse(thrown);
                });
    }

    @Override
    public CompletableFuture<Boolean> enableRecovery(Step.EnableRecovery step) {
        return recovery.enable(step).exceptionally(this::unsupported);
    }

    @Override
    public CompletableFuture<Boolean> createIndex(Step.CreateIndex step) {
        return indexes.create(step);
    }

    /** The ARN of a new table can be used some seconds after the table can be described. */
    @Override
    public CompletableFuture<Boolean> addTags(Step.AddTags step) {
        return waits.untilFound(
                        TableWaits.LONGEST_PAUSE,
                        () -> "table '" + name + "' to accept tags",
                        () -> send(Operation.TAG_RESOURCE, client -> client.tagResource(requests.addTags(step)))
                                .thenApply(done -> Optional.of(true))
                                .exceptionallyCompose(this::askAgainIfInUse))
                .exceptionally(this::unsupported);
    }

    @Override
    public CompletableFuture<Boolean> enableStream(Step.EnableStream step) {
        return update(
                client -> client.updateTable(requests.enableStream(step)),
                "already has an enabled stream",
                table -> table.streamSpecification() != null
                        && Boolean.TRUE.equals(table.streamSpecification().streamEnabled()));
    }

    @Override
    public CompletableFuture<Boolean> enableDeletionProtection(Step.EnableDeletionProtection step) {
        return update(
                client -> client.updateTable(requests.enableDeletionProtection(step)),
                "already",
                table -> Boolean.TRUE.equals(table.deletionProtectionEnabled()));
    }

    @Override
    public CompletableFuture<Boolean> enableEncryption(Step.EnableEncryption step) {
        String keyArn = step.encryption().keyArn();
        return update(
                client -> client.updateTable(requests.enableEncryption(step)),
                "already encrypted",
                table -> table.sseDescription() != null
                        && (keyArn == null
                                || keyArn.equals(table.sseDescription().kmsMasterKeyArn())));
    }

    /**
     * Changes the table with {@code UpdateTable}, and waits until it accepts the next change. If the table is already
     * being changed, the response to an earlier attempt may have been lost: then the change is not repeated.
     *
     * @param refusal the service's message if the change was already made
     * @param made whether the table has the change
     */
    private CompletableFuture<Boolean> update(
            Function<DynamoDbClient, ?> request, String refusal, Predicate<TableDescription> made) {
        return controlPlane.poll(
                TableWaits.LONGEST_PAUSE,
                () -> "table '" + name + "' to accept a change",
                () -> change(Operation.UPDATE_TABLE, false, request, answer -> untilActive())
                        .exceptionallyCompose(thrown ->
                                isAlreadyDone(thrown, refusal) ? untilActive() : CompletableFuture.failedFuture(thrown))
                        .thenApply(done -> Optional.of(true))
                        .exceptionallyCompose(thrown -> isInUse(thrown)
                                ? waits.untilActive()
                                        .thenApply(table -> made.test(table) ? Optional.of(true) : waitsInUse())
                                : CompletableFuture.failedFuture(thrown)));
    }

    /** Another process is changing the table, unless its status is a dead end. */
    private CompletableFuture<Optional<Boolean>> askAgainIfInUse(Throwable thrown) {
        return isInUse(thrown)
                ? waits.description().thenApply(table -> waitsInUse())
                : CompletableFuture.failedFuture(Agenda.cause(thrown));
    }

    private Optional<Boolean> waitsInUse() {
        progress.waits("waiting for the table (in use)");
        return Optional.empty();
    }

    private CompletableFuture<Void> untilActive() {
        return waits.untilActive().thenAccept(this::remember);
    }

    /** Keeps the ARN, which some requests contain. */
    private void remember(TableDescription table) {
        requests = new RequestMapper(name, table.tableArn() == null ? "" : table.tableArn());
    }

    /** Whether an emulator does not support the operation. On AWS that is a failure. */
    private boolean unsupported(Throwable thrown) {
        if (!controlPlane.emulator()) {
            throw new CompletionException(Agenda.cause(thrown));
        }
        return AwsFailure.recover(thrown, Kind.UNSUPPORTED, false);
    }

    private static boolean isAlreadyDone(Throwable thrown, String text) {
        return Agenda.cause(thrown) instanceof AwsFailure failure && failure.says(Kind.INVALID, text);
    }

    private static boolean isInUse(Throwable thrown) {
        return Agenda.cause(thrown) instanceof AwsFailure failure && failure.kind() == Kind.IN_USE;
    }

    /** Makes a call that starts a change of the table, and waits for its end. */
    private <T> CompletableFuture<Void> change(
            Operation operation,
            boolean indexed,
            Function<DynamoDbClient, T> request,
            Function<T, CompletableFuture<Void>> untilEnded) {
        return controlPlane.change(operation, name, indexed, progress::queues, request, answer -> {
            progress.accepted();
            return untilEnded.apply(answer);
        });
    }

    /** Makes a call that takes effect at once. */
    private <T> CompletableFuture<T> send(Operation operation, Function<DynamoDbClient, T> request) {
        return controlPlane.call(operation, name, request).thenApply(answer -> {
            progress.accepted();
            return answer;
        });
    }
}
