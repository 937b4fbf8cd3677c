package dev.ddbtool.aws;

import dev.ddbtool.aws.AwsFailure.Kind;
import dev.ddbtool.plan.Failure;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Step;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.TimeToLive;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Carries out the steps of one table. Each is safe to repeat: what is there already, by an earlier run, another run at
 * the same time or an answer that was lost, counts as done. A step yields false where an emulator does not have it.
 */
final class StepRunner implements Step.Visitor<CompletableFuture<Boolean>> {

    /** How long a table that was just made may be "not found" (control-plane reads are eventually consistent). */
    private static final Duration NOT_FOUND_LIMIT = Duration.ofMinutes(2);

    private static final Duration LONGEST_TABLE_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_INDEX_PAUSE = Duration.ofSeconds(20);

    private final ControlPlane controlPlane;
    private final TableReader reader;
    private final String name;
    private final TableProgress progress;
    private final boolean wait;
    private String arn;

    StepRunner(ControlPlane controlPlane, TableReader reader, TablePlan plan, TableProgress progress, boolean wait) {
        this.controlPlane = controlPlane;
        this.reader = reader;
        this.name = plan.name();
        this.arn = plan.live() == null ? "" : plan.live().arn();
        this.progress = progress;
        this.wait = wait;
        this.mayBeMissing = plan.live() == null;
    }

    /** Whether the table is yet to be made, so that there is nothing to wait for before the first step. */
    private final boolean mayBeMissing;

    /** Waits until an existing table takes changes. */
    CompletableFuture<Void> untilChangeable() {
        return mayBeMissing ? CompletableFuture.completedFuture(null) : untilActive();
    }

    @Override
    public CompletableFuture<Boolean> createTable(Step.CreateTable step) {
        return send(
                        Operation.CREATE_TABLE,
                        client -> client.createTable(ToRequest.createTable(step))
                                .tableDescription()
                                .tableStatusAsString())
                .exceptionally(thrown -> TableReader.recover(thrown, Kind.IN_USE, LiveTable.CREATING))
                .thenCompose(status ->
                        LiveTable.ACTIVE.equals(status) ? CompletableFuture.completedFuture(null) : untilActive())
                .thenApply(active -> true);
    }

    @Override
    public CompletableFuture<Boolean> enableTimeToLive(Step.EnableTimeToLive step) {
        Instant notFoundUntil = notFoundUntil();
        return controlPlane
                .poll(
                        LONGEST_TABLE_PAUSE,
                        () -> "TTL of '" + name + "' to be turned on",
                        () -> reader.timeToLive(name)
                                .thenCompose(ttl -> enableTimeToLive(step, ttl))
                                .exceptionally(thrown -> notFound(thrown, notFoundUntil)))
                .exceptionally(this::unsupported);
    }

    private CompletableFuture<Optional<Boolean>> enableTimeToLive(Step.EnableTimeToLive step, TimeToLive ttl) {
        if (ttl.enabled()) {
            return Objects.equals(ttl.attributeName(), step.attributeName())
                    ? CompletableFuture.completedFuture(Optional.of(true))
                    : CompletableFuture.failedFuture(failed("TTL of '" + name + "' is on with the attribute '"
                            + ttl.attributeName() + "' instead of '" + step.attributeName() + "'"));
        }
        return send(
                        Operation.UPDATE_TIME_TO_LIVE,
                        client -> client.updateTimeToLive(ToRequest.enableTimeToLive(step, name)))
                .thenApply(done -> Optional.of(true))
                .exceptionally(thrown -> {
                    // the answer of an earlier attempt was lost, or another run was quicker: look again
                    if (ControlPlane.cause(thrown) instanceof AwsFailure failure
                            && failure.kind() == Kind.INVALID
                            && failure.failure()
                                    .message()
                                    .toLowerCase(Locale.ROOT)
                                    .contains("already enabled")) {
                        return Optional.empty();
                    }
                    return TableReader.recover(thrown, Kind.IN_USE, Optional.empty());
                });
    }

    /** Backups are "being enabled" for up to ten minutes after a table was made; the status tells when they are. */
    @Override
    public CompletableFuture<Boolean> enableRecovery(Step.EnableRecovery step) {
        Instant notFoundUntil = notFoundUntil();
        return controlPlane
                .poll(
                        Duration.ofSeconds(10),
                        () -> "point-in-time recovery of '" + name + "' to become available",
                        () -> reader.backups(name)
                                .thenCompose(backups -> enableRecovery(step, backups))
                                .exceptionally(thrown -> notFound(thrown, notFoundUntil)))
                .exceptionally(this::unsupported);
    }

    private CompletableFuture<Optional<Boolean>> enableRecovery(Step.EnableRecovery step, ContinuousBackups backups) {
        int days = step.recoveryPeriodInDays();
        if (backups.recoveryEnabled() && backups.knownRecoveryPeriodInDays(days) >= days) {
            return CompletableFuture.completedFuture(Optional.of(true));
        }
        if (!controlPlane.emulator() && !backups.continuousBackupsStatus().equals(ContinuousBackups.ENABLED)) {
            progress.state("waiting for continuous backups");
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return send(
                        Operation.UPDATE_CONTINUOUS_BACKUPS,
                        client -> client.updateContinuousBackups(ToRequest.enableRecovery(step, name)))
                .thenApply(done -> Optional.of(true))
                .exceptionally(thrown -> TableReader.recover(thrown, Kind.BACKUPS_UNAVAILABLE, Optional.empty()));
    }

    @Override
    public CompletableFuture<Boolean> createIndex(Step.CreateIndex step) {
        String index = step.definition().indexName();
        return controlPlane
                .poll(
                        LONGEST_INDEX_PAUSE,
                        () -> "'" + name + "' to take the index '" + index + "'",
                        () -> description().thenCompose(table -> createIndex(step, table)))
                .thenCompose(done -> wait ? untilIndexActive(index) : CompletableFuture.<Void>completedFuture(null))
                .thenApply(active -> true);
    }

    private CompletableFuture<Optional<Boolean>> createIndex(Step.CreateIndex step, TableDescription table) {
        Optional<GlobalSecondaryIndexDescription> there =
                find(table, step.definition().indexName());
        if (there.isPresent() && !LiveTable.DELETING.equals(there.get().indexStatusAsString())) {
            return CompletableFuture.completedFuture(Optional.of(true));
        }
        Optional<GlobalSecondaryIndexDescription> other = table.globalSecondaryIndexes().stream()
                .filter(index -> !LiveTable.ACTIVE.equals(index.indexStatusAsString()))
                .findFirst();
        if (other.isPresent() || !LiveTable.ACTIVE.equals(table.tableStatusAsString())) {
            progress.state(other.map(index ->
                            "waiting for index '" + index.indexName() + "' (" + index.indexStatusAsString() + ")")
                    .orElse("waiting for the table (" + table.tableStatusAsString() + ")"));
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return send(Operation.UPDATE_TABLE, client -> client.updateTable(ToRequest.createIndex(step, name)))
                .thenApply(done -> Optional.of(true))
                .exceptionally(thrown -> {
                    Throwable cause = ControlPlane.cause(thrown);
                    if (cause instanceof AwsFailure failure && failure.kind() == Kind.INDEX_IN_WORK) {
                        return Optional.empty();
                    }
                    return TableReader.recover(thrown, Kind.IN_USE, Optional.empty());
                });
    }

    /** Waits on the index's own status; the table may be ACTIVE all the while. */
    CompletableFuture<Void> untilIndexActive(String index) {
        Instant start = controlPlane.agenda().now();
        String[] phase = {"allocating"};
        return controlPlane
                .poll(
                        LONGEST_INDEX_PAUSE,
                        () -> "index '" + index + "' of '" + name + "' to become ACTIVE (" + phase[0] + ")",
                        () -> description().thenApply(table -> {
                            GlobalSecondaryIndexDescription found = find(table, index)
                                    .orElseThrow(() -> new CompletionException(
                                            failed("index '" + index + "' of '" + name + "' has disappeared")));
                            if (LiveTable.ACTIVE.equals(found.indexStatusAsString())) {
                                return Optional.of(true);
                            }
                            phase[0] = Boolean.TRUE.equals(found.backfilling()) ? "backfilling" : "allocating";
                            progress.state(
                                    "index '" + index + "' " + phase[0],
                                    elapsed(start) + ", " + (table.itemCount() == null ? 0 : table.itemCount())
                                            + " items in the table");
                            return Optional.empty();
                        }))
                .thenAccept(active -> {});
    }

    private String elapsed(Instant start) {
        return Duration.between(start, controlPlane.agenda().now()).toSeconds() + " s";
    }

    @Override
    public CompletableFuture<Boolean> addTags(Step.AddTags step) {
        return send(Operation.TAG_RESOURCE, client -> client.tagResource(ToRequest.addTags(step, arn)))
                .thenApply(done -> true)
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
        return update(client -> client.updateTable(ToRequest.enableEncryption(step, name)), "already");
    }

    /** One change of the table by {@code UpdateTable}, and the wait until it takes the next. */
    private CompletableFuture<Boolean> update(Function<DynamoDbClient, ?> request, String alreadyDone) {
        return controlPlane
                .poll(
                        LONGEST_TABLE_PAUSE,
                        () -> "'" + name + "' to take a change",
                        () -> send(Operation.UPDATE_TABLE, request)
                                .thenApply(done -> Optional.of(true))
                                .exceptionally(thrown -> {
                                    if (ControlPlane.cause(thrown) instanceof AwsFailure failure
                                            && failure.kind() == Kind.INVALID
                                            && failure.failure().message().contains(alreadyDone)) {
                                        return Optional.of(true);
                                    }
                                    return TableReader.recover(thrown, Kind.IN_USE, Optional.empty());
                                }))
                .thenCompose(done -> untilActive())
                .thenApply(active -> true);
    }

    /** Waits until the table and its encryption are settled. */
    private CompletableFuture<Void> untilActive() {
        Instant notFoundUntil = notFoundUntil();
        String[] status = {LiveTable.CREATING};
        return controlPlane
                .poll(
                        LONGEST_TABLE_PAUSE,
                        () -> "'" + name + "' to become ACTIVE (" + status[0] + ")",
                        () -> description()
                                .thenApply(table -> {
                                    arn = table.tableArn() == null ? "" : table.tableArn();
                                    boolean encrypting = table.sseDescription() != null
                                            && "UPDATING"
                                                    .equals(table.sseDescription()
                                                            .statusAsString());
                                    if (LiveTable.ACTIVE.equals(table.tableStatusAsString()) && !encrypting) {
                                        return Optional.of(true);
                                    }
                                    status[0] = String.valueOf(table.tableStatusAsString());
                                    progress.state("waiting for the table (" + status[0] + ")");
                                    return Optional.<Boolean>empty();
                                })
                                .exceptionally(thrown -> notFound(thrown, notFoundUntil)))
                .thenAccept(active -> {});
    }

    private CompletableFuture<TableDescription> description() {
        return reader.description(name)
                .thenApply(found -> found.orElseThrow(() -> new CompletionException(new AwsFailure(
                        Kind.NOT_FOUND,
                        new Failure("table '" + name + "' is not there any more", null, "ResourceNotFoundException"),
                        null))));
    }

    private static Optional<GlobalSecondaryIndexDescription> find(TableDescription table, String index) {
        return table.globalSecondaryIndexes().stream()
                .filter(candidate -> candidate.indexName().equals(index))
                .findFirst();
    }

    private Instant notFoundUntil() {
        return controlPlane.agenda().now().plus(NOT_FOUND_LIMIT);
    }

    /** "Not found" shortly after a table was made is no answer yet. */
    private <T> Optional<T> notFound(Throwable thrown, Instant until) {
        if (controlPlane.agenda().now().isAfter(until)) {
            throw new CompletionException(ControlPlane.cause(thrown));
        }
        return TableReader.recover(thrown, Kind.NOT_FOUND, Optional.empty());
    }

    /** On AWS a missing operation is a failure; an emulator may lack it. */
    private boolean unsupported(Throwable thrown) {
        if (!controlPlane.emulator()) {
            throw new CompletionException(ControlPlane.cause(thrown));
        }
        return TableReader.recover(thrown, Kind.UNSUPPORTED, false);
    }

    private static AwsFailure failed(String message) {
        return new AwsFailure(Kind.OTHER, new Failure(message, null, null), null);
    }

    private <T> CompletableFuture<T> send(Operation operation, Function<DynamoDbClient, T> request) {
        return controlPlane.call(operation, name, request);
    }
}
