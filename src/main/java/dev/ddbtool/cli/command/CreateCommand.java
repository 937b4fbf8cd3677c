package dev.ddbtool.cli.command;

import dev.ddbtool.cli.option.ConnectionOptions;
import dev.ddbtool.cli.option.EnvironmentOptions;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.cli.option.PolicyOptions;
import dev.ddbtool.cli.option.WriteOptions;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.SchemaRun;
import dev.ddbtool.cli.run.TargetEnvironment;
import dev.ddbtool.report.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
    private final OutputOptions.OfCommand output = new OutputOptions.OfCommand();

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
        return SchemaRun.start(
                        run,
                        tables,
                        policy.apply(target.policy()),
                        connection.resolve(app.variables(), target.settings()),
                        write.confirmed())
                .create(reconcile);
    }
}
