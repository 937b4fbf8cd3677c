package dev.ddbtool.cli.command;

import dev.ddbtool.cli.option.ConnectionOptions;
import dev.ddbtool.cli.option.DryRunOptions;
import dev.ddbtool.cli.option.EnvironmentOptions;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.DestroyRun;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.TargetEnvironment;
import dev.ddbtool.report.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes the tables of an ephemeral environment. */
@Command(
        name = "destroy",
        header = "Delete all tables of an ephemeral environment.",
        customSynopsis = "ddbtool destroy -e NAME [OPTIONS]",
        description = {
            "Only an environment with ephemeral = true in the project file, and in AWS only",
            "its tables with the tag Environment=NAME. Deletion protection blocks the plan.",
            "Asks for the name of the environment, or requires --confirm.",
            "-e is required: variables and defaults do not choose the environment, and",
            "--environments is refused.",
            "",
            "AWS calls:",
            "  reads    ListTables, DescribeTable, ListTagsOfResource, sts:GetCallerIdentity",
            "  changes  DeleteTable"
        },
        footer = {"  ddbtool destroy -e pr-12 --dry-run", "  ddbtool destroy -e pr-12 --confirm pr-12"})
public final class DestroyCommand implements Callable<Integer> {

    @Option(names = "--confirm", paramLabel = "ENVIRONMENT", description = "Do not ask. The name must be that of -e.")
    private @Nullable String confirm;

    @Option(
            names = "--no-wait",
            description = "Return as soon as every deletion has started. The same command without it waits.")
    private boolean noWait;

    @Mixin
    private final EnvironmentOptions environment = new EnvironmentOptions();

    @Mixin
    private final DryRunOptions dryRun = new DryRunOptions();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOptions.OfCommand output = new OutputOptions.OfCommand();

    private final App app;

    public DestroyCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        return Run.execute(
                app,
                output.request(app.variables()).withDryRun(dryRun.dryRun(), dryRun.showCalls()),
                this::target,
                this::destroy);
    }

    /** A variable that somebody set earlier must not choose what is deleted. */
    private TargetEnvironment target() {
        if (environment.given().isEmpty()) {
            throw CommandException.usage("missing environment", "name it with -e, such as -e pr-12");
        }
        return environment.resolve(app, connection);
    }

    private ExitCode destroy(Run run) {
        dryRun.check();
        String name = run.target().environment().name();
        if (confirm != null && !confirm.equals(name)) {
            throw CommandException.refused(
                    "not confirmed: --confirm names '" + confirm + "', but -e names '" + name + "'",
                    "name the same environment with both options");
        }
        return DestroyRun.destroy(
                run, connection.resolve(app.variables(), run.target().settings()), confirm != null, !noWait);
    }
}
