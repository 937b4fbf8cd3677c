package dev.ddbtool.cli.command;

import dev.ddbtool.aws.PlanExecutor;
import dev.ddbtool.aws.TableReader;
import dev.ddbtool.cli.option.ConnectionOptions;
import dev.ddbtool.cli.option.EnvironmentOptions;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.cli.option.PolicyOptions;
import dev.ddbtool.cli.option.Section;
import dev.ddbtool.cli.option.Subcommand;
import dev.ddbtool.cli.option.WriteOptions;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.PlanRun;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.Session;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Plan;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.plan.compare.Planner;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.file.SchemaFile;
import dev.ddbtool.schema.file.SchemaFiles;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** Schema files to the missing tables of an environment. */
public final class CreateCommand implements Subcommand {

    private List<String> tables = new ArrayList<>();

    private boolean reconcile;

    private final PolicyOptions policy = new PolicyOptions();
    private final WriteOptions write = new WriteOptions();
    private final EnvironmentOptions environment = new EnvironmentOptions();
    private final ConnectionOptions connection = new ConnectionOptions();
    private final OutputOptions output = new OutputOptions();
    private final App app;

    public CreateCommand(App app) {
        this.app = app;
    }

    @Override
    public void describe(CommandSpec command) {
        command.usageMessage()
                .description(
                        "Tables that exist are compared and left alone, unless --reconcile is given.",
                        "",
                        "AWS calls:",
                        "  reads    DescribeTable, DescribeTimeToLive, DescribeContinuousBackups,",
                        "           ListTagsOfResource, kms:DescribeKey, sts:GetCallerIdentity",
                        "  changes  CreateTable, UpdateTimeToLive, UpdateContinuousBackups",
                        "  changes, with --reconcile  UpdateTable, TagResource")
                .footer(
                        "  ddbtool create -e staging",
                        "  ddbtool create companies -e dev --endpoint-url http://localhost:8000");
        Subcommand.arguments(
                command, "TABLE", String.class, "Logical names. [default: every schema file]", value -> tables = value);
        new Section(command, Section.Heading.OWN)
                .flag(
                        "--reconcile",
                        "Also complete existing tables: what the file has on and the table off. Never turns anything off.",
                        value -> reconcile = value);
        policy.addTo(command);
        write.addTo(command);
        environment.addTo(command);
        connection.addTo(command);
        output.addTo(command);
    }

    @Override
    public Integer call() {
        Run invocation = new Run(app, "create", output);
        return invocation.run(() -> create(invocation));
    }

    private ExitCode create(Run invocation) {
        EnvironmentOptions.Place place = environment.resolve(app.variables());
        invocation.at(place);
        place.check(tables);
        invocation.dryRun(write.dryRun);
        write.check(app.variables());
        policy.check();
        SchemaFiles files = new SchemaFiles(place.schemas(), place.names());
        List<TableSchema> written = (tables.isEmpty() ? files.readAll() : files.read(tables))
                .stream().map(SchemaFile::schema).toList();
        Session session = invocation.connect(connection);
        invocation.announce(false);
        List<TableSchema> schemas = session.withKeysResolved(written, invocation::note);
        Policy resolved = policy.resolve(session::encryption);
        TableReader reader = session.reader(false);
        Planner planner = new Planner(place.names(), place.environment(), resolved);
        Map<String, TableSchema> byName = schemas.stream()
                .collect(Collectors.toMap(
                        schema -> place.names().physical(place.environment(), schema.name()), Function.identity()));
        Session.LiveTables live = session.read(
                byName.keySet(),
                name -> read(invocation, reader, planner, name, Objects.requireNonNull(byName.get(name))));
        live.failed()
                .forEach((name, failure) -> invocation.result(TableResult.failed(
                        Objects.requireNonNull(byName.get(name)).name(), name, failure)));
        List<TableSchema> readable = schemas.stream()
                .filter(schema ->
                        !live.failed().containsKey(place.names().physical(place.environment(), schema.name())))
                .toList();
        Plan plan = planner.plan(readable, live.found());
        Set<Remedy> remedies = reconcile ? EnumSet.of(Remedy.CREATE, Remedy.RECONCILE) : EnumSet.of(Remedy.CREATE);
        PlanExecutor executor = new PlanExecutor(session.controlPlane(), reader, planner, invocation.progress(), true);
        return new PlanRun(invocation, session, plan, remedies, write).run(executor);
    }

    /** Another run may be about to add what is missing; with {@code --reconcile} both add it, and the second finds it done. */
    private CompletableFuture<Optional<LiveTable>> read(
            Run invocation, TableReader reader, Planner planner, String name, TableSchema schema) {
        return reconcile
                ? reader.read(name)
                : reader.readComplete(
                        name,
                        live -> planner.mayBeIncomplete(schema, live),
                        () -> invocation
                                .progress()
                                .waits(schema.name(), "new and incomplete, waiting for another run to complete it"));
    }
}
