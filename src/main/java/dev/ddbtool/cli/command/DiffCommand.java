package dev.ddbtool.cli.command;

import dev.ddbtool.aws.TableReader;
import dev.ddbtool.cli.option.ConnectionOptions;
import dev.ddbtool.cli.option.EnvironmentOptions;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.cli.option.PolicyOptions;
import dev.ddbtool.cli.option.Section;
import dev.ddbtool.cli.option.Subcommand;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.Session;
import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.TableNames;
import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.Plan;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.plan.compare.Planner;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.file.SchemaFile;
import dev.ddbtool.schema.file.SchemaFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Schema files against live tables, or one environment against another. */
public final class DiffCommand implements Subcommand {

    private List<String> tables = new ArrayList<>();

    private @Nullable String against;

    private final PolicyOptions policy = new PolicyOptions();
    private final EnvironmentOptions environment = new EnvironmentOptions();
    private final ConnectionOptions connection = new ConnectionOptions();
    private final OutputOptions output = new OutputOptions();
    private final App app;

    public DiffCommand(App app) {
        this.app = app;
    }

    @Override
    public void describe(CommandSpec command) {
        command.usageMessage()
                .description(
                        "Exit code 0 if they are in sync, 1 if they differ.",
                        "",
                        "AWS calls:",
                        "  reads    ListTables, DescribeTable, DescribeTimeToLive,",
                        "           DescribeContinuousBackups, ListTagsOfResource, kms:DescribeKey,",
                        "           sts:GetCallerIdentity")
                .footer("  ddbtool diff -e staging", "  ddbtool diff -e staging --against production");
        Subcommand.arguments(
                command, "TABLE", String.class, "Logical names. [default: every table]", value -> tables = value);
        new Section(command, Section.Heading.OWN)
                .text(
                        "--against",
                        "ENVIRONMENT",
                        "Compare with the live tables of another environment instead of the schema files.",
                        value -> against = value);
        policy.addTo(command);
        environment.addTo(command);
        connection.addTo(command);
        output.addTo(command);
    }

    @Override
    public Integer call() {
        Run invocation = new Run(app, "diff", output);
        return invocation.run(() -> diff(invocation));
    }

    private ExitCode diff(Run invocation) {
        EnvironmentOptions.Place place = environment.resolve(app.variables());
        invocation.at(place);
        place.check(tables);
        Environment other =
                against == null ? null : place.names().environments().named(against);
        if (place.environment().equals(other)) {
            throw CommandException.usage(
                    "--against '" + against + "' is the environment that it would be compared with",
                    "name another one, or leave --against out to compare with the schema files");
        }
        if (other != null) {
            invocation.against(other.name());
        }
        policy.check();
        List<TableSchema> written = other == null ? fromFiles(place) : List.of();
        Map<String, LiveTable> others = new LinkedHashMap<>();
        Session session = invocation.connect(connection);
        Policy resolved = policy.resolve(session::encryption);
        invocation.announce(false);
        TableReader reader = session.reader(false);
        List<TableSchema> schemas = session.withKeysResolved(written, invocation::note);
        if (other != null) {
            read(invocation, session, reader, place, other)
                    .forEach((name, found) -> others.put(logical(place, name), found));
            schemas = others.entrySet().stream()
                    .filter(entry -> !entry.getValue().beingDeleted())
                    .map(entry -> entry.getValue().lastingSchema().withName(entry.getKey()))
                    .toList();
        }
        Map<String, LiveTable> live =
                new LinkedHashMap<>(read(invocation, session, reader, place, place.environment()));
        if (other != null) {
            checkFound(invocation, session, other, schemas, live);
        }
        session.checkAccount();
        Set<String> going = new LinkedHashSet<>();
        live.values().stream().filter(LiveTable::beingDeleted).forEach(table -> going.add(table.name()));
        live.keySet().removeAll(going);
        Set<String> unread = new LinkedHashSet<>(invocation.tables());
        live.keySet().removeIf(name -> unread.contains(logical(place, name)));
        Plan plan = new Planner(place.names(), place.environment(), resolved)
                .plan(
                        schemas.stream()
                                .filter(schema -> !unread.contains(schema.name()))
                                .toList(),
                        live);
        plan.tables().forEach(table -> {
            TableResult result = result(table, others.get(table.table()));
            invocation.result(going.contains(table.name()) ? result.withNote("being deleted") : result);
        });
        boolean differs =
                plan.tables().stream().anyMatch(table -> !table.differences().isEmpty());
        return differs ? ExitCode.DIFFERENCES : ExitCode.OK;
    }

    /** Between two environments nothing but what was found can be compared: a name that neither has is a mistake. */
    private void checkFound(
            Run invocation,
            Session session,
            Environment other,
            List<TableSchema> schemas,
            Map<String, LiveTable> live) {
        EnvironmentOptions.Place place = invocation.place();
        Set<String> found = new LinkedHashSet<>(invocation.tables());
        schemas.forEach(schema -> found.add(schema.name()));
        live.keySet().forEach(name -> found.add(logical(place, name)));
        for (String table : tables) {
            if (!found.contains(table)) {
                String name = place.names().physical(place.environment(), table);
                String message = "neither '" + name + "' nor '" + place.names().physical(other, table) + "' is live "
                        + session.where();
                invocation.result(TableResult.failed(
                        table,
                        name,
                        new Failure(message, "check the name, --prefix and --region", "ResourceNotFoundException")));
            }
        }
        if (found.isEmpty() && tables.isEmpty()) {
            throw CommandException.failed(
                    "nothing to compare: no table begins with '"
                            + place.names().listPrefix(place.environment()) + "' or '"
                            + place.names().listPrefix(other) + "' " + session.whereWithAccount(),
                    "check --prefix, --environment, --region and --profile");
        }
    }

    private List<TableSchema> fromFiles(EnvironmentOptions.Place place) {
        SchemaFiles files = new SchemaFiles(place.schemas(), place.names());
        return (tables.isEmpty() ? files.readAll() : files.read(tables))
                .stream().map(SchemaFile::schema).toList();
    }

    private static String logical(EnvironmentOptions.Place place, String physical) {
        return place.names().resolve(physical).map(TableNames.TableName::table).orElse(physical);
    }

    /** The live tables that are asked for; one that cannot be read becomes a failed result. */
    private Map<String, LiveTable> read(
            Run invocation,
            Session session,
            TableReader reader,
            EnvironmentOptions.Place place,
            Environment environmentToRead) {
        Session.LiveTables live = tables.isEmpty()
                ? session.readListed(
                        found -> reader.list(place.names().listPrefix(environmentToRead), page -> {
                            page.forEach(name -> place.names()
                                    .leftOut(environmentToRead, name)
                                    .ifPresent(invocation::warn));
                            found.accept(page.stream()
                                    .filter(name -> place.names()
                                            .resolve(name)
                                            .filter(table -> table.environment().equals(environmentToRead))
                                            .isPresent())
                                    .toList());
                        }),
                        reader::read)
                : session.read(
                        tables.stream()
                                .map(table -> place.names().physical(environmentToRead, table))
                                .distinct()
                                .toList(),
                        reader::read);
        live.failed()
                .forEach((name, failure) -> invocation.result(TableResult.failed(logical(place, name), name, failure)));
        return live.found();
    }

    /** @param other the same table in the environment that takes the place of the schema files, if it has one */
    private static TableResult result(TablePlan table, @Nullable LiveTable other) {
        List<Difference> differences = table.differences();
        boolean extra = table.live() != null
                && differences.stream().anyMatch(difference -> difference.setting() == Setting.TABLE);
        Outcome outcome = table.missing()
                ? Outcome.MISSING
                : extra ? Outcome.EXTRA : differences.isEmpty() ? Outcome.IN_SYNC : Outcome.DIFFERS;
        TableResult result =
                TableResult.of(table.table(), table.name(), outcome).withDifferences(differences);
        TableResult read = table.live() == null ? result : result.withRead(table.live());
        return other == null ? read : read.withRead(other);
    }
}
