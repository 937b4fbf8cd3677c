package dev.ddbtool.cli.run;

import dev.ddbtool.aws.BackupReader;
import dev.ddbtool.aws.PlanExecutor;
import dev.ddbtool.aws.TableReader;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Moment;
import dev.ddbtool.plan.Plan;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.plan.compare.Planner;
import dev.ddbtool.plan.compare.RestoreCandidate;
import dev.ddbtool.plan.compare.RestoreChoice;
import dev.ddbtool.plan.compare.RestoreChooser;
import dev.ddbtool.plan.compare.RestorePlanner;
import dev.ddbtool.project.Sourced;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableSchema;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/** Restores tables of one environment, under their names or under those of another environment. */
public final class RestoreRun {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Run run;
    private final Session session;
    private final TargetEnvironment source;
    private final RestoreRequest request;
    private final KmsKeyResolver keys;
    private final TableReader reader;
    private final BackupReader backups;

    private RestoreRun(
            Run run, Session session, TargetEnvironment source, RestoreRequest request, KmsKeyResolver keys) {
        this.run = run;
        this.session = session;
        this.source = source;
        this.request = request;
        this.keys = keys;
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
                    "the endpoint '" + session.connection().endpoint().override() + "' does not support restores",
                    "restore from AWS: remove the endpoint URL, which comes from "
                            + source.settings()
                                    .endpointUrl()
                                    .map(Sourced::source)
                                    .orElse("the AWS profile"));
        }
        run.announce(false);
        KmsKeyResolver keys = session.kmsKeys();
        List<TableSchema> schemas = keys.resolve(written, run::note);
        Planner planner = new Planner(
                run.target().names(), run.target().environment(), keys.resolve(policy), keys.usable(schemas));
        run.noteUnknown(planner, schemas, "are not compared");
        RestorePlanner plans = new RestorePlanner(planner, request.turnsOnTimeToLive(), keys.resolve(chosen));
        return new RestoreRun(run, session, source, request, keys).run(planner, plans, schemas);
    }

    /** @param backup the table in the backup that is restored; empty without one */
    private record Chosen(RestoreCandidate table, RestoreChoice choice, Optional<Table> backup) {}

    private ExitCode run(Planner planner, RestorePlanner plans, List<TableSchema> schemas) {
        List<RestoreCandidate> candidates = readEach(schemas, schema -> schema, this::candidate);
        RestoreChooser chooser = new RestoreChooser(
                request.moment(), request.nearestBackup(), run.nextCommand("reconcile", "--no-ttl"), candidates);
        List<Chosen> chosen =
                readEach(candidates, RestoreCandidate::schema, table -> withBackup(table, chooser.choose(table)));
        noteMoment(chooser.resolvedMoment()
                .filter(latest -> chosen.stream().anyMatch(each -> isRestoredTo(each.choice(), latest))));
        chosen.stream()
                .filter(each -> each.choice() instanceof RestoreChoice.Complete)
                .flatMap(each -> Stream.ofNullable(each.table().liveTarget()))
                .filter(live -> !live.wasRestored())
                .forEach(
                        live -> run.warn("'" + live.name() + "' has no tags and is newer than the backup: assuming that"
                                + " an earlier run restored it; check that it holds its items"));
        List<TablePlan> tables = chosen.stream()
                .map(each -> plans.plan(
                        each.table(),
                        each.choice(),
                        each.backup().map(this::withoutManagedKey).orElse(null)))
                .toList();
        Map<String, String> notes = new HashMap<>();
        chosen.forEach(each -> note(each.choice())
                .ifPresent(note -> notes.put(each.table().schema().name(), note)));
        PlanExecutor executor =
                new PlanExecutor(session.controlPlane(), reader, planner, run.progress(), request.waits());
        return new PlanRun(
                        run,
                        session,
                        new Plan(tables),
                        EnumSet.of(Remedy.RESTORE, Remedy.RECONCILE),
                        request.confirmed())
                .run(executor, result -> {
                    String note = notes.get(result.table());
                    return note == null ? result : result.withNote(note);
                });
    }

    private static Optional<String> note(RestoreChoice choice) {
        return choice instanceof RestoreChoice.Report
                ? Optional.of("live, not restored")
                : choice instanceof RestoreChoice.Complete
                        ? Optional.of("restored by an earlier run")
                        : Optional.empty();
    }

    /** Whether a restore to this moment is still to be started. Tables of an earlier run may have another one. */
    private static boolean isRestoredTo(RestoreChoice choice, Instant moment) {
        return choice instanceof RestoreChoice.Restore restore
                && restore.source().backupArn() == null
                && restore.source().moment().equals(moment);
    }

    /** Prints the moment in UTC and in local time. */
    private void noteMoment(Optional<Instant> latest) {
        if (latest.isPresent()) {
            run.note("live tables are restored to " + withLocalTime(latest.get()) + "; to repeat this: --at "
                    + latest.get());
        } else if (request.moment() instanceof Moment.At at) {
            run.note("tables are restored to " + withLocalTime(at.time()));
        }
    }

    private String withLocalTime(Instant moment) {
        ZoneId zone = run.app().outside().zone();
        return moment + " (" + LOCAL.format(moment.atZone(zone)) + " " + zone + ")";
    }

    /** Reads the target and the source of a table, and what the source can be restored from. */
    private CompletableFuture<RestoreCandidate> candidate(TableSchema schema) {
        String from = source.physical(schema.name());
        String to = run.target().physical(schema.name());
        CompletableFuture<Optional<LiveTable>> copied = from.equals(to)
                ? CompletableFuture.completedFuture(Optional.empty())
                : live(from).thenApply(found -> found.filter(table -> !table.beingDeleted() && !table.restoring()));
        return live(to).thenCombine(
                        copied,
                        (target, live) -> new RestoreCandidate(
                                schema, from, to, live.orElse(null), target.orElse(null), null, List.of()))
                .thenCompose(this::withSources);
    }

    private CompletableFuture<RestoreCandidate> withSources(RestoreCandidate table) {
        if (request.moment() instanceof Moment.OfBackup backup) {
            return backups.describe(backup.arn()).thenApply(found -> table.with(List.of(found.backup())));
        }
        if (table.liveSource() != null) {
            return backups.window(table.source()).thenApply(window -> table.with(window.orElse(null)));
        }
        return table.requiresBackups()
                ? backups.list(table.source()).thenApply(table::with)
                : CompletableFuture.completedFuture(table);
    }

    private CompletableFuture<Optional<LiveTable>> live(String name) {
        return reader.read(name).thenApply(found -> {
            found.ifPresent(session::seen);
            return found;
        });
    }

    private CompletableFuture<Chosen> withBackup(RestoreCandidate table, RestoreChoice choice) {
        String arn = choice instanceof RestoreChoice.Restore restore
                ? restore.source().backupArn()
                : null;
        return arn == null
                ? CompletableFuture.completedFuture(new Chosen(table, choice, Optional.empty()))
                : backups.describe(arn).thenApply(found -> new Chosen(table, choice, Optional.of(found.table())));
    }

    private Table withoutManagedKey(Table table) {
        return keys.resolve(List.of(new TableSchema(table, null, null, null)), run::note)
                .get(0)
                .table();
    }

    /** Reads something for each table, in parallel. A table for which that fails becomes a failed result. */
    private <T, R> List<R> readEach(
            List<T> tables, Function<T, TableSchema> schema, Function<T, CompletableFuture<R>> reading) {
        Map<String, R> found = new TreeMap<>();
        session.progress().begins("reading tables", tables.size());
        session.forEach(
                tables,
                table -> reading.apply(table).handle((value, thrown) -> {
                    String name = schema.apply(table).name();
                    if (thrown == null) {
                        found.put(name, value);
                    } else {
                        run.result(TableResult.failed(name, run.target().physical(name), LiveTables.failure(thrown)));
                    }
                    session.progress().advanced();
                    return null;
                }));
        return List.copyOf(found.values());
    }
}
