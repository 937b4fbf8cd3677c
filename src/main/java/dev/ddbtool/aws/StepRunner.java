package dev.ddbtool.aws;

import dev.ddbtool.aws.AwsFailure.Kind;
import dev.ddbtool.plan.Failure;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Step;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.TimeToLive;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Carries out the steps of one table. Each is safe to repeat: what is there already, by an earlier run, another run at
 * the same time or an answer that was lost, counts as done. A step yields false where an emulator does not have it.
 */
final class StepRunner implements Step.Visitor<CompletableFuture<Boolean>> {

    private static final Duration LONGEST_BACKUPS_PAUSE = Duration.ofSeconds(10);

    private final ControlPlane controlPlane;
    private final ReadCalls calls;
    private final TableWaits waits;
    private final IndexRunner indexes;
    private final TableProgress progress;
    private final String name;
    private final boolean wait;

    /** Whether the table is yet to be made, so that there is nothing to wait for before the first step. */
    private final boolean mayBeMissing;

    private String arn;

    /** @param wait whether to wait for indexes that are being built */
    StepRunner(ControlPlane controlPlane, ReadCalls calls, TablePlan plan, TableProgress progress, boolean wait) {
        this.controlPlane = controlPlane;
        this.calls = calls;
        this.name = plan.name();
        this.waits = new TableWaits(controlPlane, calls, progress, name);
        this.indexes = new IndexRunner(controlPlane, waits, progress, name);
        this.progress = progress;
        this.wait = wait;
        this.mayBeMissing = plan.live() == null;
        this.arn = plan.live() == null ? "" : plan.live().arn();
    }

    /** Waits until an existing table takes changes. */
    CompletableFuture<Void> untilChangeable() {
        return mayBeMissing ? CompletableFuture.completedFuture(null) : untilActive();
    }

    CompletableFuture<Void> untilIndexActive(String index) {
        return indexes.untilActive(index);
    }

    @Override
    public CompletableFuture<Boolean> createTable(Step.CreateTable step) {
        return send(
                        Operation.CREATE_TABLE,
                        client -> client.createTable(ToCreateTable.request(step))
                                .tableDescription()
                                .tableStatusAsString())
                .exceptionally(thrown -> ControlPlane.recover(thrown, Kind.IN_USE, LiveTable.CREATING))
                .thenCompose(status ->
                        LiveTable.ACTIVE.equals(status) ? CompletableFuture.completedFuture(null) : untilActive())
                .thenApply(active -> true);
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
                    : CompletableFuture.failedFuture(failed("TTL of '" + name + "' is on with the attribute '"
                            + ttl.attributeName() + "' instead of '" + step.attributeName() + "'"));
        }
        if (refused[0] != null) {
            return CompletableFuture.failedFuture(refused[0]);
        }
        return send(
                        Operation.UPDATE_TIME_TO_LIVE,
                        client -> client.updateTimeToLive(ToRequest.enableTimeToLive(step, name)))
                .thenApply(done -> Optional.of(true))
                .exceptionally(thrown -> {
                    // the answer of an earlier attempt was lost, or another run was quicker: look again
                    if (ControlPlane.cause(thrown) instanceof AwsFailure failure && failure.kind() == Kind.INVALID) {
                        refused[0] = failure.says(Kind.INVALID, "already enabled") ? null : failure;
                        return Optional.empty();
                    }
                    return ControlPlane.recover(thrown, Kind.IN_USE, Optional.empty());
                });
    }

    /** Backups are "being enabled" for up to ten minutes after a table was made; the status tells when they are. */
    @Override
    public CompletableFuture<Boolean> enableRecovery(Step.EnableRecovery step) {
        return waits.untilFound(
                        LONGEST_BACKUPS_PAUSE,
                        () -> "point-in-time recovery of '" + name + "' to become available",
                        () -> calls.backups(name).thenCompose(backups -> enableRecovery(step, backups.value())))
                .exceptionally(this::unsupported);
    }

    private CompletableFuture<Optional<Boolean>> enableRecovery(Step.EnableRecovery step, ContinuousBackups backups) {
        int days = step.recoveryPeriodInDays();
        if (backups.recoveryEnabled() && backups.knownRecoveryPeriodInDays(days) >= days) {
            return CompletableFuture.completedFuture(Optional.of(true));
        }
        if (!controlPlane.emulator() && !ContinuousBackups.ENABLED.equals(backups.continuousBackupsStatus())) {
            progress.waits("waiting for continuous backups");
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return send(
                        Operation.UPDATE_CONTINUOUS_BACKUPS,
                        client -> client.updateContinuousBackups(ToRequest.enableRecovery(step, name)))
                .thenApply(done -> Optional.of(true))
                .exceptionally(thrown -> ControlPlane.recover(thrown, Kind.BACKUPS_UNAVAILABLE, Optional.empty()));
    }

    @Override
    public CompletableFuture<Boolean> createIndex(Step.CreateIndex step) {
        return indexes.create(step)
                .thenCompose(done ->
                        wait ? indexes.untilActive(step.index()) : CompletableFuture.<Void>completedFuture(null))
                .thenApply(active -> true);
    }

    /** A new table is found by its ARN some seconds after its description is there. */
    @Override
    public CompletableFuture<Boolean> addTags(Step.AddTags step) {
        return waits.untilFound(
                        TableWaits.LONGEST_PAUSE,
                        () -> "'" + name + "' to take tags",
                        () -> send(Operation.TAG_RESOURCE, client -> client.tagResource(ToRequest.addTags(step, arn)))
                                .thenApply(done -> Optional.of(true))
                                .exceptionally(thrown -> ControlPlane.recover(thrown, Kind.IN_USE, Optional.empty())))
                .exceptionally(this::unsupported);
    }

    @Override
    public CompletableFuture<Boolean> enableStream(Step.EnableStream step) {
        return update(
                client -> client.updateTable(ToRequest.enableStream(step, name)), "already has an enabled stream");
    }

    @Override
    public CompletableFuture<Boolean> enableDeletionProtection(Step.EnableDeletionProtection step) {
        return update(client -> client.updateTable(ToRequest.enableDeletionProtection(name)), "already");
    }

    @Override
    public CompletableFuture<Boolean> enableEncryption(Step.EnableEncryption step) {
        return update(client -> client.updateTable(ToRequest.enableEncryption(step, name)), "already encrypted");
    }

    /** One change of the table by {@code UpdateTable}, and the wait until it takes the next. */
    private CompletableFuture<Boolean> update(Function<DynamoDbClient, ?> request, String alreadyDone) {
        return controlPlane
                .poll(
                        TableWaits.LONGEST_PAUSE,
                        () -> "'" + name + "' to take a change",
                        () -> send(Operation.UPDATE_TABLE, request)
                                .thenApply(done -> Optional.of(true))
                                .exceptionally(thrown -> {
                                    if (ControlPlane.cause(thrown) instanceof AwsFailure failure
                                            && failure.says(Kind.INVALID, alreadyDone)) {
                                        return Optional.of(true);
                                    }
                                    return ControlPlane.recover(thrown, Kind.IN_USE, Optional.empty());
                                }))
                .thenCompose(done -> untilActive())
                .thenApply(active -> true);
    }

    private CompletableFuture<Void> untilActive() {
        return waits.untilActive().thenAccept(table -> arn = table.tableArn() == null ? "" : table.tableArn());
    }

    /** On AWS a missing operation is a failure; an emulator may lack it. */
    private boolean unsupported(Throwable thrown) {
        if (!controlPlane.emulator()) {
            throw new CompletionException(ControlPlane.cause(thrown));
        }
        return ControlPlane.recover(thrown, Kind.UNSUPPORTED, false);
    }

    private static AwsFailure failed(String message) {
        return new AwsFailure(Kind.OTHER, new Failure(message, null, null), null);
    }

    /** One call that changes something. */
    private <T> CompletableFuture<T> send(Operation operation, Function<DynamoDbClient, T> request) {
        return controlPlane.call(operation, name, request).thenApply(answer -> {
            progress.accepted();
            return answer;
        });
    }
}
