package dev.ddbtool.cli;

import dev.ddbtool.aws.TableReader;
import dev.ddbtool.naming.TableNames;
import dev.ddbtool.plan.Failure;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.schema.SchemaFile;
import dev.ddbtool.schema.SchemaFiles;
import dev.ddbtool.schema.SchemaIoException;
import dev.ddbtool.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** One export under way: each table is read and written by itself while others are still being found. */
final class Export {

    private final Invocation invocation;
    private final Session session;
    private final EnvironmentOptions.Place place;
    private final SchemaFiles files;
    private final TableReader reader;
    private final Map<String, TableSchema> described = new TreeMap<>();
    private final Set<String> live = new TreeSet<>();
    private final List<CompletableFuture<?>> exports = new ArrayList<>();
    private int unwritable;

    Export(Invocation invocation, Session session, SchemaFiles files, boolean allowPartial) {
        this.invocation = invocation;
        this.session = session;
        this.place = invocation.place();
        this.files = files;
        this.reader = session.reader(allowPartial);
    }

    /**
     * Exports the named tables, or every live one.
     *
     * @param others the files that stay as they are, which the summary of the whole folder needs
     * @return {@link ExitCode#SCHEMA} where files could not be written and none was
     */
    ExitCode run(List<String> tables, List<SchemaFile> others) {
        files.removeLeftovers();
        others.forEach(file -> described.put(file.schema().name(), file.schema()));
        invocation.progress().begins("exporting tables", 0);
        if (tables.isEmpty()) {
            CompletableFuture<Void> listed = reader.list(place.names().listPrefix(place.environment()), this::found);
            files.prepare(); // while the service answers
            session.await(List.of(listed));
            checkFound();
        } else {
            new TreeSet<>(tables)
                    .forEach(table -> begin(table, place.names().physical(place.environment(), table), true));
        }
        session.await(exports);
        if (tables.isEmpty()) {
            reportMissing();
            warnOfLookalikes();
        }
        ExitCode exitCode = unwritable > 0 && described.size() == others.size() ? ExitCode.SCHEMA : ExitCode.OK;
        if (!described.isEmpty()) {
            describeOthers();
            invocation.undivided(() -> {
                files.writeSummaries(described.values());
                return described;
            });
        }
        return exitCode;
    }

    /** Begins to read the tables of a page while the next page is asked for. */
    private void found(List<String> physicalNames) {
        for (String physical : physicalNames) {
            Optional<TableNames.TableName> name = place.names().resolve(physical);
            if (name.isEmpty()) {
                place.names().leftOut(place.environment(), physical).ifPresent(invocation::note);
            } else if (name.get().environment().equals(place.environment())) {
                begin(name.get().table(), physical, false);
            }
        }
    }

    private void begin(String table, String physical, boolean named) {
        live.add(table);
        invocation.progress().found(1);
        exports.add(reader.read(physical).handle((found, thrown) -> {
            TableResult result = invocation.undivided(() -> {
                TableResult exported = thrown == null
                        ? found.map(schema -> write(table, schema)).orElseGet(() -> gone(table, physical, named))
                        : TableResult.failed(table, physical, Session.failureOf(thrown));
                invocation.result(exported);
                return exported;
            });
            invocation.progress().finished(result);
            return result;
        }));
    }

    private TableResult write(String table, LiveTable found) {
        session.seen(found);
        if (found.beingDeleted()) {
            return TableResult.of(table, found.name(), Outcome.MISSING).withNote("is being deleted: left out");
        }
        TableSchema schema = found.lastingSchema().withName(table);
        try {
            SchemaFiles.Written written = files.write(schema);
            described.put(table, schema);
            Outcome outcome = written == SchemaFiles.Written.WRITTEN ? Outcome.WRITTEN : Outcome.UNCHANGED;
            return TableResult.of(table, found.name(), outcome)
                    .withRead(found)
                    .withNote(found.status().equals(LiveTable.ACTIVE) ? null : "is " + found.status());
        } catch (SchemaIoException e) {
            unwritable++;
            return TableResult.failed(table, found.name(), new Failure(e.getMessage(), e.hint(), null));
        }
    }

    /** A table that was named is missed; one that was listed has been deleted since. */
    private TableResult gone(String table, String physical, boolean named) {
        if (!named) {
            return TableResult.of(table, physical, Outcome.MISSING).withNote("was deleted in the meantime");
        }
        Failure failure = new Failure(
                "table '" + physical + "' is not live " + session.where(),
                place.nearest(table)
                        .map(known -> "did you mean '" + known + "'? else check --environment, --prefix and --region")
                        .orElse("check --environment, --prefix and --region"),
                "ResourceNotFoundException");
        return TableResult.failed(table, physical, failure);
    }

    private void checkFound() {
        if (exports.isEmpty()) {
            throw CommandException.failed(
                    "no table of '" + place.environment().name() + "' found: nothing begins with '"
                            + place.names().listPrefix(place.environment()) + "' " + session.whereWithAccount(),
                    "check --prefix, --environment, --region and --profile");
        }
    }

    /** Files that this export did not write stay, and stay in the summary, which is that of the folder. */
    private void describeOthers() {
        files.tables().stream()
                .filter(table -> !described.containsKey(table))
                .forEach(table -> files.readIfValid(table).ifPresent(schema -> described.put(table, schema)));
    }

    private void reportMissing() {
        for (String table : files.tables()) {
            if (!live.contains(table) && place.names().problem(table).isEmpty()) {
                invocation.result(
                        TableResult.of(table, place.names().physical(place.environment(), table), Outcome.MISSING)
                                .withNote("has a file, is not live: the file is left alone"));
            }
        }
    }

    private void warnOfLookalikes() {
        if (place.environment().isProduction()) {
            place.names()
                    .lookalikes(live)
                    .forEach((segment, family) -> invocation.note("note: the tables " + segment + "-"
                            + String.join(", " + segment + "-", family) + " look like an environment '" + segment
                            + "': if they are one, add it to --environments (ENVIRONMENTS)"));
        }
    }
}
