package dev.ddbtool.aws;

import dev.ddbtool.aws.AwsFailure.Kind;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Reads live tables: with everything that a schema file holds, or only what {@code DescribeTable} tells. */
public final class TableReader {

    /** The member of a file that each call beside {@code DescribeTable} fills. */
    private static final Map<Operation, String> MEMBERS = Map.of(
            Operation.DESCRIBE_TIME_TO_LIVE, "TimeToLiveDescription",
            Operation.DESCRIBE_CONTINUOUS_BACKUPS, "ContinuousBackupsDescription",
            Operation.LIST_TAGS_OF_RESOURCE, "Tags");

    private final ControlPlane controlPlane;
    private final ManagedKey managedKey;
    private final boolean allowPartial;

    /** @param allowPartial whether a denied call leaves a member unknown instead of failing the table */
    public TableReader(ControlPlane controlPlane, ManagedKey managedKey, boolean allowPartial) {
        this.controlPlane = controlPlane;
        this.managedKey = managedKey;
        this.allowPartial = allowPartial;
    }

    /**
     * Names all tables of the account and Region that begin with a prefix, page after page.
     *
     * @param found is handed each page's names as they come
     */
    public CompletableFuture<Void> list(String prefix, Consumer<List<String>> found) {
        return list(null, prefix, found);
    }

    private CompletableFuture<Void> list(@Nullable String start, String prefix, Consumer<List<String>> found) {
        return controlPlane
                .call(
                        Operation.LIST_TABLES,
                        "",
                        client -> client.listTables(request -> request.exclusiveStartTableName(start)))
                .thenCompose((ListTablesResponse page) -> {
                    found.accept(page.tableNames().stream()
                            .filter(name -> name.startsWith(prefix))
                            .toList());
                    String last = page.lastEvaluatedTableName();
                    return last == null ? CompletableFuture.completedFuture(null) : list(last, prefix, found);
                });
    }

    /** What {@code DescribeTable} tells of a table; empty where there is none. */
    public CompletableFuture<Optional<LiveTable>> describe(String name) {
        return description(name).thenApply(found -> found.map(table -> live(table, new Settings(table))));
    }

    /** All that is to be known of a table; empty where there is none. */
    public CompletableFuture<Optional<LiveTable>> read(String name) {
        return description(name)
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : settings(found.get()).thenApply(settings -> Optional.of(live(found.get(), settings))));
    }

    CompletableFuture<Optional<TableDescription>> description(String name) {
        return controlPlane
                .call(
                        Operation.DESCRIBE_TABLE,
                        name,
                        client -> Optional.of(client.describeTable(request -> request.tableName(name))
                                .table()))
                .exceptionally(thrown -> recover(thrown, Kind.NOT_FOUND, Optional.empty()));
    }

    CompletableFuture<TimeToLive> timeToLive(String name) {
        return controlPlane.call(
                Operation.DESCRIBE_TIME_TO_LIVE,
                name,
                client -> FromLive.timeToLive(client.describeTimeToLive(request -> request.tableName(name))
                        .timeToLiveDescription()));
    }

    CompletableFuture<ContinuousBackups> backups(String name) {
        return controlPlane.call(
                Operation.DESCRIBE_CONTINUOUS_BACKUPS,
                name,
                client -> FromLive.backups(client.describeContinuousBackups(request -> request.tableName(name))
                        .continuousBackupsDescription()));
    }

    CompletableFuture<List<Tag>> tags(String name, String arn) {
        return tags(name, arn, null, new ArrayList<>());
    }

    private CompletableFuture<List<Tag>> tags(String name, String arn, @Nullable String start, List<Tag> before) {
        return controlPlane
                .call(
                        Operation.LIST_TAGS_OF_RESOURCE,
                        name,
                        client -> client.listTagsOfResource(
                                request -> request.resourceArn(arn).nextToken(start)))
                .thenCompose((ListTagsOfResourceResponse page) -> {
                    before.addAll(FromLive.tags(page.tags()));
                    return page.nextToken() == null
                            ? CompletableFuture.completedFuture(before)
                            : tags(name, arn, page.nextToken(), before);
                });
    }

    private CompletableFuture<Settings> settings(TableDescription table) {
        String name = table.tableName();
        Settings settings = new Settings(table);
        return CompletableFuture.allOf(
                        part(
                                settings,
                                Operation.DESCRIBE_TIME_TO_LIVE,
                                timeToLive(name),
                                TimeToLive.OFF,
                                value -> settings.timeToLive = value),
                        part(
                                settings,
                                Operation.DESCRIBE_CONTINUOUS_BACKUPS,
                                backups(name),
                                ContinuousBackups.recoveryOff(),
                                value -> settings.backups = value),
                        part(
                                settings,
                                Operation.LIST_TAGS_OF_RESOURCE,
                                tags(name, table.tableArn()),
                                List.of(),
                                value -> settings.tags = value),
                        encryption(settings))
                .thenApply(done -> settings);
    }

    /** One of the calls beside {@code DescribeTable}: what it gives, or why its member stays unknown. */
    private <T> CompletableFuture<Void> part(
            Settings settings, Operation operation, CompletableFuture<T> call, T none, Consumer<T> keep) {
        return call.thenAccept(keep).exceptionally(thrown -> {
            if (!(ControlPlane.cause(thrown) instanceof AwsFailure failure)) {
                throw new CompletionException(ControlPlane.cause(thrown));
            }
            if (failure.kind() == Kind.NOT_FOUND && LiveTable.CREATING.equals(settings.status)) {
                keep.accept(none);
            } else if ((failure.kind() == Kind.UNSUPPORTED && controlPlane.emulator())
                    || (failure.kind() == Kind.DENIED && allowPartial)) {
                settings.unread.put(
                        MEMBERS.getOrDefault(operation, operation.apiName()),
                        failure.failure().message());
            } else {
                throw new CompletionException(failure);
            }
            return null;
        });
    }

    /** Tells the customer's own key from the AWS-managed one; on an emulator there is no telling, and no need. */
    private CompletableFuture<Void> encryption(Settings settings) {
        SseDescription sse = settings.sse;
        if (sse == null || sse.kmsMasterKeyArn() == null) {
            return CompletableFuture.completedFuture(null);
        }
        if (controlPlane.emulator()) {
            settings.sse = new SseDescription(sse.status(), sse.sseType(), null);
            return CompletableFuture.completedFuture(null);
        }
        return managedKey.find().thenAccept(key -> {
            if (key.arn().isPresent() && key.arn().get().equals(sse.kmsMasterKeyArn())) {
                settings.sse = new SseDescription(sse.status(), sse.sseType(), null);
            }
            key.denied()
                    .ifPresent(reason -> settings.unread.put(
                            "KMSMasterKeyArn", "kept, though it may be the AWS-managed key's: " + reason));
        });
    }

    private LiveTable live(TableDescription table, Settings settings) {
        // an emulator that does not know tags or backups does not tell encryption and class either
        boolean tells = !controlPlane.emulator() || settings.unread.isEmpty();
        SseDescription sse = settings.sse == null && tells ? SseDescription.AWS_OWNED_KEY : settings.sse;
        Map<String, String> indexStatuses = new LinkedHashMap<>();
        table.globalSecondaryIndexes()
                .forEach(index -> indexStatuses.put(index.indexName(), index.indexStatusAsString()));
        return new LiveTable(
                table.tableName(),
                new TableSchema(
                        FromLive.table(table, sse, tells), settings.timeToLive, settings.backups, settings.tags),
                table.tableStatusAsString(),
                indexStatuses,
                table.restoreSummary() != null
                        && Boolean.TRUE.equals(table.restoreSummary().restoreInProgress()),
                table.tableArn() == null ? "" : table.tableArn(),
                List.of(),
                settings.unread);
    }

    /** What a future yields instead of one kind of failure. */
    static <T> T recover(Throwable thrown, Kind kind, T instead) {
        if (ControlPlane.cause(thrown) instanceof AwsFailure failure && failure.kind() == kind) {
            return instead;
        }
        throw new CompletionException(ControlPlane.cause(thrown));
    }

    /** What is known of a table beside its description, gathered on the agenda's thread. */
    private static final class Settings {
        private final String status;
        private final Map<String, String> unread = new LinkedHashMap<>();
        private @Nullable TimeToLive timeToLive;
        private @Nullable ContinuousBackups backups;
        private @Nullable List<Tag> tags;
        private @Nullable SseDescription sse;

        Settings(TableDescription table) {
            this.status = table.tableStatusAsString();
            this.sse = FromLive.encryption(table);
        }
    }
}
