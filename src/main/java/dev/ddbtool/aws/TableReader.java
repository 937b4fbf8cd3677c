package dev.ddbtool.aws;

import dev.ddbtool.aws.call.AwsFailure;
import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.aws.call.Operation;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.TableSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Reads live tables, either completely or only with {@code DescribeTable}. */
public final class TableReader {

    /**
     * How long the calls for TTL, backups and tags may disagree with {@code DescribeTable} about whether a table exists, since
     * the first disagreement: before it, the calls may have waited longer for their turn.
     */
    private static final Duration AGREEMENT_LIMIT = Duration.ofSeconds(20);

    /** The age up to which another run may still be working on a table. */
    private static final Duration NEW = Duration.ofMinutes(5);

    /** How long to wait for another run to complete a new table. */
    private static final Duration COMPLETION_LIMIT = Duration.ofMinutes(1);

    /** The same on an emulator, where changes take effect at once. */
    private static final Duration EMULATOR_COMPLETION_LIMIT = Duration.ofSeconds(5);

    /** How often an incomplete table is read again: backups and tags may be read ten times a second per account. */
    private static final int LOOKS = 12;

    private final ControlPlane controlPlane;
    private final ReadCalls calls;
    private final TableDetailsReader details;

    /** @param allowPartial whether a denied call leaves a member unknown instead of failing the table */
    public TableReader(ControlPlane controlPlane, ManagedKey managedKey, boolean allowPartial) {
        this.controlPlane = controlPlane;
        this.calls = new ReadCalls(controlPlane);
        this.details = new TableDetailsReader(calls, managedKey, controlPlane.emulator(), allowPartial);
    }

    ReadCalls calls() {
        return calls;
    }

    /**
     * Names all tables of the account and Region that begin with a prefix, page after page.
     *
     * @param found receives the names of each page
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

    /**
     * What {@code DescribeTable} returns for a table, and its tags if they are wanted; empty if there is no such table. If the
     * tags cannot be read, it fails; with {@code --allow-partial}, they are unknown.
     */
    public CompletableFuture<Optional<LiveTable>> describe(String name, Predicate<LiveTable> tagsWanted) {
        return untilAgreed(
                name,
                table -> tagsWanted.test(live(table, TableDetails.unread(table.value())))
                        ? details.readTags(table.value())
                        : CompletableFuture.completedFuture(TableDetails.unread(table.value())));
    }

    /**
     * All settings of a table; empty if there is no such table. Of a table that is being deleted, only what {@code DescribeTable}
     * returns.
     */
    public CompletableFuture<Optional<LiveTable>> read(String name) {
        return read(name, Optional.empty());
    }

    /**
     * The same for a table that another run may be completing at this moment: while it is new and incomplete, it is
     * read again, up to a limit.
     *
     * @param incomplete whether something is missing that a create would add
     * @param waiting runs before each further read
     */
    public CompletableFuture<Optional<LiveTable>> readComplete(
            String name, Predicate<LiveTable> incomplete, Runnable waiting) {
        return readComplete(name, this::read, incomplete, waiting);
    }

    /** The same for {@link #describe}. */
    public CompletableFuture<Optional<LiveTable>> describeComplete(
            String name, Predicate<LiveTable> tagsWanted, Predicate<LiveTable> incomplete, Runnable waiting) {
        return readComplete(name, each -> describe(each, tagsWanted), incomplete, waiting);
    }

    private CompletableFuture<Optional<LiveTable>> readComplete(
            String name,
            Function<String, CompletableFuture<Optional<LiveTable>>> reading,
            Predicate<LiveTable> incomplete,
            Runnable waiting) {
        Duration patience = controlPlane.emulator() ? EMULATOR_COMPLETION_LIMIT : COMPLETION_LIMIT;
        return readComplete(
                name,
                reading,
                live -> isNew(live) && incomplete.test(live),
                waiting,
                now().plus(patience),
                patience.dividedBy(LOOKS));
    }

    private CompletableFuture<Optional<LiveTable>> readComplete(
            String name,
            Function<String, CompletableFuture<Optional<LiveTable>>> reading,
            Predicate<LiveTable> awaited,
            Runnable waiting,
            Instant limit,
            Duration pause) {
        return reading.apply(name).thenCompose(found -> {
            if (found.filter(awaited).isEmpty() || !now().isBefore(limit)) {
                return CompletableFuture.completedFuture(found);
            }
            waiting.run();
            return controlPlane
                    .pause(pause, () -> "another run to complete '" + name + "'")
                    .thenCompose(over -> readComplete(name, reading, awaited, waiting, limit, pause));
        });
    }

    /** Clocks may differ, so a table from the near future is new too. */
    private boolean isNew(LiveTable live) {
        return live.created() != null
                && Duration.between(live.created(), now()).abs().compareTo(NEW) < 0;
    }

    private Instant now() {
        return controlPlane.agenda().now();
    }

    /**
     * Reads a table after a change.
     *
     * @param backups its backups, if the response to the change had them: few such calls are allowed per second
     */
    CompletableFuture<Optional<LiveTable>> read(String name, Optional<ContinuousBackups> backups) {
        return untilAgreed(name, table -> details.read(table.value(), backups));
    }

    /** Describes a table and reads its details unless it is being deleted, until all calls agree on whether it exists. */
    private CompletableFuture<Optional<LiveTable>> untilAgreed(
            String name, Function<ReadCalls.Response<TableDescription>, CompletableFuture<TableDetails>> more) {
        AtomicReference<Instant> firstDisagreement = new AtomicReference<>(Instant.MAX);
        return controlPlane.poll(
                Duration.ofSeconds(5),
                () -> "the settings of '" + name + "' to become readable",
                () -> once(name, more).thenApply(Optional::of).exceptionally(thrown -> {
                    CompletionException failure = controlPlane.failed(Operation.DESCRIBE_TABLE, name, thrown);
                    Instant since = firstDisagreement.updateAndGet(first -> Collections.min(List.of(first, now())));
                    // new, or being deleted: the next DescribeTable shows which
                    if (now().isBefore(since.plus(AGREEMENT_LIMIT))) {
                        return AwsFailure.recover(failure, Kind.NOT_FOUND, Optional.empty());
                    }
                    throw failure;
                }));
    }

    private CompletableFuture<Optional<LiveTable>> once(
            String name, Function<ReadCalls.Response<TableDescription>, CompletableFuture<TableDetails>> more) {
        return calls.table(name).thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            ReadCalls.Response<TableDescription> table = found.get();
            CompletableFuture<TableDetails> read =
                    LiveTable.DELETING.equals(table.value().tableStatusAsString())
                            ? CompletableFuture.completedFuture(TableDetails.unread(table.value()))
                            : more.apply(table);
            return read.thenApply(known -> Optional.of(live(table, known)));
        });
    }

    private LiveTable live(ReadCalls.Response<TableDescription> response, TableDetails known) {
        TableDescription table = response.value();
        // an emulator that does not support tags or backups does not return encryption and class either
        boolean tells = !controlPlane.emulator() || known.unread.isEmpty();
        SseDescription sse = known.sse == null && tells ? SseDescription.AWS_OWNED_KEY : known.sse;
        Map<String, String> indexStatuses = new LinkedHashMap<>();
        for (IndexDescription index : IndexDescription.of(table)) {
            if (index.status() != null) {
                indexStatuses.put(index.name(), index.status());
            }
        }
        Set<String> unknownMembers = new TreeSet<>(response.unknownMembers());
        unknownMembers.addAll(known.unknownMembers);
        return new LiveTable(
                table.tableName(),
                new TableSchema(ResponseMapper.table(table, sse, tells), known.timeToLive, known.backups, known.tags),
                table.tableStatusAsString(),
                indexStatuses,
                table.restoreSummary() != null
                        && Boolean.TRUE.equals(table.restoreSummary().restoreInProgress()),
                table.tableArn() == null ? "" : table.tableArn(),
                List.copyOf(unknownMembers),
                known.unread,
                table.restoreSummary() == null ? table.creationDateTime() : null,
                ResponseMapper.restored(table.restoreSummary()));
    }
}
