package dev.ddbtool.cli.command;

import dev.ddbtool.aws.TableReader;
import dev.ddbtool.cli.run.LiveTables;
import dev.ddbtool.cli.run.NothingFound;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.Session;
import dev.ddbtool.cli.run.TableListing;
import dev.ddbtool.cli.run.TargetEnvironment;
import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.plan.compare.Planner;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.file.SchemaFile;
import dev.ddbtool.schema.file.SchemaFiles;
import dev.ddbtool.schema.file.SchemaIoException;
import dev.ddbtool.schema.file.SummaryRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Exports tables: reads and writes each table while others are still being listed. */
final class Export {

    /** The number of files written in parallel. Disks are slow, and the agenda's thread must stay free for calls. */
    private static final int WRITERS = 4;

    private final Run run;
    private final Session session;
    private final TargetEnvironment target;
    private final SchemaFiles files;
    private final TableReader reader;
    private final Planner planner;

    /** A table has one call at a time, and some tables wait for a writer. More tables would only use memory. */
    private final int tablesAtOnce;

    private final Map<String, SummaryRow> described = new TreeMap<>();
    private final Set<String> live = new TreeSet<>();
    private final Set<String> invalid = new TreeSet<>();
    private final Set<String> restored = new TreeSet<>();
    private final List<CompletableFuture<?>> exports = new ArrayList<>();

    /** The last file that each writer has to write. */
    private final List<CompletableFuture<?>> writers =
            new ArrayList<>(Collections.nCopies(WRITERS, CompletableFuture.completedFuture(null)));

    private int writes;
    private int unwritable;

    Export(Run run, Session session, SchemaFiles files, boolean allowPartial) {
        this.run = run;
        this.session = session;
        this.target = run.target();
        this.files = files;
        this.reader = session.reader(allowPartial);
        this.planner = new Planner(target.names(), target.environment(), Policy.AS_EXPORTED, Set.of());
        this.tablesAtOnce = 2 * session.parallel();
    }

    /**
     * Exports the named tables, or all live tables.
     *
     * @param others the other schema files, for the summary of the folder
     * @return {@link ExitCode#SCHEMA} if no file could be written
     */
    ExitCode run(List<String> tables, List<SchemaFile> others) {
        files.removeLeftovers();
        others.forEach(file -> describe(file.schema()));
        run.progress().begins("exporting tables", 0);
        List<String> warnings = List.of();
        if (tables.isEmpty()) {
            TableListing listing = new TableListing(target, files.tables());
            session.await(List.of(listing.list(reader, this::found)));
            checkFound();
            warnings = listing.warnings();
        } else {
            new TreeSet<>(tables).forEach(table -> begin(table, target.physical(table), true));
        }
        session.await(exports);
        warnings.forEach(run::warn); // only now is the account known for the first line
        SortedSet<String> withFile = tables.isEmpty() || !described.isEmpty() ? files.tables() : new TreeSet<>();
        if (tables.isEmpty()) {
            reportMissing(withFile);
        }
        warnOfInvalid();
        warnOfRestored();
        ExitCode exitCode = unwritable > 0 && described.size() == others.size() ? ExitCode.SCHEMA : ExitCode.OK;
        if (!described.isEmpty()) {
            describeOthers(withFile);
            run.undivided(() -> {
                files.writeSummaries(described.values());
                return described;
            });
        }
        return exitCode;
    }

    /** Starts to read tables while the next page is being requested. */
    private void found(List<String> physicalNames) {
        physicalNames.forEach(physical -> begin(target.logical(physical), physical, false));
    }

    private void begin(String table, String physical, boolean named) {
        live.add(table);
        run.progress().found(1);
        CompletableFuture<?> earlier = exports.size() < tablesAtOnce
                ? CompletableFuture.completedFuture(null)
                : exports.get(exports.size() - tablesAtOnce);
        exports.add(earlier.thenCompose(nothing -> reader.read(physical))
                .thenCompose(found ->
                        found.map(live -> take(table, live)).orElseGet(() -> kept(gone(table, physical, named))))
                .exceptionallyCompose(thrown -> kept(TableResult.failed(table, physical, LiveTables.failure(thrown))))
                .thenAccept(run.progress()::finished));
    }

    /** Adds a result without a file. */
    private CompletableFuture<TableResult> kept(TableResult result) {
        return CompletableFuture.completedFuture(run.undivided(() -> {
            run.result(result);
            return result;
        }));
    }

    private CompletableFuture<TableResult> take(String table, LiveTable found) {
        session.seen(found);
        if (found.beingDeleted()) {
            return kept(TableResult.of(table, found.name(), Outcome.MISSING).withNote("being deleted: skipped"));
        }
        if (found.restoring()) {
            return kept(TableResult.failed(table, found.name(), beingRestored(found)));
        }
        return found.wasRestored() ? takeRestored(table, found) : export(table, found);
    }

    /** A table that is being restored has no settings yet: its file would say that they are off. */
    private static Failure beingRestored(LiveTable found) {
        return new Failure(
                "table '" + found.name() + "' is still being restored: its schema file was not written",
                "wait until the restore is complete (the same ddbtool restore command waits for it), then export again",
                null);
    }

    /** Keeps the file of a restored table if it has settings that nobody has completed yet. */
    private CompletableFuture<TableResult> takeRestored(String table, LiveTable found) {
        return session.agenda().call(() -> files.readIfValid(table)).thenCompose(file -> {
            List<Difference> missing =
                    file.map(schema -> missing(schema, found)).orElse(List.of());
            if (!missing.isEmpty()) {
                return kept(TableResult.failed(table, found.name(), incomplete(found))
                        .withDifferences(missing));
            }
            if (file.isEmpty()) {
                restored.add(table);
            }
            return export(table, found);
        });
    }

    /** The settings of the file that the live table lacks, and that {@code reconcile} turns on. */
    private List<Difference> missing(TableSchema schema, LiveTable found) {
        return planner.plan(List.of(schema), Map.of(found.name(), found)).tables().stream()
                .flatMap(plan -> plan.differences().stream())
                .filter(difference -> difference.remedy() == Remedy.RECONCILE)
                .toList();
    }

    private static Failure incomplete(LiveTable found) {
        return new Failure(
                "table '" + found.name()
                        + "' was restored and lacks settings of its schema file, which was not changed",
                "complete the table with ddbtool reconcile, or delete the file to export the table as it is",
                null);
    }

    private CompletableFuture<TableResult> export(String table, LiveTable found) {
        TableSchema schema = found.lastingSchema().withName(table);
        TableResult read = TableResult.of(table, found.name(), Outcome.WRITTEN)
                .withRead(found)
                .withNote(found.status().equals(LiveTable.ACTIVE) ? null : "is " + found.status());
        int writer = writes++ % WRITERS;
        CompletableFuture<TableResult> written = writers.get(writer)
                .handle((before, thrown) -> before)
                .thenCompose(before -> session.agenda().call(() -> run.undivided(() -> write(schema, read))))
                .thenApply(result -> {
                    if (!result.problems().isEmpty()) {
                        invalid.add(result.table());
                    }
                    if (result.outcome() == Outcome.FAILED) {
                        unwritable++;
                    } else {
                        describe(schema);
                    }
                    return result;
                });
        writers.set(writer, written);
        return written;
    }

    /** Writes the file and adds the result, as one unit, on a separate thread. */
    private TableResult write(TableSchema schema, TableResult read) {
        TableResult result;
        try {
            boolean written = files.write(schema) == SchemaFiles.Written.WRITTEN;
            result = (written ? read : read.withOutcome(Outcome.UNCHANGED)).withProblems(files.problems(schema));
        } catch (SchemaIoException e) {
            result = TableResult.failed(read.table(), read.name(), new Failure(e.getMessage(), e.hint(), null));
        }
        run.result(result);
        return result;
    }

    private void describe(TableSchema schema) {
        described.put(schema.name(), SummaryRow.of(schema));
    }

    /** A named table is an error; a listed table has been deleted since. */
    private TableResult gone(String table, String physical, boolean named) {
        if (!named) {
            return TableResult.of(table, physical, Outcome.MISSING).withNote("deleted during the export");
        }
        return TableResult.failed(table, physical, target.notLive(physical, session.where()));
    }

    private void checkFound() {
        if (exports.isEmpty()) {
            throw NothingFound.in(
                    session,
                    "no tables found for environment '" + target.environment().name()
                            + "': no table name has the form '" + target.form() + "'");
        }
    }

    /** The summary covers the whole folder, including files that this export did not write. */
    private void describeOthers(SortedSet<String> withFile) {
        withFile.stream()
                .filter(table -> !described.containsKey(table))
                .forEach(table -> files.readIfValid(table).ifPresent(this::describe));
    }

    private void reportMissing(SortedSet<String> withFile) {
        for (String table : withFile) {
            if (!live.contains(table) && target.names().problem(table).isEmpty()) {
                run.result(TableResult.of(table, target.physical(table), Outcome.MISSING)
                        .withNote("not live; its schema file is unchanged"));
            }
        }
    }

    /** Emulators, or newer versions of DynamoDB, may have tables that the rules reject. */
    private void warnOfInvalid() {
        if (!invalid.isEmpty()) {
            run.warn("the schema files of " + String.join(", ", invalid)
                    + " are invalid: the report lists the problems");
        }
    }

    /** There is nothing to compare a new file with. */
    private void warnOfRestored() {
        if (!restored.isEmpty()) {
            run.warn(String.join(", ", restored)
                    + ": restored, and without a valid schema file before this export: a restore"
                    + " leaves out TTL, streams, tags and other settings; before you commit, turn on what is missing, or get the old"
                    + " files with git and run ddbtool reconcile");
        }
    }
}
