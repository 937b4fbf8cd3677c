package dev.ddbtool.cli.run;

import dev.ddbtool.aws.PlanExecutor;
import dev.ddbtool.aws.TableReader;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.Plan;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.plan.compare.Planner;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.schema.TableSchema;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Brings live tables in line with their schema files: creates missing tables, or completes existing ones, or both. */
public final class SchemaRun {

    private final Run run;
    private final Session session;
    private final TableReader reader;
    private final Planner planner;
    private final Map<String, TableSchema> schemas;
    private final boolean confirmed;

    private SchemaRun(Run run, Session session, Planner planner, Map<String, TableSchema> schemas, boolean confirmed) {
        this.run = run;
        this.session = session;
        this.reader = session.reader(false);
        this.planner = planner;
        this.schemas = schemas;
        this.confirmed = confirmed;
    }

    /**
     * Reads the schema files, and connects.
     *
     * @param tables logical names; if empty, every schema file
     * @param confirmed whether the user has confirmed with an option
     */
    public static SchemaRun start(
            Run run, List<String> tables, Policy policy, ConnectionRequest connection, boolean confirmed) {
        TargetEnvironment target = run.target();
        List<TableSchema> written = target.readSchemas(tables);
        Session session = run.connect(connection);
        run.announce(false);
        KmsKeyResolver keys = session.kmsKeys();
        List<TableSchema> resolved = keys.resolve(written, run::note);
        Planner planner =
                new Planner(target.names(), target.environment(), keys.resolve(policy), keys.usable(resolved));
        run.noteUnknown(planner, resolved, "are not compared");
        return new SchemaRun(run, session, planner, target.byPhysicalName(resolved), confirmed);
    }

    /**
     * Creates missing tables.
     *
     * @param reconciles whether to complete the settings of existing tables, too
     */
    public ExitCode create(boolean reconciles) {
        Plan plan = plan(!reconciles);
        return carryOut(plan, reconciles ? EnumSet.of(Remedy.CREATE, Remedy.RECONCILE) : EnumSet.of(Remedy.CREATE));
    }

    /**
     * Completes the settings of existing tables, including those that another run has only started to create. Missing
     * tables are reported: a table that is created empty cannot be restored any more.
     *
     * @param turnsOnTimeToLive whether to turn TTL on
     */
    public ExitCode reconcile(boolean turnsOnTimeToLive) {
        Plan whole = plan(false);
        whole.tables().stream().filter(TablePlan::missing).forEach(this::reportMissing);
        List<TablePlan> existing = whole.tables().stream()
                .filter(table -> !table.missing())
                .map(table -> turnsOnTimeToLive ? table : table.without(Setting.TIME_TO_LIVE))
                .toList();
        return carryOut(new Plan(existing), EnumSet.of(Remedy.CREATE, Remedy.RECONCILE));
    }

    private void reportMissing(TablePlan table) {
        run.result(TableResult.of(table.table(), table.name(), Outcome.MISSING)
                .withDifferences(table.differences())
                .withError(run.target().lost(table.name(), session.where(), run.nextCommand("restore", "--latest"))));
    }

    /** @param patient whether to wait for tables that another run may still be completing, instead of reporting differences */
    private Plan plan(boolean patient) {
        LiveTables live = LiveTables.read(
                session,
                schemas.keySet(),
                name -> patient ? readComplete(name, Objects.requireNonNull(schemas.get(name))) : reader.read(name));
        live.failed()
                .forEach((name, failure) -> run.result(TableResult.failed(
                        Objects.requireNonNull(schemas.remove(name)).name(), name, failure)));
        return planner.plan(List.copyOf(schemas.values()), live.found());
    }

    private CompletableFuture<Optional<LiveTable>> readComplete(String name, TableSchema schema) {
        return reader.readComplete(
                name,
                live -> {
                    session.seen(live); // the wrong account must be refused before the wait
                    return planner.mayBeIncomplete(schema, live);
                },
                () -> run.progress()
                        .waits(schema.name(), "new and incomplete, waiting for another run to complete it"));
    }

    private ExitCode carryOut(Plan plan, Set<Remedy> remedies) {
        PlanExecutor executor = new PlanExecutor(session.controlPlane(), reader, planner, run.progress(), true);
        return new PlanRun(run, session, plan, remedies, confirmed).run(executor);
    }
}
