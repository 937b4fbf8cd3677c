package dev.ddbtool.cli.command;

import dev.ddbtool.cli.option.ConnectionOptions;
import dev.ddbtool.cli.option.EnvironmentOptions;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.Session;
import dev.ddbtool.cli.run.TargetEnvironment;
import dev.ddbtool.naming.NamePrefixes;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.report.LiveEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the settings of an environment, or which environments are live. */
@Command(
        name = "config",
        header = "Show the settings of an environment, and where each comes from.",
        description = {
            "Each line shows a setting, its value, and its source: a flag, a variable,",
            "a line of the project file, or the default.",
            "",
            "With --live, each line shows an environment with live tables in the account and",
            "Region of -e. \"undeclared\": only table names suggest that it exists.",
            "",
            "AWS calls: none without --live",
            "  reads    ListTables, sts:GetCallerIdentity"
        },
        footer = {"  ddbtool config -e staging", "  ddbtool config --live"})
public final class ConfigCommand implements Callable<Integer> {

    @Option(names = "--live", description = "List the environments with live tables instead.")
    private boolean live;

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
                () -> live ? environment.resolve(app, connection) : environment.resolveAny(app, connection),
                live ? this::listLive : ConfigCommand::list);
    }

    private ExitCode listLive(Run run) {
        TargetEnvironment target = run.target();
        Session session = run.connect(connection.resolve(app.variables(), target.settings()));
        session.checkAccount();
        session.findAccount();
        run.announce(false);
        List<String> tables = new ArrayList<>();
        session.await(List.of(session.reader(true).list("", tables::addAll)));
        List<LiveEnvironment> environments = LiveListing.of(target, tables);
        if (environments.isEmpty()) {
            run.note("no environment has live tables " + session.whereWithAccount()
                    + (tables.isEmpty() ? "" : ": live table names begin with " + NamePrefixes.of(tables)));
        }
        run.live(environments);
        return ExitCode.OK;
    }

    private static ExitCode list(Run run) {
        TargetEnvironment target = run.target();
        run.settings(target.all().list(target.all().environment(), target.names()));
        return ExitCode.OK;
    }
}
