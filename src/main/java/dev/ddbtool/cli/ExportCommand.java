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
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Live tables to schema files. */
@Command(
        name = "export",
        header = "Write the schema files and the summary of the live tables (read-only AWS calls).",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ExportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TABLE", arity = "0..*", description = "Logical names (default: every live table).")
    List<String> tables = new ArrayList<>();

    @Option(
            names = "--allow-partial",
            description = "Write a file without the members that may not be read, instead of failing its table.")
    boolean allowPartial;

    @ArgGroup(validate = false, heading = "%nWhich tables:%n")
    EnvironmentOptions environment = new EnvironmentOptions();

    @ArgGroup(validate = false, heading = "%nHow to get there:%n")
    ConnectionOptions connection = new ConnectionOptions();

    @ArgGroup(validate = false, heading = "%nOutput:%n")
    OutputOptions output = new OutputOptions();

    private final App app;

    ExportCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        Invocation invocation = new Invocation(app, "export", output);
        return invocation.run(() -> export(invocation));
    }

    private ExitCode export(Invocation invocation) {
        EnvironmentOptions.Place place = environment.resolve(app.variables());
        invocation.at(place);
        if (!place.environment().isProduction() && !place.schemasGiven()) {
            throw CommandException.usage(
                    "the schema folder is that of production: an export of '"
                            + place.environment().name() + "' needs a folder of its own",
                    "name it with --schemas " + place.environment().name() + "-schemas, or SCHEMA_DIR");
        }
        tables.forEach(table -> place.names().physical(place.environment(), table));
        SchemaFiles files = new SchemaFiles(place.schemas(), place.names());
        List<SchemaFile> others = tables.isEmpty() ? List.of() : others(files);
        Session session = invocation.connected(Session.open(app, connection));
        invocation.announce();
        new Run(invocation, session, place, files, others).run();
        return ExitCode.OK;
    }

    /** The files that stay as they are, which the summary of the whole folder needs. */
    private List<SchemaFile> others(SchemaFiles files) {
        Set<String> names = new TreeSet<>(files.tables());
        names.removeAll(tables);
        return names.isEmpty() ? List.of() : files.read(names);
    }

    /** One export under way. */
    private final class Run {

        private final Invocation invocation;
        private final Session session;
        private final EnvironmentOptions.Place place;
        private final SchemaFiles files;
        private final TableReader reader;
        private final Map<String, TableSchema> described = new TreeMap<>();
        private final List<CompletableFuture<?>> exports = new ArrayList<>();

        Run(
                Invocation invocation,
                Session session,
                EnvironmentOptions.Place place,
                SchemaFiles files,
                List<SchemaFile> others) {
            this.invocation = invocation;
            this.session = session;
            this.place = place;
            this.files = files;
            this.reader = session.reader(allowPartial);
            others.forEach(file -> described.put(file.schema().name(), file.schema()));
        }

        void run() {
            files.removeLeftovers();
            if (tables.isEmpty()) {
                session.await(List.of(reader.list(place.names().listPrefix(place.environment()), this::found)));
                checkFound();
            } else {
                invocation.progress().begins(tables.size());
                tables.forEach(table -> begin(table, place.names().physical(place.environment(), table)));
            }
            session.await(exports);
            if (tables.isEmpty()) {
                reportMissing();
            }
            if (!described.isEmpty()) {
                files.writeSummaries(described.values());
            }
        }

        /** Begins to read the tables of a page while the next page is asked for. */
        private void found(List<String> physicalNames) {
            for (String physical : physicalNames) {
                Optional<TableNames.TableName> name = place.names().resolve(physical);
                if (name.isEmpty()) {
                    place.names().leftOut(place.environment(), physical).ifPresent(invocation::note);
                } else if (name.get().environment().equals(place.environment())) {
                    begin(name.get().table(), physical);
                }
            }
            invocation.progress().begins(exports.size());
        }

        private void begin(String table, String physical) {
            exports.add(reader.read(physical).handle((found, thrown) -> {
                TableResult result = thrown != null
                        ? TableResult.failed(table, physical, Session.failureOf(thrown))
                        : found.map(live -> write(table, live)).orElseGet(() -> gone(table, physical));
                if (result != null) {
                    invocation.result(result);
                    invocation.progress().finished(result);
                }
                return true;
            }));
        }

        private TableResult gone(String table, String physical) {
            return TableResult.failed(
                    table,
                    physical,
                    new Failure(
                            "table '" + physical + "' is not live " + session.where(),
                            "see what is there: aws dynamodb list-tables",
                            "ResourceNotFoundException"));
        }

        private TableResult write(String table, LiveTable live) {
            if (live.status().equals(LiveTable.DELETING)) {
                return TableResult.of(table, live.name(), Outcome.MISSING).withNote("is being deleted: left out");
            }
            TableSchema schema = live.schema().withName(table);
            try {
                SchemaFiles.Written written = files.write(schema);
                described.put(table, schema);
                Outcome outcome = written == SchemaFiles.Written.WRITTEN ? Outcome.WRITTEN : Outcome.UNCHANGED;
                TableResult result = TableResult.of(table, live.name(), outcome).withRead(live);
                return live.status().equals(LiveTable.ACTIVE) ? result : result.withNote("is " + live.status());
            } catch (SchemaIoException e) {
                return TableResult.failed(
                        table, live.name(), new Failure(e.getMessage(), "choose another folder with --schemas", null));
            }
        }

        private void checkFound() {
            if (exports.isEmpty()) {
                throw CommandException.failed(
                        "no table of '" + place.environment().name() + "' found: nothing begins with '"
                                + place.names().listPrefix(place.environment()) + "' "
                                + session.whereWithAccount(),
                        "check --prefix, --environment, --region and --profile");
            }
        }

        private void reportMissing() {
            Set<String> live = new TreeSet<>(invocation.tables());
            for (String table : files.tables()) {
                if (!live.contains(table)) {
                    String physical = place.names().physical(place.environment(), table);
                    invocation.result(TableResult.of(table, physical, Outcome.MISSING)
                            .withNote("has a file, is not live: left alone"));
                    files.readIfValid(table).ifPresent(schema -> described.put(table, schema));
                }
            }
            if (place.environment().isProduction()) {
                place.names()
                        .lookalikes(live)
                        .forEach((segment, family) -> invocation.note("note: the tables " + segment + "-"
                                + String.join(", " + segment + "-", family) + " look like an environment '" + segment
                                + "': if so, add it to --environments (ENVIRONMENTS)"));
            }
        }
    }
}
