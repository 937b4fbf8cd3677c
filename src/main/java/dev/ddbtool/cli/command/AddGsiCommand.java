package dev.ddbtool.cli.command;

import dev.ddbtool.aws.PlanExecutor;
import dev.ddbtool.aws.TableReader;
import dev.ddbtool.cli.option.ConnectionOptions;
import dev.ddbtool.cli.option.EnvironmentOptions;
import dev.ddbtool.cli.option.IndexOptions;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.cli.option.Section;
import dev.ddbtool.cli.option.Subcommand;
import dev.ddbtool.cli.option.WriteOptions;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.PlanRun;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.Session;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.Plan;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.plan.compare.Planner;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.file.SchemaFile;
import dev.ddbtool.schema.file.SchemaFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;

/** One global secondary index by flags or variables, or all that the schema files have and the tables lack. */
public final class AddGsiCommand implements Subcommand {

    /** Backfilling a big table takes hours to days. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofHours(24);

    private List<String> tables = new ArrayList<>();

    private boolean fromSchema;

    private boolean noWait;

    private final IndexOptions index = new IndexOptions();
    private final WriteOptions write = new WriteOptions();
    private final EnvironmentOptions environment = new EnvironmentOptions();
    private final ConnectionOptions connection = new ConnectionOptions();
    private final OutputOptions output = new OutputOptions();
    private final App app;

    public AddGsiCommand(App app) {
        this.app = app;
    }

    @Override
    public void describe(CommandSpec command) {
        command.usageMessage()
                .description(
                        "One index that the options name, or every one that the schema files have and",
                        "the live tables lack.",
                        "",
                        "AWS calls:",
                        "  reads    DescribeTable, ListTagsOfResource, sts:GetCallerIdentity",
                        "  changes  UpdateTable")
                .footer(
                        "  ddbtool add-gsi -e dev --table companies --index by-email \\",
                        "      --partition-key email:S",
                        "  ddbtool add-gsi --from-schema -e staging");
        Subcommand.arguments(
                command,
                "TABLE",
                String.class,
                "With --from-schema: logical names. [default: every schema file]",
                value -> tables = value);
        new Section(command, Section.Heading.OWN)
                .flag(
                        "--from-schema",
                        "Add every index that the schema files have and the tables lack.",
                        value -> fromSchema = value)
                .flag(
                        "--no-wait",
                        "Do not wait until the index is ACTIVE. Another one that is being built is waited for.",
                        value -> noWait = value);
        index.addTo(command);
        write.addTo(command);
        environment.addTo(command);
        connection.addTo(command);
        output.addTo(command);
    }

    @Override
    public Integer call() {
        Run invocation = new Run(app, "add-gsi", output);
        return invocation.run(() -> addIndexes(invocation));
    }

    private ExitCode addIndexes(Run invocation) {
        EnvironmentOptions.Place place = environment.resolve(app.variables());
        invocation.at(place);
        place.check(tables);
        invocation.dryRun(write.dryRun);
        write.check(app.variables());
        if (fromSchema && index.anyGiven()) {
            throw CommandException.usage(
                    "--from-schema takes the indexes from the schema files, other flags name one",
                    "leave --from-schema or the other flags out");
        }
        if (!fromSchema && !tables.isEmpty()) {
            throw CommandException.usage(
                    "'" + tables.get(0) + "' stands alone",
                    "name the table with --table " + tables.get(0) + ", or add --from-schema");
        }
        if (fromSchema) {
            List<TableSchema> schemas = schemas(place);
            Session session = connect(invocation);
            return run(invocation, session, plan(invocation, session, schemas));
        }
        IndexRequest request = IndexRequest.of(chosen(invocation), place);
        EnvironmentOptions.Place actual = place.of(request.physical());
        if (environment.environment != null && !actual.environment().equals(place.environment())) {
            invocation.warn("'" + request.physical() + "' is a table of "
                    + actual.environment().name() + ", so that environment " + "'"
                    + place.environment().name() + "' does not count");
        }
        invocation.at(actual);
        Session session = connect(invocation);
        return run(invocation, session, plan(invocation, session, request));
    }

    private Session connect(Run invocation) {
        Session session = invocation.connect(connection, DEFAULT_TIMEOUT);
        invocation.announce(false);
        return session;
    }

    /** The flags if any is given, else the variables: a leftover variable must not shape an index. */
    private IndexOptions chosen(Run invocation) {
        if (!index.anyGiven()) {
            IndexOptions fromVariables = IndexOptions.from(app.variables());
            if (fromVariables.include.isEmpty()
                    && app.variables().get("NON_KEY_ATTRIBUTES").isPresent()) {
                invocation.warn("NON_KEY_ATTRIBUTES is ignored: only projection INCLUDE takes it");
            }
            return fromVariables;
        }
        List<String> ignored = IndexOptions.setIn(app.variables());
        if (!ignored.isEmpty()) {
            invocation.note("flags are given, so these variables are ignored: " + String.join(", ", ignored));
        }
        return index;
    }

    private List<TableSchema> schemas(EnvironmentOptions.Place place) {
        SchemaFiles files = new SchemaFiles(place.schemas(), place.names());
        return (tables.isEmpty() ? files.readAll() : files.read(tables))
                .stream().map(SchemaFile::schema).toList();
    }

    private Plan plan(Run invocation, Session session, IndexRequest request) {
        EnvironmentOptions.Place place = invocation.place();
        String physical = request.physical();
        String index = request.index().indexName();
        TableReader reader = reader(session);
        Session.LiveTables live = session.read(
                List.of(physical),
                name -> reader.describe(
                        name, found -> found.lastingSchema().table().globalSecondaryIndex(index) == null));
        String table = place.label(physical);
        if (!live.failed().isEmpty()) {
            live.failed().forEach((name, failure) -> invocation.result(TableResult.failed(table, name, failure)));
            return new Plan(List.of());
        }
        LiveTable found = live.found().get(physical);
        if (found == null) {
            invocation.result(TableResult.failed(table, physical, notLive(session, place, physical)));
            return new Plan(List.of());
        }
        Table liveTable = found.schema().table();
        return new Plan(List.of(
                planner(invocation).planIndex(table, found, request.on(liveTable), request.typesOn(liveTable))));
    }

    private Plan plan(Run invocation, Session session, List<TableSchema> schemas) {
        EnvironmentOptions.Place place = invocation.place();
        Map<String, TableSchema> byName = new LinkedHashMap<>();
        schemas.forEach(schema -> byName.put(place.names().physical(place.environment(), schema.name()), schema));
        Planner planner = planner(invocation);
        TableReader reader = reader(session);
        Session.LiveTables live = session.read(byName.keySet(), name -> {
            TableSchema schema = Objects.requireNonNull(byName.get(name));
            return reader.describe(
                    name, found -> !planner.planIndexes(schema, found).steps().isEmpty());
        });
        List<TablePlan> plans = new ArrayList<>();
        byName.forEach((name, schema) -> {
            LiveTable found = live.found().get(name);
            if (found != null) {
                plans.add(planner.planIndexes(schema, found));
            } else if (live.failed().containsKey(name)) {
                invocation.result(TableResult.failed(
                        schema.name(),
                        name,
                        Objects.requireNonNull(live.failed().get(name))));
            } else if (tables.isEmpty()) {
                invocation.result(TableResult.of(schema.name(), name, Outcome.MISSING));
            } else {
                invocation.result(TableResult.failed(schema.name(), name, notLive(session, place, name)));
            }
        });
        return new Plan(plans);
    }

    /** The tags tell whose table would be changed. If they may not be read, that is not checked. */
    private static TableReader reader(Session session) {
        return session.reader(true);
    }

    private static Failure notLive(Session session, EnvironmentOptions.Place place, String physical) {
        String elsewhere = "check --environment, --prefix and --region";
        String table = place.label(physical);
        boolean hasFile =
                new SchemaFiles(place.schemas(), place.names()).tables().contains(table);
        String hint;
        if (place.names().resolve(table).isPresent()) {
            hint = "--table takes the logical name: did you mean --table-name " + table + "?";
        } else if (table.equals(physical) && hasFile) {
            hint = "--table-name and TABLE_NAME take the whole name: did you mean '"
                    + place.names().physical(place.environment(), physical) + "'?";
        } else if (hasFile) {
            hint = elsewhere + ", or make it with: ddbtool create -e "
                    + place.environment().name() + " " + table;
        } else {
            hint = place.nearest(table)
                    .map(known -> "did you mean '" + known + "'? else " + elsewhere)
                    .orElse(elsewhere);
        }
        return new Failure(
                "table '" + physical + "' is not live " + session.where(), hint, "ResourceNotFoundException");
    }

    private ExitCode run(Run invocation, Session session, Plan plan) {
        PlanExecutor executor = new PlanExecutor(
                session.controlPlane(), reader(session), planner(invocation), invocation.progress(), !noWait);
        return new PlanRun(invocation, session, plan, EnumSet.of(Remedy.ADD_GSI), write).run(executor);
    }

    private static Planner planner(Run invocation) {
        return new Planner(invocation.place().names(), invocation.place().environment(), Policy.DEFAULT);
    }
}
