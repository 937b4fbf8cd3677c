package dev.ddbtool.cli.run;

import dev.ddbtool.aws.BackupReader;
import dev.ddbtool.aws.PlanExecutor;
import dev.ddbtool.aws.TableReader;
import dev.ddbtool.plan.Backup;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Moment;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.Plan;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.RecoveryWindow;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.plan.compare.Planner;
import dev.ddbtool.plan.compare.RestorePlanner;
import dev.ddbtool.plan.compare.RestorePlanner.Candidate;
import dev.ddbtool.plan.compare.RestorePlanner.Choice;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableSchema;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Restores tables of one environment, under their names or under those of another environment. */
public final class RestoreRun {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Run run;
    private final Session session;
    private final TargetEnvironment source;
    private final RestoreRequest request;
    private final TableReader reader;
    private final BackupReader backups;

    private RestoreRun(Run run, Session session, TargetEnvironment source, RestoreRequest request) {
        this.run = run;
        this.session = session;
        this.source = source;
        this.request = request;
        this.reader = session.reader(false);
        this.backups = new BackupReader(session.controlPlane());
    }

    /**
     * Restores tables into the environment of the run.
     *
     * @param source the environment of the tables to restore
     * @param policy what the restored tables are completed with
     * @param chosen the settings that options choose; null for the others
     */
    public static ExitCode restore(
            Run run,
            TargetEnvironment source,
            RestoreRequest request,
            Policy policy,
            Policy chosen,
            ConnectionRequest connection) {
        List<TableSchema> written = source.readSchemas(request.tables());
        Session session = run.connect(connection);
        if (session.connection().endpoint().emulator()) {
            throw CommandException.refused(
                    "the endpoint " + session.where().substring("at ".length()) + " does not support restores",
                    "restore from AWS: omit --endpoint-url");
        }
        run.announce(false);
        KmsKeyResolver keys = session.kmsKeys();
        List<TableSchema> schemas = keys.resolve(written, run::note);
        Planner planner = new Planner(
                run.target().names(), run.target().environment(), keys.resolve(policy), keys.usable(schemas));
        run.noteUnknown(planner, schemas);
        return new RestoreRun(run, session, source, request).run(planner, keys, schemas, keys.resolve(chosen));
    }

    private ExitCode run(Planner planner, KmsKeyResolver keys, List<TableSchema> schemas, Policy chosen) {
        List<Candidate> candidates = candidates(schemas);
        RestorePlanner restores = new RestorePlanner(
                planner, request.moment(), request.nearestBackup(), request.turnsOnTimeToLive(), chosen, candidates);
        note(restores);
        Map<String, Choice> choices = new TreeMap<>();
        candidates.forEach(table -> choices.put(table.target(), restores.choose(table)));
        Map<String, BackupReader.Content> contents = readEach(
                choices.values().stream()
                        .flatMap(choice -> Optional.ofNullable(choice.backupArn()).stream())
                        .distinct()
                        .toList(),
                backups::describe);
        List<TablePlan> tables = new ArrayList<>();
        for (Candidate table : candidates) {
            Choice choice = choices.get(table.target());
            String arn = choice == null ? null : choice.backupArn();
            BackupReader.Content content = arn == null ? null : contents.get(arn);
            if (choice != null) {
                tables.add(
                        content == null
                                ? restores.plan(table, choice, null, "", null)
                                : restores.plan(
                                        table,
                                        choice,
                                        withoutManagedKey(keys, content.table()),
                                        content.sourceArn(),
                                        content.backup().created()));
            }
        }
        PlanExecutor executor =
                new PlanExecutor(session.controlPlane(), reader, planner, run.progress(), request.waits());
        return new PlanRun(
                        run,
                        session,
                        new Plan(tables),
                        EnumSet.of(Remedy.RESTORE, Remedy.RECONCILE),
                        request.confirmed())
                .run(executor, RestoreRun::noted);
    }

    private static TableResult noted(TableResult result) {
        boolean live = result.outcome() == Outcome.IN_SYNC || result.outcome() == Outcome.DIFFERS;
        return live && result.steps().isEmpty() ? result.withNote("live, not restored") : result;
    }

    private Table withoutManagedKey(KmsKeyResolver keys, Table table) {
        return keys.resolve(List.of(new TableSchema(table, null, null, null)), run::note)
                .get(0)
                .table();
    }

    /** Prints the moment in UTC and in local time. */
    private void note(RestorePlanner restores) {
        Instant latest = restores.resolvedMoment();
        if (latest != null) {
            run.note("live tables are restored to " + withLocalTime(latest) + "; to repeat this: --at " + latest);
        } else if (request.moment() instanceof Moment.At at) {
            run.note("tables are restored to " + withLocalTime(at.time()));
        }
    }

    private String withLocalTime(Instant moment) {
        ZoneId zone = run.app().outside().zone();
        return moment + " (" + LOCAL.format(moment.atZone(zone)) + " " + zone + ")";
    }

    /** Reads targets and sources, recovery windows and backups. A table that cannot be read becomes a failed result. */
    private List<Candidate> candidates(List<TableSchema> schemas) {
        Map<String, TableSchema> byTarget = run.target().byPhysicalName(schemas);
        Map<String, LiveTable> targets = read(byTarget);
        Map<String, TableSchema> bySource = source.byPhysicalName(List.copyOf(byTarget.values()));
        Map<String, LiveTable> sources = targets;
        if (!bySource.keySet().equals(byTarget.keySet())) {
            sources = read(bySource);
            byTarget.values().retainAll(bySource.values());
        }
        sources.values().removeIf(table -> table.beingDeleted() && !targets.containsKey(table.name()));
        List<String> recoverable = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (TableSchema schema : byTarget.values()) {
            String name = source.physical(schema.name());
            LiveTable live = sources.get(name);
            if (live == null || live.restoring()) {
                gone.add(name);
            } else if (live.schema().continuousBackups() != null
                    && live.schema().continuousBackups().recoveryEnabled()
                    && !targets.containsKey(name)) {
                recoverable.add(name);
            }
        }
        boolean listed = !(request.moment() instanceof Moment.OfBackup);
        Map<String, Optional<RecoveryWindow>> windows = readEach(listed ? recoverable : List.of(), backups::window);
        Map<String, List<Backup>> found = readEach(listed ? gone : List.of(), backups::list);
        List<Candidate> candidates = new ArrayList<>();
        for (Map.Entry<String, TableSchema> each : byTarget.entrySet()) {
            String name = source.physical(each.getValue().name());
            LiveTable live = sources.get(name);
            candidates.add(new Candidate(
                    each.getValue(),
                    name,
                    each.getKey(),
                    live == null || live.restoring() ? null : live,
                    targets.get(each.getKey()),
                    windows.getOrDefault(name, Optional.empty()).orElse(null),
                    found.getOrDefault(name, List.of())));
        }
        return candidates;
    }

    /** Reads live tables, and removes those that cannot be read. */
    private Map<String, LiveTable> read(Map<String, TableSchema> tables) {
        LiveTables live = LiveTables.read(session, tables.keySet(), reader::read);
        live.failed().forEach((name, failure) -> {
            TableSchema schema = tables.remove(name);
            if (schema != null) {
                run.result(TableResult.failed(schema.name(), name, failure));
            }
        });
        return live.found();
    }

    private <T> Map<String, T> readEach(Collection<String> names, Function<String, CompletableFuture<T>> reading) {
        Map<String, T> found = new TreeMap<>();
        session.forEach(names, name -> reading.apply(name).thenAccept(value -> found.put(name, value)));
        return found;
    }
}
