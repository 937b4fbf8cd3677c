package dev.ddbtool.cli.command;

import dev.ddbtool.cli.option.ConnectionOptions;
import dev.ddbtool.cli.option.EnvironmentOptions;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.cli.option.Section;
import dev.ddbtool.cli.option.Subcommand;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.Session;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.schema.file.SchemaFile;
import dev.ddbtool.schema.file.SchemaFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;

/** Live tables to schema files. */
public final class ExportCommand implements Subcommand {

    private List<String> tables = new ArrayList<>();

    private boolean allowPartial;

    private final EnvironmentOptions environment = new EnvironmentOptions();
    private final ConnectionOptions connection = new ConnectionOptions();
    private final OutputOptions output = new OutputOptions();
    private final App app;

    public ExportCommand(App app) {
        this.app = app;
    }

    @Override
    public void describe(CommandSpec command) {
        command.usageMessage()
                .description(
                        "One JSON file a table, a summary, and an overview to browse.",
                        "",
                        "AWS calls:",
                        "  reads    ListTables, DescribeTable, DescribeTimeToLive,",
                        "           DescribeContinuousBackups, ListTagsOfResource, kms:DescribeKey,",
                        "           sts:GetCallerIdentity")
                .footer("  ddbtool export", "  ddbtool export companies invitations -e dev --schemas dev-schemas");
        Subcommand.arguments(
                command, "TABLE", String.class, "Logical names. [default: every live table]", value -> tables = value);
        new Section(command, Section.Heading.OWN)
                .flag(
                        "--allow-partial",
                        "Write a file without the members that may not be read, instead of failing its table.",
                        value -> allowPartial = value);
        environment.addTo(command);
        connection.addTo(command);
        output.addTo(command);
    }

    @Override
    public Integer call() {
        Run invocation = new Run(app, "export", output);
        return invocation.run(() -> export(invocation));
    }

    private ExitCode export(Run invocation) {
        EnvironmentOptions.Place place = environment.resolve(app.variables());
        invocation.at(place);
        if (!place.environment().isProduction() && !place.schemasGiven()) {
            throw CommandException.usage(
                    "the schema folder is that of production: an export of '"
                            + place.environment().name() + "' needs a folder of its own",
                    "name it with --schemas " + place.environment().name() + "-schemas, or SCHEMA_DIR");
        }
        place.check(tables);
        SchemaFiles files = new SchemaFiles(place.schemas(), place.names());
        SortedSet<String> existing = files.tables();
        List<SchemaFile> others = tables.isEmpty() ? List.of() : others(files, existing);
        Session session = invocation.connect(connection);
        invocation.announce(false);
        return new Export(invocation, session, files, allowPartial).run(tables, others);
    }

    /** The files that stay as they are, which the summary of the whole folder needs. */
    private List<SchemaFile> others(SchemaFiles files, SortedSet<String> existing) {
        Set<String> names = new TreeSet<>(existing);
        names.removeAll(tables);
        return names.isEmpty() ? List.of() : files.read(names);
    }
}
