package dev.ddbtool.aws;

import dev.ddbtool.aws.AwsFailure.Kind;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.TableSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Reads live tables: with everything that a schema file holds, or only what {@code DescribeTable} tells. */
public final class TableReader {

    /** How long TTL, backups and tags may not find a table yet, or still, that {@code DescribeTable} shows. */
    private static final Duration AGREEMENT_LIMIT = Duration.ofSeconds(20);

    private final ControlPlane controlPlane;
    private final ReadCalls calls;
    private final SettingsReader settings;

    /** @param allowPartial whether a denied call leaves a member unknown instead of failing the table */
    public TableReader(ControlPlane controlPlane, ManagedKey managedKey, boolean allowPartial) {
        this.controlPlane = controlPlane;
        this.calls = new ReadCalls(controlPlane);
        this.settings = new SettingsReader(calls, managedKey, controlPlane.emulator(), allowPartial);
    }

    ReadCalls calls() {
        return calls;
    }

    /**
     * Names all tables of the account and Region that begin with a prefix, page after page.
     *
     * @param found is handed each page's names as they come
     */
    public CompletableFuture<Void> list(String prefix, Consumer<List<String>> found) {
        return controlPlane.pages(
                Operation.LIST_TABLES,
                start -> controlPlane
                        .call(
                                Operation.LIST_TABLES,
                                "",
                                client -> client.listTables(request -> request.exclusiveStartTableName(start)))
                        .thenApply((ListTablesResponse page) -> {
                            found.accept(page.tableNames().stream()
                                    .filter(name -> name.startsWith(prefix))
                                    .toList());
                            return Optional.ofNullable(page.lastEvaluatedTableName());
                        }));
    }

    /** What {@code DescribeTable} tells of a table; empty where there is none. */
    public CompletableFuture<Optional<LiveTable>> describe(String name) {
        return calls.table(name).thenApply(found -> found.map(told -> live(told, Settings.unread(told.value()))));
    }

    /**
     * All that is to be known of a table; empty where there is none. Of a table that is being deleted that is only what
     * {@code DescribeTable} tells.
     */
    public CompletableFuture<Optional<LiveTable>> read(String name) {
        return read(name, Optional.empty());
    }

    /**
     * The same for a table that was just changed.
     *
     * @param backups what the service has answered to that, which need not be asked for again: few such questions are
     *     allowed a second
     */
    CompletableFuture<Optional<LiveTable>> read(String name, Optional<ContinuousBackups> backups) {
        Instant limit = controlPlane.agenda().now().plus(AGREEMENT_LIMIT);
        return controlPlane.poll(
                Duration.ofSeconds(5),
                () -> "the settings of '" + name + "' to be found",
                () -> readOnce(name, backups).thenApply(Optional::of).exceptionally(thrown -> {
                    // new, or being deleted at this moment: DescribeTable will tell which
                    if (controlPlane.agenda().now().isBefore(limit)) {
                        return ControlPlane.recover(thrown, Kind.NOT_FOUND, Optional.empty());
                    }
                    throw new CompletionException(ControlPlane.cause(thrown));
                }));
    }

    private CompletableFuture<Optional<LiveTable>> readOnce(String name, Optional<ContinuousBackups> backups) {
        return calls.table(name).thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            TableDescription table = found.get().value();
            CompletableFuture<Settings> read = LiveTable.DELETING.equals(table.tableStatusAsString())
                    ? CompletableFuture.completedFuture(Settings.unread(table))
                    : settings.read(table, backups);
            return read.thenApply(known -> Optional.of(live(found.get(), known)));
        });
    }

    private LiveTable live(ReadCalls.Told<TableDescription> told, Settings known) {
        TableDescription table = told.value();
        // an emulator that does not know tags or backups does not tell encryption and class either
        boolean tells = !controlPlane.emulator() || known.unread.isEmpty();
        SseDescription sse = known.sse == null && tells ? SseDescription.AWS_OWNED_KEY : known.sse;
        Map<String, String> indexStatuses = new LinkedHashMap<>();
        table.globalSecondaryIndexes()
                .forEach(index -> indexStatuses.put(index.indexName(), index.indexStatusAsString()));
        Set<String> unknownMembers = new TreeSet<>(told.unknownMembers());
        unknownMembers.addAll(known.unknownMembers);
        return new LiveTable(
                table.tableName(),
                new TableSchema(FromLive.table(table, sse, tells), known.timeToLive, known.backups, known.tags),
                table.tableStatusAsString(),
                indexStatuses,
                table.restoreSummary() != null
                        && Boolean.TRUE.equals(table.restoreSummary().restoreInProgress()),
                table.tableArn() == null ? "" : table.tableArn(),
                List.copyOf(unknownMembers),
                known.unread);
    }
}
