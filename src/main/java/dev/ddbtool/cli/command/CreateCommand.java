package dev.ddbtool.cli.command;

import dev.ddbtool.aws.PlanExecutor;
import dev.ddbtool.aws.TableReader;
import dev.ddbtool.cli.option.ConnectionOptions;
import dev.ddbtool.cli.option.EnvironmentOptions;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.cli.option.PolicyOptions;
import dev.ddbtool.cli.option.WriteOptions;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.KmsKeyResolver;
import dev.ddbtool.cli.run.LiveTables;
import dev.ddbtool.cli.run.PlanRun;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.Session;
import dev.ddbtool.cli.run.TargetEnvironment;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Plan;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.plan.compare.Planner;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.schema.TableSchema;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates missing tables from the schema files. */
@Command(
        name = "create",
        header = "Create missing tables from the schema files.",
        description = {
            "Existing tables are compared but not changed, unless --reconcile is given.",
            "",
            "AWS calls:",
            "  reads    DescribeTable, DescribeTimeToLive, DescribeContinuousBackups,",
            "           ListTagsOfResource, kms:DescribeKey, sts:GetCallerIdentity",
            "  changes  CreateTable, UpdateTimeToLive, UpdateContinuousBackups",
            "  changes, with --reconcile  UpdateTable, TagResource"
        },
        footer = {
            "  ddbtool create -e staging",
            "  ddbtool create companies -e dev --endpoint-url http://localhost:8000"
        })
public final class CreateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TABLE", arity = "0..*", description = "Logical names. [default: every schema file]")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--reconcile",
            description =
                    "Also turn on settings that are on in the file but off in an existing table. Never turns anything off.")
    private boolean reconcile;

    @Mixin
    private final PolicyOptions policy = new PolicyOptions();

    @Mixin
    private final EnvironmentOptions environment = new EnvironmentOptions();

    @Mixin
    private final WriteOptions write = new WriteOptions();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    private final App app;

    public CreateCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        return Run.execute(
                app,
                output.request(app.variables()).withDryRun(write.dryRun(), write.showCalls()),
                () -> environment.resolve(app, connection),
                this::create);
    }

    private ExitCode create(Run run) {
        TargetEnvironment target = run.target();
        target.check(tables);
        write.check();
        Policy chosen = policy.apply(target.policy());
        List<TableSchema> written = target.readSchemas(tables);
        Session session =
                run.connect(connection.resolve(app.variables(), run.target().settings()));
        run.announce(false);
        KmsKeyResolver keys = session.kmsKeys();
        List<TableSchema> resolved = keys.resolve(written, run::note);
        Map<String, TableSchema> schemas = target.byPhysicalName(resolved);
        Planner planner =
                new Planner(target.names(), target.environment(), keys.resolve(chosen), keys.usable(resolved));
        run.noteUnknown(planner, resolved);
        TableReader reader = session.reader(false);
        LiveTables live = LiveTables.read(
                session,
                schemas.keySet(),
                name -> read(run, session, reader, planner, name, Objects.requireNonNull(schemas.get(name))));
        live.failed()
                .forEach((name, failure) -> run.result(TableResult.failed(
                        Objects.requireNonNull(schemas.remove(name)).name(), name, failure)));
        Plan plan = planner.plan(List.copyOf(schemas.values()), live.found());
        Set<Remedy> remedies = reconcile ? EnumSet.of(Remedy.CREATE, Remedy.RECONCILE) : EnumSet.of(Remedy.CREATE);
        PlanExecutor executor = new PlanExecutor(session.controlPlane(), reader, planner, run.progress(), true);
        return new PlanRun(run, session, plan, remedies, write.confirmed()).run(executor);
    }

    /** Another run may still be completing a new table. Without {@code --reconcile}, wait for it instead of reporting differences. */
    private CompletableFuture<Optional<LiveTable>> read(
            Run run, Session session, TableReader reader, Planner planner, String name, TableSchema schema) {
        return reconcile
                ? reader.read(name)
                : reader.readComplete(
                        name,
                        live -> {
                            session.seen(live); // the wrong account must be refused before the wait
                            return planner.mayBeIncomplete(schema, live);
                        },
                        () -> run.progress()
                                .waits(schema.name(), "new and incomplete, waiting for another run to complete it"));
    }
}
