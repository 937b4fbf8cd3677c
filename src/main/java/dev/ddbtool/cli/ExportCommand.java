package dev.ddbtool.cli;

import dev.ddbtool.schema.SchemaFile;
import dev.ddbtool.schema.SchemaFiles;
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

/** Live tables to schema files. */
@Command(
        name = "export",
        header = "Write an environment's live tables to schema files. Read only.",
        abbreviateSynopsis = true,
        description = {
            "One JSON file a table, a summary, and an overview to browse.",
            "",
            "AWS calls:",
            "  reads    ListTables, DescribeTable, DescribeTimeToLive,",
            "           DescribeContinuousBackups, ListTagsOfResource, kms:DescribeKey,",
            "           sts:GetCallerIdentity"
        },
        footer = {"  ddbtool export", "  ddbtool export companies invitations -e dev --schemas dev-schemas"},
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ExportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TABLE", arity = "0..*", description = "Logical names. [default: every live table]")
    List<String> tables = new ArrayList<>();

    @Option(
            names = "--allow-partial",
            description = "Write a file without the members that may not be read, instead of failing its table.")
    boolean allowPartial;

    @Mixin
    EnvironmentOptions environment = new EnvironmentOptions();

    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    private final App app;

    ExportCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        Invocation invocation = new Invocation(app, "export", output);
        return invocation.run(() -> export(invocation));
    }

    private ExitCode export(Invocation invocation) {
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
