package dev.ddbtool.aws;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.AwsFailure;
import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.TimeToLive;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Reads what the description of a table does not contain: TTL, backups, tags, and the owner of its KMS key. */
final class TableDetailsReader {

    private final ReadCalls calls;
    private final ManagedKey managedKey;
    private final boolean emulator;
    private final boolean allowPartial;

    /** @param allowPartial whether a denied call leaves a member unknown instead of failing the table */
    TableDetailsReader(ReadCalls calls, ManagedKey managedKey, boolean emulator, boolean allowPartial) {
        this.calls = calls;
        this.managedKey = managedKey;
        this.emulator = emulator;
        this.allowPartial = allowPartial;
    }

    /** A member of a schema file that one call fills, and its value while the table is being created. */
    private record Part<T>(String member, T none, Consumer<T> keep) {}

    /**
     * Reads these settings one after another. Calls in parallel often need new connections, and each costs two round trips and
     * the CPU time of a TLS handshake.
     *
     * @param known the backups, if already read
     */
    CompletableFuture<TableDetails> read(TableDescription table, Optional<ContinuousBackups> known) {
        String name = table.tableName();
        boolean creating = LiveTable.CREATING.equals(table.tableStatusAsString());
        TableDetails details = TableDetails.unread(table);
        Part<TimeToLive> timeToLive =
                new Part<>("TimeToLiveDescription", TimeToLive.OFF, value -> details.timeToLive = value);
        Part<ContinuousBackups> backups = new Part<>(
                "ContinuousBackupsDescription", ContinuousBackups.recoveryOff(), value -> details.backups = value);
        return part(details, creating, timeToLive, calls.timeToLive(name))
                .thenCompose(done -> part(
                        details,
                        creating,
                        backups,
                        known.map(value -> CompletableFuture.completedFuture(new ReadCalls.Response<>(value, Set.of())))
                                .orElseGet(() -> calls.backups(name))))
                .thenCompose(done -> tags(details, creating, table))
                .thenCompose(done -> encryption(details))
                .thenApply(done -> details);
    }

    /** Reads only the tags. If the caller may not read them, they stay unknown. */
    CompletableFuture<TableDetails> readTags(TableDescription table) {
        TableDetails details = TableDetails.unread(table);
        boolean creating = LiveTable.CREATING.equals(table.tableStatusAsString());
        return tags(details, creating, table).thenApply(done -> {
            if (emulator) {
                details.unread.clear(); // without tags there is nothing to check
            } else {
                details.unread.replaceAll((member, reason) -> "the Environment tag was not checked: " + reason);
            }
            return details;
        });
    }

    private CompletableFuture<Void> tags(TableDetails details, boolean creating, TableDescription table) {
        return part(
                details,
                creating,
                new Part<>("Tags", List.of(), value -> details.tags = value),
                calls.tags(table.tableName(), table.tableArn()));
    }

    private <T> CompletableFuture<Void> part(
            TableDetails details, boolean creating, Part<T> part, CompletableFuture<ReadCalls.Response<T>> call) {
        return call.thenAccept(response -> {
                    part.keep().accept(response.value());
                    details.unknownMembers.addAll(response.unknownMembers());
                })
                .exceptionally(thrown -> {
                    unread(details, creating, part, Agenda.cause(thrown));
                    return null;
                });
    }

    /** A table that is being created has no such settings yet, and the calls for them fail. */
    private <T> void unread(TableDetails details, boolean creating, Part<T> part, Throwable thrown) {
        if (!(thrown instanceof AwsFailure failure)) {
            throw new CompletionException(thrown);
        }
        Kind kind = failure.kind();
        if (creating && (kind == Kind.NOT_FOUND || kind == Kind.INVALID)) {
            part.keep().accept(part.none());
        } else if ((kind == Kind.UNSUPPORTED && emulator) || (kind == Kind.DENIED && allowPartial)) {
            details.unread.put(part.member(), failure.failure().message());
        } else {
            throw new CompletionException(failure);
        }
    }

    /** Removes the ARN of the AWS managed key. Emulators have no keys. */
    private CompletableFuture<Void> encryption(TableDetails details) {
        SseDescription sse = details.sse;
        String keyArn = sse == null ? null : sse.kmsMasterKeyArn();
        if (sse == null || keyArn == null) {
            return CompletableFuture.completedFuture(null);
        }
        SseDescription withoutKey = new SseDescription(sse.status(), sse.sseType(), null);
        if (emulator) {
            details.sse = withoutKey;
            return CompletableFuture.completedFuture(null);
        }
        return managedKey.find().thenAccept(key -> {
            if (key.arn().filter(keyArn::equals).isPresent()) {
                details.sse = withoutKey;
            }
            key.unknown()
                    .ifPresent(reason -> details.unread.put(
                            LiveTable.KEY_OWNER,
                            "cannot tell whether the KMS key is AWS managed, so its ARN is kept and create requires --kms-key: "
                                    + reason));
        });
    }
}
