package dev.ddbtool.cli.command;

import dev.ddbtool.cli.option.ConnectionOptions;
import dev.ddbtool.cli.option.EnvironmentOptions;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.cli.option.PolicyOptions;
import dev.ddbtool.cli.option.RestoreOptions;
import dev.ddbtool.cli.option.WriteOptions;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.RestoreRequest;
import dev.ddbtool.cli.run.RestoreRun;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.TargetEnvironment;
import dev.ddbtool.naming.Place;
import dev.ddbtool.plan.Moment;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.report.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Restores tables to one moment, and completes their settings from the schema files. */
@Command(
        name = "restore",
        header = "Restore tables to one moment, and complete their settings.",
        description = {
            "Restores missing tables, or with --into copies of live ones. Never overwrites a",
            "table. After an interruption, run the command that it printed.",
            "Emulators do not support restores.",
            "",
            "AWS calls:",
            "  reads    DescribeTable, DescribeTimeToLive, DescribeContinuousBackups,",
            "           ListTagsOfResource, ListBackups, DescribeBackup, kms:DescribeKey,",
            "           sts:GetCallerIdentity",
            "  changes  RestoreTableToPointInTime, RestoreTableFromBackup, UpdateTable,",
            "           TagResource, UpdateTimeToLive, UpdateContinuousBackups"
        },
        footer = {"  ddbtool restore --latest --dry-run", "  ddbtool restore companies --latest --into recovery"})
public final class RestoreCommand implements Callable<Integer> {

    /** A restore takes minutes to many hours. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofHours(24);

    @Parameters(paramLabel = "TABLE", arity = "0..*", description = "Logical names. [default: every schema file]")
    private List<String> tables = new ArrayList<>();

    @Mixin
    private final RestoreOptions restore = new RestoreOptions();

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

    public RestoreCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        return Run.execute(
                app,
                output.request(app.variables()).withDryRun(write.dryRun(), write.showCalls()),
                this::target,
                this::restore);
    }

    private TargetEnvironment target() {
        TargetEnvironment source = environment.resolve(app, connection);
        return restore.into().map(source::beside).orElse(source);
    }

    private ExitCode restore(Run run) {
        TargetEnvironment source = environment.resolve(app, connection);
        source.check(tables);
        write.check();
        Moment moment = restore.moment(app.outside().zone());
        restore.into().filter(source.environment().name()::equals).ifPresent(same -> {
            throw CommandException.usage(
                    "--into names the source environment '" + same + "'",
                    "omit --into: missing tables are restored under their own names");
        });
        if (restore.into().isPresent()) {
            refuseElsewhere(source, run.target());
        }
        Policy policyOfTarget =
                run.target().isAdded() ? source.policy() : run.target().policy();
        return RestoreRun.restore(
                run,
                source,
                new RestoreRequest(
                        selected(source),
                        moment,
                        restore.nearestBackup(),
                        restore.turnsOnTimeToLive(),
                        restore.waits(),
                        write.confirmed()),
                policy.apply(policyOfTarget),
                policy.apply(Policy.AS_EXPORTED),
                connection.resolve(app.variables(), source.settings(), DEFAULT_TIMEOUT));
    }

    /** A restore stays in its account and Region, where a table of another environment may have the name of the copy. */
    private static void refuseElsewhere(TargetEnvironment source, TargetEnvironment into) {
        String name = into.environment().name();
        Place declared = into.all().environments().named(name).place();
        if (!into.isAdded() && !source.environment().place().mayEqual(declared)) {
            throw CommandException.usage(
                    "--into '" + name + "' has another account, Region or endpoint than '"
                            + source.environment().name() + "'",
                    "use --into with the name of an undeclared environment: a restore stays in its account and Region");
        }
    }

    /** The tables to restore. A backup restores one table: the named one, else the one that was backed up. */
    private List<String> selected(TargetEnvironment source) {
        Optional<String> backedUp = restore.backedUpTable();
        if (backedUp.isPresent() && tables.size() > 1) {
            throw CommandException.usage("--backup restores one table", "name one TABLE");
        }
        return backedUp.isPresent() && tables.isEmpty() ? List.of(source.logical(backedUp.get())) : tables;
    }
}
