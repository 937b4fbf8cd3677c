package dev.ddbtool.cli.command;

import dev.ddbtool.aws.TableReader;
import dev.ddbtool.cli.run.LiveTables;
import dev.ddbtool.cli.run.NothingFound;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.Session;
import dev.ddbtool.cli.run.TableListing;
import dev.ddbtool.cli.run.TargetEnvironment;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.TableResult;
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
    private final Map<String, SummaryRow> described = new TreeMap<>();
    private final Set<String> live = new TreeSet<>();
    private final Set<String> invalid = new TreeSet<>();
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
        exports.add(reader.read(physical)
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
}
