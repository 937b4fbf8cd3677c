package dev.ddbtool.cli.command;

import dev.ddbtool.cli.option.ConnectionOptions;
import dev.ddbtool.cli.option.EnvironmentOptions;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.Session;
import dev.ddbtool.cli.run.TargetEnvironment;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.schema.file.SchemaFile;
import dev.ddbtool.schema.file.SchemaFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes live tables to schema files. */
@Command(
        name = "export",
        header = "Write live tables to schema files. Only reads from AWS.",
        description = {
            "Writes one JSON file per table, a summary and an overview.",
            "",
            "AWS calls:",
            "  reads    ListTables, DescribeTable, DescribeTimeToLive,",
            "           DescribeContinuousBackups, ListTagsOfResource, kms:DescribeKey,",
            "           sts:GetCallerIdentity"
        },
        footer = {"  ddbtool export", "  ddbtool export companies invitations -e dev --schemas dev-schemas"})
public final class ExportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TABLE", arity = "0..*", description = "Logical names. [default: every live table]")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--allow-partial",
            description = "If a read is denied, write the file without those members instead of failing.")
    private boolean allowPartial;

    @Mixin
    private final EnvironmentOptions environment = new EnvironmentOptions();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOptions.OfCommand output = new OutputOptions.OfCommand();

    private final App app;

    public ExportCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        return Run.execute(
                app, output.request(app.variables()), () -> environment.resolve(app, connection), this::export);
    }

    private ExitCode export(Run run) {
        TargetEnvironment target = run.target();
        if (!target.isDefault() && target.settings().sharesSchemas()) {
            throw CommandException.usage(
                    "exporting '" + target.environment().name() + "' requires --schemas: the folder '"
                            + target.schemas() + "' also belongs to other environments",
                    "name a folder with --schemas " + target.environment().name()
                            + "-schemas (or set schemas for this environment in ddbtool.toml)");
        }
        target.check(tables);
        SchemaFiles files = target.files();
        SortedSet<String> existing = files.tables();
        List<SchemaFile> others = tables.isEmpty() ? List.of() : others(files, existing);
        Session session =
                run.connect(connection.resolve(app.variables(), run.target().settings()));
        run.announce(false);
        session.checkAccount();
        return new Export(run, session, files, allowPartial).run(tables, others);
    }

    /** The schema files that are not exported, for the summary of the folder. */
    private List<SchemaFile> others(SchemaFiles files, SortedSet<String> existing) {
        Set<String> names = new TreeSet<>(existing);
        names.removeAll(tables);
        return names.isEmpty() ? List.of() : files.read(names);
    }
}
