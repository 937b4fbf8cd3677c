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

/** Completes the settings of existing tables from the schema files. */
@Command(
        name = "reconcile",
        header = "Complete the settings of existing tables from the schema files.",
        description = {
            "Turns on settings that are on in the file but off in the live table. Never turns",
            "anything off: an option such as --no-pitr only reports a setting that is on as a",
            "difference. Missing tables are reported, never created. Tables that are still",
            "being created or restored are waited for.",
            "",
            "AWS calls:",
            "  reads    DescribeTable, DescribeTimeToLive, DescribeContinuousBackups,",
            "           ListTagsOfResource, kms:DescribeKey, sts:GetCallerIdentity",
            "  changes  UpdateTable, TagResource, UpdateTimeToLive,",
            "           UpdateContinuousBackups"
        },
        footer = {"  ddbtool reconcile -e staging --dry-run", "  ddbtool reconcile companies pending-payments --no-ttl"
        })
public final class ReconcileCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TABLE", arity = "0..*", description = "Logical names. [default: every schema file]")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--no-ttl",
            description = "Do not turn on TTL, which deletes expired items. It remains a difference.")
    private boolean noTimeToLive;

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

    public ReconcileCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        return Run.execute(
                app,
                output.request(app.variables()).withDryRun(write.dryRun(), write.showCalls()),
                () -> environment.resolve(app, connection),
                this::reconcile);
    }

    private ExitCode reconcile(Run run) {
        TargetEnvironment target = run.target();
        target.check(tables);
        write.check();
        return SchemaRun.start(
                        run,
                        tables,
                        policy.apply(target.policy()),
                        connection.resolve(app.variables(), target.settings()),
                        write.confirmed())
                .reconcile(!noTimeToLive);
    }
}
