package dev.ddbtool.aws;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.AwsFailure;
import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.aws.call.ErrorTranslator;
import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.problem.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Waits for one table: until it exists, until it is ACTIVE, and until it is gone. */
final class TableWaits {

    static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** A restore takes minutes to hours. */
    private static final Duration LONGEST_PAUSE_OF_RESTORES = Duration.ofSeconds(30);

    /** How long a new table may be "not found": reads of the control plane are eventually consistent. */
    private static final Duration NOT_FOUND_LIMIT = Duration.ofMinutes(2);

    private final ControlPlane controlPlane;
    private final ReadCalls calls;
    private final TableProgress progress;
    private final String name;
    private final boolean mayBeMissing;

    /** @param mayBeMissing whether the run creates the table, so that reads may still show a deleted one of its name */
    TableWaits(ControlPlane controlPlane, ReadCalls calls, TableProgress progress, String name, boolean mayBeMissing) {
        this.controlPlane = controlPlane;
        this.calls = calls;
        this.progress = progress;
        this.name = name;
        this.mayBeMissing = mayBeMissing;
    }

    /** Describes the table; fails if it does not exist, or if it never leaves its status without help. */
    CompletableFuture<TableDescription> description() {
        return calls.table(name).thenApply(found -> {
            if (found.isEmpty()) {
                throw new AwsFailure(
                        Kind.NOT_FOUND,
                        new Failure(
                                "table '" + name + "' does not exist",
                                ErrorTranslator.DELETED,
                                "ResourceNotFoundException"),
                        null);
            }
            TableDescription table = found.get().value();
            String status = String.valueOf(table.tableStatusAsString());
            Blocker.unusable(name, status).ifPresent(failure -> {
                boolean outdated = mayBeMissing && status.equals(LiveTable.DELETING);
                throw new AwsFailure(outdated ? Kind.NOT_FOUND : Kind.OTHER, failure, null);
            });
            return table;
        });
    }

    /** Waits until the table is ACTIVE and its encryption is not being updated. */
    CompletableFuture<TableDescription> untilActive() {
        String[] status = {LiveTable.CREATING};
        return untilFound(
                LONGEST_PAUSE,
                () -> "table '" + name + "' to become ACTIVE (" + status[0] + ")",
                () -> description().thenApply(table -> {
                    boolean encrypting = table.sseDescription() != null
                            && LiveTable.UPDATING.equals(table.sseDescription().statusAsString());
                    if (LiveTable.ACTIVE.equals(table.tableStatusAsString()) && !encrypting) {
                        return Optional.of(table);
                    }
                    status[0] = encrypting ? "encryption UPDATING" : String.valueOf(table.tableStatusAsString());
                    progress.waits("waiting for the table (" + status[0] + ")");
                    return Optional.empty();
                }));
    }

    /**
     * Waits until the table is gone. Another run may already have created a table of the same name.
     *
     * @param id its {@code TableId}; null if the endpoint returns none
     */
    CompletableFuture<Void> untilGone(@Nullable String id) {
        return controlPlane
                .poll(
                        LONGEST_PAUSE,
                        () -> "table '" + name + "' to be deleted",
                        () -> calls.table(name).thenApply(found -> {
                            if (found.isEmpty()
                                    || !Objects.equals(found.get().value().tableId(), id)) {
                                return Optional.of(true);
                            }
                            progress.waits("waiting for the deletion");
                            return Optional.empty();
                        }))
                .thenAccept(gone -> {});
    }

    /**
     * Waits until a restored table is ACTIVE.
     *
     * @param size the size of the source, in words; may be empty
     */
    CompletableFuture<TableDescription> untilRestored(String size) {
        return untilFound(
                LONGEST_PAUSE_OF_RESTORES,
                () -> "table '" + name + "' to be restored",
                () -> description().thenApply(table -> {
                    progress.waits("restoring", size);
                    return LiveTable.ACTIVE.equals(table.tableStatusAsString()) ? Optional.of(table) : Optional.empty();
                }));
    }

    /** Polls, and retries "not found" for a while. */
    <T> CompletableFuture<T> untilFound(
            Duration longest, Supplier<String> waitedFor, Supplier<CompletableFuture<Optional<T>>> question) {
        Instant limit = controlPlane.agenda().now().plus(NOT_FOUND_LIMIT);
        return controlPlane.poll(
                longest,
                waitedFor,
                () -> question.get().exceptionally(thrown -> {
                    if (controlPlane.agenda().now().isAfter(limit)) {
                        throw new CompletionException(Agenda.cause(thrown));
                    }
                    return AwsFailure.recover(thrown, Kind.NOT_FOUND, Optional.empty());
                }));
    }
}
