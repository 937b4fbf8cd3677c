package dev.ddbtool.cli.command;

import static java.util.stream.Collectors.partitioningBy;

import dev.ddbtool.aws.TableReader;
import dev.ddbtool.cli.option.ConnectionOptions;
import dev.ddbtool.cli.option.EnvironmentOptions;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.cli.option.PolicyOptions;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.KmsKeyResolver;
import dev.ddbtool.cli.run.LiveTables;
import dev.ddbtool.cli.run.NothingFound;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.RunRequest;
import dev.ddbtool.cli.run.Session;
import dev.ddbtool.cli.run.TableListing;
import dev.ddbtool.cli.run.TargetEnvironment;
import dev.ddbtool.cli.run.TypedCommand;
import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.Plan;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.plan.compare.EnvironmentComparison;
import dev.ddbtool.plan.compare.FolderComparison;
import dev.ddbtool.plan.compare.Planner;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.report.Sides;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.file.SchemaFile;
import dev.ddbtool.schema.file.SchemaFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares schema files with live tables, two environments, or two schema folders. */
@Command(
        name = "diff",
        header = "Compare schema files with live tables. Only reads from AWS.",
        description = {
            "Exits with 0 if they are in sync, with 1 if there are differences.",
            "--against compares two environments, --against-folder two schema folders.",
            "",
            "AWS calls:",
            "  reads    ListTables, DescribeTable, DescribeTimeToLive,",
            "           DescribeContinuousBackups, ListTagsOfResource, kms:DescribeKey,",
            "           sts:GetCallerIdentity",
            "  none with --against-folder"
        },
        footer = {"  ddbtool diff -e staging", "  ddbtool diff -e staging --against production"})
public final class DiffCommand implements Callable<Integer> {

    /** The options that {@code --against-folder} supports. */
    private static final Set<String> OFFLINE = Set.of(
            "--against-folder",
            "--config",
            "--prefix",
            "--environments",
            "--schemas",
            "--output",
            "--quiet",
            "--no-color",
            "--debug");

    @Parameters(paramLabel = "TABLE", arity = "0..*", description = "Logical names. [default: every table]")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--against",
            paramLabel = "ENVIRONMENT",
            description = "Compare with the live tables of another environment instead of the schema files.")
    private @Nullable String against;

    @Option(
            names = "--against-folder",
            paramLabel = "FOLDER",
            description = "Compare the schema files with those of another folder, without AWS and without a policy.")
    private @Nullable Path againstFolder;

    @Mixin
    private final PolicyOptions policy = new PolicyOptions();

    @Mixin
    private final EnvironmentOptions environment = new EnvironmentOptions();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOptions.OfCheck output = new OutputOptions.OfCheck();

    private final App app;

    public DiffCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        RunRequest request = output.request(app.variables());
        Path folder = againstFolder;
        return folder == null
                ? Run.execute(app, request, () -> environment.resolve(app, connection), this::diff)
                : Run.execute(app, request, () -> resolveOffline(request, folder), run -> diffFolders(run, folder));
    }

    private TargetEnvironment resolveOffline(RunRequest request, Path folder) {
        EnvironmentOptions.requireText("--against-folder", folder.toString(), "FOLDER");
        request.typed().options().stream()
                .map(TypedCommand.TypedOption::longName)
                .filter(option -> !OFFLINE.contains(option))
                .findFirst()
                .ifPresent(option -> {
                    throw CommandException.usage(
                            option + " conflicts with --against-folder",
                            "omit it: folders are compared without AWS and without a policy");
                });
        return environment.resolveOffline(app, false);
    }

    /** Compares the schema folder with another one, both as they are in the files. */
    private ExitCode diffFolders(Run run, Path folder) {
        TargetEnvironment target = run.target();
        target.check(tables);
        SchemaFiles own = target.files();
        SchemaFiles other = new SchemaFiles(app.workingDirectory().resolve(folder), target.names());
        if (own.folder()
                .toAbsolutePath()
                .normalize()
                .equals(other.folder().toAbsolutePath().normalize())) {
            throw CommandException.usage(
                    "cannot compare folder '" + folder + "' with itself",
                    "name another folder with --against-folder or --schemas");
        }
        for (Path each : List.of(own.folder(), other.folder())) {
            if (Files.isRegularFile(each)) {
                throw CommandException.usage(
                        "'" + each + "' is a file, not a folder",
                        "name the folder, and the table as an argument: ddbtool diff --against-folder FOLDER TABLE");
            }
        }
        run.compares(Sides.folders(other.folder().toString(), own.folder().toString()));
        run.show(List.of("diff: " + other.folder() + " -> " + own.folder()));
        Map<Boolean, List<SchemaFile>> files = own.readPaths(paths(own, other)).stream()
                .collect(partitioningBy(file -> own.folder().equals(file.path().getParent())));
        List<SchemaFile> ownFiles = Objects.requireNonNull(files.get(true));
        run.files(ownFiles);
        Plan plan = new FolderComparison(target.environment(), target.names().environments())
                .plan(schemas(ownFiles), schemas(Objects.requireNonNull(files.get(false))));
        return report(run, plan, Set.of(), Map.of());
    }

    /** Both folders, or the files of the named tables, each of which at least one folder must have. */
    private List<Path> paths(SchemaFiles own, SchemaFiles other) {
        if (tables.isEmpty()) {
            return List.of(own.folder(), other.folder());
        }
        List<Path> paths = new ArrayList<>();
        for (String table : tables) {
            List<Path> found = Stream.of(own.path(table), other.path(table))
                    .filter(Files::exists)
                    .toList();
            if (found.isEmpty()) {
                own.read(List.of(table)); // reports it
            }
            paths.addAll(found);
        }
        return paths;
    }

    private static List<TableSchema> schemas(List<SchemaFile> files) {
        return files.stream().map(SchemaFile::schema).toList();
    }

    private ExitCode diff(Run run) {
        TargetEnvironment target = run.target();
        target.check(tables);
        TargetEnvironment other = against == null ? null : target.other(against);
        if (other != null
                && other.environment().name().equals(target.environment().name())) {
            throw CommandException.usage(
                    "cannot compare environment '" + against + "' with itself",
                    "name another environment with --against, or omit it to compare with the schema files");
        }
        Policy chosen = policy.apply(target.policy());
        List<SchemaFile> files = other == null ? target.readFiles(tables) : List.of();
        run.files(files);
        Session session = run.connect(connection.resolve(app.variables(), target.settings()));
        session.checkAccount();
        KmsKeyResolver keys = session.kmsKeys();
        Policy resolved = keys.resolve(chosen);
        run.announce(false);
        return other == null
                ? diffFiles(run, session, keys.resolve(schemas(files), run::note), resolved)
                : diffEnvironments(run, session, other, resolved);
    }

    private ExitCode diffFiles(Run run, Session session, List<TableSchema> schemas, Policy resolved) {
        TargetEnvironment target = run.target();
        Planner planner = new Planner(target.names(), target.environment(), resolved, Set.of());
        run.noteUnknown(planner, schemas, "are not compared");
        Map<String, LiveTable> live = read(
                run, session, target, schemas.stream().map(TableSchema::name).toList());
        Set<String> going = removeGoing(live);
        Set<String> unread = new LinkedHashSet<>(run.tables());
        Plan plan = planner.plan(
                schemas.stream()
                        .filter(schema -> !unread.contains(schema.name()))
                        .toList(),
                live);
        return report(run, plan, going, Map.of());
    }

    private ExitCode diffEnvironments(Run run, Session session, TargetEnvironment other, Policy resolved) {
        TargetEnvironment target = run.target();
        run.compares(Sides.environments(
                other.environment().name(), target.environment().name()));
        Session otherSession = run.connectOther(connection.resolve(app.variables(), other.settings()), session);
        otherSession.checkAccount();
        if (target.form().equals(other.form())
                && session.where().equals(otherSession.where())
                && session.isEmulator()) {
            throw CommandException.usage(
                    "environments '" + target.environment().name() + "' and '"
                            + other.environment().name() + "' have the same tables " + session.where(),
                    "emulators do not separate accounts: give each environment its own endpoint-url");
        }
        Policy otherPolicy = otherSession.kmsKeys().resolve(other.policy());
        Map<String, LiveTable> others = new LinkedHashMap<>();
        read(run, otherSession, other, List.of()).forEach((name, found) -> others.put(other.logical(name), found));
        others.values().removeIf(LiveTable::beingDeleted);
        Map<String, LiveTable> live = read(run, session, target, List.of());
        checkFound(run, session, other, others.keySet(), live);
        Set<String> going = removeGoing(live);
        Set<String> unread = new LinkedHashSet<>(run.tables());
        live.keySet().removeIf(name -> unread.contains(target.logical(name)));
        others.keySet().removeAll(unread);
        Plan plan = new EnvironmentComparison(target.names(), target.environment(), resolved, otherPolicy)
                .plan(others, live);
        return report(run, plan, going, others);
    }

    /** Removes the tables that are being deleted, and returns their names. */
    private static Set<String> removeGoing(Map<String, LiveTable> live) {
        Set<String> going = new LinkedHashSet<>();
        live.values().stream().filter(LiveTable::beingDeleted).forEach(table -> going.add(table.name()));
        live.keySet().removeAll(going);
        return going;
    }

    private static ExitCode report(Run run, Plan plan, Set<String> going, Map<String, LiveTable> others) {
        plan.tables().forEach(table -> {
            TableResult result = result(table, others.get(table.table()));
            run.result(going.contains(table.name()) ? result.withNote("being deleted") : result);
        });
        boolean differs =
                plan.tables().stream().anyMatch(table -> !table.differences().isEmpty());
        return differs ? ExitCode.DIFFERENCES : ExitCode.OK;
    }

    /** A named table that is live in neither environment is an error. */
    private void checkFound(
            Run run, Session session, TargetEnvironment other, Set<String> others, Map<String, LiveTable> live) {
        TargetEnvironment target = run.target();
        Set<String> found = new LinkedHashSet<>(run.tables());
        found.addAll(others);
        live.keySet().forEach(name -> found.add(target.logical(name)));
        for (String table : tables) {
            if (!found.contains(table)) {
                String name = target.physical(table);
                String message =
                        "neither '" + name + "' nor '" + other.physical(table) + "' is live " + session.where();
                run.result(TableResult.failed(
                        table,
                        name,
                        new Failure(message, "check the name, --prefix and --region", "ResourceNotFoundException")));
            }
        }
        if (found.isEmpty() && tables.isEmpty()) {
            throw NothingFound.in(
                    session,
                    "nothing to compare: no table name has the form '" + target.form() + "' or '" + other.form() + "'");
        }
    }

    /** Reads the requested live tables. A table that cannot be read becomes a failed result. */
    private Map<String, LiveTable> read(Run run, Session session, TargetEnvironment of, List<String> described) {
        TableReader reader = session.reader(false);
        TableListing listing = new TableListing(of, described);
        LiveTables live = tables.isEmpty()
                ? LiveTables.read(session, found -> listing.list(reader, found), reader::read)
                : LiveTables.read(
                        session, tables.stream().map(of::physical).distinct().toList(), reader::read);
        listing.warnings().forEach(run::warn);
        live.failed().forEach((name, failure) -> run.result(TableResult.failed(of.logical(name), name, failure)));
        return new LinkedHashMap<>(live.found());
    }

    /** @param other the table in the environment to compare with, if it is live there */
    private static TableResult result(TablePlan table, @Nullable LiveTable other) {
        List<Difference> differences = table.differences();
        boolean extra = table.live() != null
                && differences.stream().anyMatch(difference -> difference.setting() == Setting.TABLE);
        Outcome outcome = table.missing()
                ? Outcome.MISSING
                : extra ? Outcome.EXTRA : differences.isEmpty() ? Outcome.IN_SYNC : Outcome.DIFFERS;
        TableResult result = TableResult.of(table.table(), table.name(), outcome)
                .withDifferences(differences)
                .withOverrides(table.overrides());
        TableResult read = table.live() == null ? result : result.withRead(table.live());
        return other == null ? read : read.withRead(other);
    }
}
