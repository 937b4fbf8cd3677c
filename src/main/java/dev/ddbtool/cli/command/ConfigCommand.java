package dev.ddbtool.cli.command;

import dev.ddbtool.cli.option.ConnectionOptions;
import dev.ddbtool.cli.option.EnvironmentOptions;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.TargetEnvironment;
import dev.ddbtool.report.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the settings of an environment. */
@Command(
        name = "config",
        header = "Show the settings of an environment, and where each comes from.",
        description = {
            "Each line shows a setting, its value, and its source: a flag, a variable,",
            "a line of the project file, or the default.",
            "",
            "AWS calls: none."
        },
        footer = {"  ddbtool config", "  ddbtool config -e staging"})
public final class ConfigCommand implements Callable<Integer> {

    @Mixin
    private final EnvironmentOptions environment = new EnvironmentOptions();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOptions.OfCommand output = new OutputOptions.OfCommand();

    private final App app;

    public ConfigCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        return Run.execute(
                app,
                output.request(app.variables()),
                () -> environment.resolveAny(app, connection),
                ConfigCommand::list);
    }

    private static ExitCode list(Run run) {
        TargetEnvironment target = run.target();
        run.settings(target.all().list(target.all().environment(), target.names()));
        return ExitCode.OK;
    }
}
