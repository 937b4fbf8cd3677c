package dev.ddbtool.cli.run;

import dev.ddbtool.aws.PlanExecutor;
import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.Plan;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.report.ValueText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Shows, refuses, confirms and carries out the part of a plan that a command selects. All commands that write use it. */
public final class PlanRun {

    private final Run run;
    private final Session session;
    private final Plan plan;
    private final Set<Remedy> remedies;
    private final boolean confirmed;
    private final List<TablePlan> work;

    public PlanRun(Run run, Session session, Plan plan, Set<Remedy> remedies, boolean confirmed) {
        this.run = run;
        this.session = session;
        this.plan = plan;
        this.remedies = remedies;
        this.confirmed = confirmed;
        this.work = plan.tables().stream().filter(this::hasWork).toList();
    }

    private boolean hasWork(TablePlan table) {
        return !table.steps(remedies).isEmpty()
                || (remedies.contains(Remedy.ADD_GSI) && !table.awaitedIndexes().isEmpty());
    }

    /** Reports tables without work, and carries out or shows the rest. */
    public ExitCode run(PlanExecutor executor) {
        return run(executor, UnaryOperator.identity());
    }

    /**
     * Reports tables without work, and carries out or shows the rest.
     *
     * @param completion what else the command does for each table, unless the plan is blocked; no signal interrupts it
     */
    public ExitCode run(PlanExecutor executor, UnaryOperator<TableResult> completion) {
        checkAccount();
        List<Blocker> blockers = plan.blockers(remedies);
        if (!blockers.isEmpty()) {
            return blocked(blockers);
        }
        plan.tables().stream()
                .filter(table -> !hasWork(table))
                .forEach(table -> complete(untouched(table), completion));
        work.stream().flatMap(table -> table.warnings(remedies).stream()).forEach(run::warn);
        Confirmation confirmation = new Confirmation(run, session, remedies, work, confirmed);
        confirmation.warnOfEmptyTables();
        if (run.request().dryRun()) {
            work.forEach(table -> complete(dryRun(table), completion));
            return ExitCode.OK;
        }
        if (!work.isEmpty()) {
            ask(confirmation);
            carryOut(executor, completion);
        }
        return ExitCode.OK;
    }

    private TableResult complete(TableResult result, UnaryOperator<TableResult> completion) {
        return run.undivided(() -> {
            TableResult completed = completion.apply(result);
            run.result(completed);
            return completed;
        });
    }

    private void checkAccount() {
        boolean writes = !work.isEmpty(); // a dry run too must show where it would write
        if (writes) {
            session.findAccount();
        }
        run.announce(writes);
        session.checkAccount();
    }

    private TableResult untouched(TablePlan table) {
        List<Difference> left = table.remaining(remedies);
        TableResult result = TableResult.of(
                        table.table(), table.name(), left.isEmpty() ? Outcome.IN_SYNC : Outcome.DIFFERS)
                .withDifferences(left);
        return withRead(table, result);
    }

    private static TableResult withRead(TablePlan table, TableResult result) {
        TableResult found = result.withOverrides(table.overrides());
        return table.live() == null ? found : found.withRead(table.live());
    }

    private TableResult planned(TablePlan table, Outcome outcome) {
        TableResult result = TableResult.of(table.table(), table.name(), outcome)
                .withCreatedEmpty(outcome == Outcome.PLANNED && table.createsEmpty())
                .withRestored(table.source())
                .withSteps(PlanExecutor.planned(table, remedies))
                .withDifferences(outcome == Outcome.BLOCKED ? table.differences() : table.remaining(remedies))
                .withNotApplied(table.notApplied());
        return withRead(table, result);
    }

    /** The result of a dry run. A table that would only wait for indexes would not be changed. */
    private TableResult dryRun(TablePlan table) {
        return table.steps(remedies).isEmpty()
                ? untouched(table).withNote("would wait for " + String.join(", ", table.awaitedIndexes()))
                : planned(table, Outcome.PLANNED).withChanges(table.resolved(remedies));
    }

    private ExitCode blocked(List<Blocker> blockers) {
        Set<String> hints = new LinkedHashSet<>();
        for (TablePlan table : plan.tables()) {
            List<Blocker> own = table.blockers(remedies);
            if (!own.isEmpty()) {
                Failure failure = Blocker.failure(own);
                hints.add(Objects.requireNonNull(failure.hint()));
                run.result(planned(table, Outcome.BLOCKED).withError(failure));
            } else {
                run.result(hasWork(table) ? planned(table, Outcome.PLANNED) : untouched(table));
            }
        }
        String count = ValueText.count(blockers.size(), "blocker");
        String hint = hints.size() == 1 ? hints.iterator().next() : "fix all blockers, then run the same command again";
        throw CommandException.refused("nothing was changed: the plan has " + count, hint);
    }

    /** Asks for confirmation. Without it, the report still contains the plan. */
    private void ask(Confirmation confirmation) {
        try {
            confirmation.ask();
        } catch (CommandException refused) {
            work.forEach(table -> run.result(planned(table, Outcome.BLOCKED).withNote("not confirmed")));
            throw refused;
        }
    }

    private void carryOut(PlanExecutor executor, UnaryOperator<TableResult> completion) {
        Progress progress = run.progress();
        progress.begins(
                remedies.contains(Remedy.ADD_GSI)
                        ? "adding indexes"
                        : remedies.contains(Remedy.RESTORE)
                                ? "restoring tables"
                                : remedies.contains(Remedy.DESTROY) ? "deleting tables" : "changing tables",
                work.size());
        work.forEach(table -> run.result(planned(table, Outcome.INTERRUPTED)));
        List<TablePlan> ordered = new ArrayList<>(work);
        session.forEach(
                ordered,
                table -> executor.run(table, remedies)
                        .thenAccept(result -> progress.finished(
                                complete(withRemaining(table, result).withOverrides(table.overrides()), completion))));
    }

    /** Adds the differences that the steps do not resolve. */
    private TableResult withRemaining(TablePlan table, TableResult result) {
        boolean readBack = !remedies.contains(Remedy.ADD_GSI);
        if (readBack || table.remaining(remedies).isEmpty()) {
            return result;
        }
        return result.withDifferences(table.remaining(remedies));
    }
}
