package dev.ddbtool.cli.command;

import dev.ddbtool.aws.PlanExecutor;
import dev.ddbtool.aws.TableReader;
import dev.ddbtool.cli.option.ConnectionOptions;
import dev.ddbtool.cli.option.EnvironmentOptions;
import dev.ddbtool.cli.option.IndexOptions;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.cli.option.WriteOptions;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.LiveTables;
import dev.ddbtool.cli.run.PlanRun;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.Session;
import dev.ddbtool.cli.run.TargetEnvironment;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.Plan;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.plan.compare.Planner;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.file.SchemaFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds one index given by flags or variables, or all indexes that the schema files have and the live tables lack. */
@Command(
        name = "add-gsi",
        header = "Add global and vector indexes and wait until they are ACTIVE.",
        description = {
            "Adds one global index defined by options, or all global and vector indexes",
            "that the schema files have and the live tables lack.",
            "",
            "AWS calls:",
            "  reads    DescribeTable, ListTagsOfResource, sts:GetCallerIdentity",
            "  changes  UpdateTable"
        },
        footer = {
            "  ddbtool add-gsi -e dev --table companies --index by-email \\",
            "      --partition-key email:S",
            "  ddbtool add-gsi --from-schema -e staging"
        })
public final class AddGsiCommand implements Callable<Integer> {

    /** Backfilling a large table takes hours to days. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofHours(24);

    @Parameters(
            paramLabel = "TABLE",
            arity = "0..*",
            description = "Logical names, with --from-schema. [default: every schema file]")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--from-schema",
            description = "Add all global and vector indexes that the schema files have and the live tables lack.")
    private boolean fromSchema;

    @Option(
            names = "--no-wait",
            description = "Do not wait until the new index is ACTIVE. Still waits while another index is being built.")
    private boolean noWait;

    @Option(
            names = "--write-schema",
            description = "Also add the index to the schema file of the table, so that file and table stay in sync.")
    private boolean writeSchema;

    @Mixin
    private final IndexOptions index = new IndexOptions();

    @Mixin
    private final EnvironmentOptions environment = new EnvironmentOptions();

    @Mixin
    private final WriteOptions write = new WriteOptions();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOptions.OfCommand output = new OutputOptions.OfCommand();

    private final App app;

    public AddGsiCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        boolean byVariables = !fromSchema && !index.anyGiven();
        return Run.execute(
                app,
                output.request(app.variables())
                        .withDryRun(write.dryRun(), write.showCalls())
                        .withIndexVariables(byVariables ? IndexOptions.setIn(app.variables()) : List.of()),
                this::target,
                this::addIndexes);
    }

    /** The environment that a physical name belongs to overrides the options. */
    private TargetEnvironment target() {
        String physical = options().tableName;
        return fromSchema || physical == null
                ? environment.resolve(app, connection)
                : environment.resolveAny(app, connection).of(physical);
    }

    /** The flags if any is given, else the variables. Flags and leftover variables are never combined. */
    private IndexOptions options() {
        return index.anyGiven() ? index : IndexOptions.from(app.variables());
    }

    private ExitCode addIndexes(Run run) {
        TargetEnvironment target = run.target();
        target.check(tables);
        write.check();
        if (fromSchema && index.anyGiven()) {
            throw CommandException.usage(
                    "--from-schema conflicts with the options for one index",
                    "use either --from-schema or the index options");
        }
        if (!fromSchema && !tables.isEmpty()) {
            throw CommandException.usage(
                    "TABLE arguments require --from-schema",
                    "add --from-schema, or name the table with --table " + tables.get(0));
        }
        if (fromSchema && writeSchema) {
            throw CommandException.usage(
                    "--from-schema conflicts with --write-schema",
                    "omit --write-schema: the schema files already have these indexes");
        }
        return fromSchema ? addFromSchema(run) : addOne(run);
    }

    private ExitCode addFromSchema(Run run) {
        List<TableSchema> schemas = run.target().readSchemas(tables);
        Session session = connect(run);
        return carryOut(run, session, plan(run, session, schemas), UnaryOperator.identity());
    }

    private ExitCode addOne(Run run) {
        tellWhatIsIgnored(run);
        TargetEnvironment target = run.target();
        IndexRequest request = IndexRequest.of(options(), target);
        String actual = target.environment().name();
        environment
                .given()
                .filter(name -> !name.equals(actual))
                .ifPresent(name -> run.warn("ignoring environment '" + name + "': table '" + request.physical()
                        + "' belongs to '" + actual + "'"));
        String table = target.label(request.physical());
        List<SchemaFile> files = writeSchema ? target.files().read(List.of(table)) : List.of();
        Session session = connect(run);
        LiveTable live = read(run, session, request);
        if (live == null) {
            return carryOut(run, session, new Plan(List.of()), UnaryOperator.identity());
        }
        GlobalSecondaryIndex wanted = request.on(live.schema().table());
        Map<String, String> types = request.typesOn(live.schema().table());
        Plan plan = new Plan(List.of(planner(run).planIndex(table, live, wanted, types)));
        if (files.isEmpty()) {
            return carryOut(run, session, plan, UnaryOperator.identity());
        }
        IndexInSchemaFile file =
                new IndexInSchemaFile(target.files(), files.get(0), withThroughputOf(live, wanted), types);
        ExitCode code = carryOut(run, session, plan, write.dryRun() ? file::announce : file::write);
        return file.failed() ? ExitCode.SCHEMA : code;
    }

    /** The index with its live throughput, or with that of its table. */
    private static GlobalSecondaryIndex withThroughputOf(LiveTable live, GlobalSecondaryIndex wanted) {
        GlobalSecondaryIndex own = live.lastingTable().globalSecondaryIndex(wanted.indexName());
        if (own != null) {
            return wanted.withThroughput(own.provisionedThroughput(), own.onDemandThroughput());
        }
        return wanted.provisionedThroughput() == null
                ? wanted.withThroughput(live.schema().table().provisionedThroughput(), wanted.onDemandThroughput())
                : wanted;
    }

    private void tellWhatIsIgnored(Run run) {
        List<String> variables = IndexOptions.setIn(app.variables());
        if (index.anyGiven() && !variables.isEmpty()) {
            run.note("ignoring these variables because index options are given: " + String.join(", ", variables));
        } else if (variables.contains("NON_KEY_ATTRIBUTES") && options().include.isEmpty()) {
            run.warn("ignoring NON_KEY_ATTRIBUTES: only projection INCLUDE supports it");
        }
    }

    private Session connect(Run run) {
        Session session =
                run.connect(connection.resolve(app.variables(), run.target().settings(), DEFAULT_TIMEOUT));
        run.announce(false);
        return session;
    }

    /** The live table; null, with a result, if it cannot be read. */
    private static @Nullable LiveTable read(Run run, Session session, IndexRequest request) {
        String physical = request.physical();
        String name = request.index().indexName();
        TableReader reader = reader(session);
        LiveTables live = LiveTables.read(
                session,
                List.of(physical),
                each -> reader.describe(
                        each, found -> found.lastingSchema().table().globalSecondaryIndex(name) == null));
        LiveTable found = live.found().get(physical);
        if (found == null) {
            Failure failure = live.failed().get(physical);
            run.result(TableResult.failed(
                    run.target().label(physical),
                    physical,
                    failure == null ? run.target().namedNotLive(physical, session.where()) : failure));
        }
        return found;
    }

    private Plan plan(Run run, Session session, List<TableSchema> schemas) {
        Map<String, TableSchema> byName = run.target().byPhysicalName(schemas);
        Planner planner = planner(run);
        TableReader reader = reader(session);
        LiveTables live = LiveTables.read(session, byName.keySet(), name -> {
            TableSchema schema = Objects.requireNonNull(byName.get(name));
            return reader.describe(
                    name, found -> !planner.planIndexes(schema, found).steps().isEmpty());
        });
        List<TablePlan> plans = new ArrayList<>();
        byName.forEach((name, schema) -> {
            LiveTable found = live.found().get(name);
            Failure failure = live.failed().get(name);
            if (found != null) {
                plans.add(planner.planIndexes(schema, found));
            } else if (failure == null && tables.isEmpty()) {
                run.result(TableResult.of(schema.name(), name, Outcome.MISSING));
            } else {
                run.result(TableResult.failed(
                        schema.name(),
                        name,
                        failure == null ? run.target().namedNotLive(name, session.where()) : failure));
            }
        });
        return new Plan(plans);
    }

    /** The tag Environment shows whose table would be changed. If reading tags is denied, it is not checked. */
    private static TableReader reader(Session session) {
        return session.reader(true);
    }

    private static Planner planner(Run run) {
        return new Planner(
                run.target().names(), run.target().environment(), run.target().policy(), Set.of());
    }

    private ExitCode carryOut(Run run, Session session, Plan plan, UnaryOperator<TableResult> completion) {
        PlanExecutor executor =
                new PlanExecutor(session.controlPlane(), reader(session), planner(run), run.progress(), !noWait);
        return new PlanRun(run, session, plan, EnumSet.of(Remedy.ADD_GSI), write.confirmed()).run(executor, completion);
    }
}
