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

/** Reads what a table has beside its description: TTL, backups, tags, and whose key encrypts it. */
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

    /** A member of a schema file that one call fills, and what it holds while the table is being made. */
    private record Part<T>(String member, T none, Consumer<T> keep) {}

    /** @param known what is known of the table's backups already */
    CompletableFuture<TableDetails> read(TableDescription table, Optional<ContinuousBackups> known) {
        String name = table.tableName();
        boolean creating = LiveTable.CREATING.equals(table.tableStatusAsString());
        TableDetails settings = TableDetails.unread(table);
        return CompletableFuture.allOf(
                        part(
                                settings,
                                creating,
                                new Part<>(
                                        "TimeToLiveDescription", TimeToLive.OFF, value -> settings.timeToLive = value),
                                calls.timeToLive(name)),
                        part(
                                settings,
                                creating,
                                new Part<>(
                                        "ContinuousBackupsDescription",
                                        ContinuousBackups.recoveryOff(),
                                        value -> settings.backups = value),
                                known.map(backups -> CompletableFuture.completedFuture(
                                                new ReadCalls.Told<>(backups, Set.of())))
                                        .orElseGet(() -> calls.backups(name))),
                        tags(settings, creating, table),
                        encryption(settings))
                .thenApply(done -> settings);
    }

    /** Reads only the tags, which tell whose table it is. If they may not be read, they stay unknown. */
    CompletableFuture<TableDetails> readTags(TableDescription table) {
        TableDetails settings = TableDetails.unread(table);
        boolean creating = LiveTable.CREATING.equals(table.tableStatusAsString());
        return tags(settings, creating, table).thenApply(done -> {
            if (emulator) {
                settings.unread.clear(); // without tags there is nothing to check
            } else {
                settings.unread.replaceAll((member, reason) -> "the tag Environment was not checked: " + reason);
            }
            return settings;
        });
    }

    private CompletableFuture<Void> tags(TableDetails settings, boolean creating, TableDescription table) {
        return part(
                settings,
                creating,
                new Part<>("Tags", List.of(), value -> settings.tags = value),
                calls.tags(table.tableName(), table.tableArn()));
    }

    private <T> CompletableFuture<Void> part(
            TableDetails settings, boolean creating, Part<T> part, CompletableFuture<ReadCalls.Told<T>> call) {
        return call.thenAccept(told -> {
                    part.keep().accept(told.value());
                    settings.unknownMembers.addAll(told.unknownMembers());
                })
                .exceptionally(thrown -> {
                    unread(settings, creating, part, Agenda.cause(thrown));
                    return null;
                });
    }

    /** A table that is being made has no settings yet, and its parts cannot be described. */
    private <T> void unread(TableDetails settings, boolean creating, Part<T> part, Throwable thrown) {
        if (!(thrown instanceof AwsFailure failure)) {
            throw new CompletionException(thrown);
        }
        Kind kind = failure.kind();
        if (creating && (kind == Kind.NOT_FOUND || kind == Kind.INVALID)) {
            part.keep().accept(part.none());
        } else if ((kind == Kind.UNSUPPORTED && emulator) || (kind == Kind.DENIED && allowPartial)) {
            settings.unread.put(part.member(), failure.failure().message());
        } else {
            throw new CompletionException(failure);
        }
    }

    /** Tells the customer's own key from the AWS-managed one; on an emulator there is no telling, and no need. */
    private CompletableFuture<Void> encryption(TableDetails settings) {
        SseDescription sse = settings.sse;
        String keyArn = sse == null ? null : sse.kmsMasterKeyArn();
        if (sse == null || keyArn == null) {
            return CompletableFuture.completedFuture(null);
        }
        SseDescription withoutKey = new SseDescription(sse.status(), sse.sseType(), null);
        if (emulator) {
            settings.sse = withoutKey;
            return CompletableFuture.completedFuture(null);
        }
        return managedKey.find().thenAccept(key -> {
            if (key.arn().filter(keyArn::equals).isPresent()) {
                settings.sse = withoutKey;
            }
            key.unknown()
                    .ifPresent(reason -> settings.unread.put(
                            LiveTable.KEY_OWNER,
                            "whose key it is could not be found out, so that its ARN is kept and create will ask for --kms-key: "
                                    + reason));
        });
    }
}
