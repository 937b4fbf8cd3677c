package dev.ddbtool.aws;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.AwsFailure;
import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.aws.call.ErrorTranslator;
import dev.ddbtool.aws.call.TimeLimitException;
import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.ProgressListener;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Step;
import dev.ddbtool.plan.StepResult;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.plan.compare.Planner;
import dev.ddbtool.problem.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Carries out plans, all tables in parallel. For each table: wait until it can be changed, carry out one step after the
 * other, wait for their effects, read back. The failure of one table does not stop the others.
 */
public final class PlanExecutor {

    /** How long a change may take to become visible to reads; tags take seconds. */
    private static final Duration READ_BACK_LIMIT = Duration.ofMinutes(1);

    private final ControlPlane controlPlane;
    private final TableReader reader;
    private final Planner planner;
    private final ProgressListener listener;
    private final boolean wait;

    /**
     * @param planner compares each table after its steps
     * @param wait whether to wait for indexes, restores and deletions
     */
    public PlanExecutor(
            ControlPlane controlPlane, TableReader reader, Planner planner, ProgressListener listener, boolean wait) {
        this.controlPlane = controlPlane;
        this.reader = reader;
        this.planner = planner;
        this.listener = listener;
        this.wait = wait;
    }

    /** The steps of one table for these remedies, not done yet, with their requests. */
    public static List<StepResult> planned(TablePlan plan, Set<Remedy> remedies) {
        RequestMapper requests = RequestMapper.of(plan);
        return plan.steps(remedies).stream()
                .map(step -> new StepResult(step, requests.body(step), false))
                .toList();
    }

    /** Carries out the steps of one table for these remedies. Never fails; the result contains the error. */
    public CompletableFuture<TableResult> run(TablePlan plan, Set<Remedy> remedies) {
        return new TableRun(plan, remedies).run();
    }

    /** The run of one table. */
    private final class TableRun {

        private final TablePlan plan;
        private final List<Step> steps;
        private final Set<Remedy> remedies;
        private final Instant start = controlPlane.agenda().now();
        private final StepRunner runner;
        private final TableProgress progress;
        private int looks;

        TableRun(TablePlan plan, Set<Remedy> remedies) {
            this.plan = plan;
            this.remedies = remedies;
            this.steps = startsOnly() ? plan.steps(remedies).subList(0, 1) : plan.steps(remedies);
            this.progress = new TableProgress(plan, planned(plan, remedies), listener);
            this.runner = new StepRunner(controlPlane, reader.calls(), plan, progress, wait);
        }

        /** Whether to start the restore and leave the rest to another run. */
        private boolean startsOnly() {
            return !wait && plan.restores();
        }

        CompletableFuture<TableResult> run() {
            CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);
            if (!steps.isEmpty()) {
                chain = chain.thenCompose(before -> runner.untilChangeable());
            }
            for (Step step : steps) {
                chain = chain.thenCompose(before -> {
                            progress.begins(step);
                            return step.accept(runner);
                        })
                        .thenAccept(applied -> progress.done(step, applied));
            }
            if (wait && remedies.contains(Remedy.ADD_GSI)) {
                for (String index : plan.awaitedIndexes()) {
                    chain = chain.thenCompose(before -> runner.untilIndexActive(index));
                }
            }
            return chain.thenCompose(done -> outcome())
                    .exceptionally(thrown -> ended(Agenda.cause(thrown)))
                    .thenApply(result -> result.withElapsed(elapsed()));
        }

        private Duration elapsed() {
            return Duration.between(start, controlPlane.agenda().now());
        }

        private CompletableFuture<TableResult> outcome() {
            if (remedies.contains(Remedy.ADD_GSI)) {
                boolean added = progress.anyDone();
                boolean underWay = !wait && (added || !plan.awaitedIndexes().isEmpty());
                Outcome outcome = underWay ? Outcome.IN_PROGRESS : added ? Outcome.INDEX_CREATED : Outcome.IN_SYNC;
                TableResult result = progress.result(outcome);
                boolean awaited =
                        outcome == Outcome.IN_SYNC && !plan.awaitedIndexes().isEmpty();
                return CompletableFuture.completedFuture(
                        awaited ? result.withNote(String.join(", ", plan.awaitedIndexes()) + " now ACTIVE") : result);
            }
            if (plan.deletes()) {
                return CompletableFuture.completedFuture(
                        progress.result(wait ? Outcome.DESTROYED : Outcome.IN_PROGRESS));
            }
            if (startsOnly()) {
                return CompletableFuture.completedFuture(progress.result(Outcome.IN_PROGRESS));
            }
            return readBack().thenApply(left -> {
                boolean differs = !left.isEmpty();
                Outcome done = plan.restores()
                        ? Outcome.RESTORED
                        : plan.live() == null || plan.live().beingCreated() ? Outcome.CREATED : Outcome.RECONCILED;
                return progress.result(differs ? Outcome.DIFFERS : done).withDifferences(left);
            });
        }

        /** Reads the table again: on AWS until the changes are visible, on an emulator once. */
        private CompletableFuture<List<Difference>> readBack() {
            Instant limit = controlPlane.agenda().now().plus(READ_BACK_LIMIT);
            return controlPlane.poll(
                    Duration.ofSeconds(5),
                    () -> "the new settings of '" + plan.name() + "' to become visible",
                    () -> reader.read(plan.name(), runner.lastBackups()).thenApply(found -> {
                        // within the limit, but at least twice: where many tables are read, each has to wait for its
                        // turn
                        boolean last =
                                looks++ > 0 && controlPlane.agenda().now().isAfter(limit);
                        if (found.isEmpty() && last) {
                            throw new AwsFailure(Kind.NOT_FOUND, gone(), null);
                        }
                        return found.flatMap(live -> settled(live, last));
                    }));
        }

        private Failure gone() {
            return new Failure(
                    "table '" + plan.name() + "' no longer exists",
                    ErrorTranslator.DELETED,
                    "ResourceNotFoundException");
        }

        private Optional<List<Difference>> settled(LiveTable live, boolean last) {
            progress.read(live);
            List<Difference> left = planner.compare(plan, live);
            List<Difference> ours = left.stream().filter(this::shouldBeGone).toList();
            if (controlPlane.emulator()) {
                progress.notApplied(ours);
                return Optional.of(left.stream()
                        .filter(difference -> !shouldBeGone(difference))
                        .toList());
            }
            return ours.isEmpty() || last ? Optional.of(left) : Optional.empty();
        }

        /** Whether this run should have removed the difference: then the read may not be up to date yet. */
        private boolean shouldBeGone(Difference difference) {
            return plan.createsEmpty()
                    || plan.resolved(remedies).stream()
                            .anyMatch(planned -> planned.setting() == difference.setting()
                                    && Objects.equals(planned.item(), difference.item()));
        }

        private TableResult ended(Throwable thrown) {
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown instanceof TimeLimitException limit) {
                return progress.result(Outcome.IN_PROGRESS).withError(limit.failure());
            }
            if (thrown instanceof AwsFailure failure) {
                boolean underWay = failure.kind() == Kind.EXPIRED_CREDENTIALS && progress.underWay();
                return progress.result(underWay ? Outcome.IN_PROGRESS : Outcome.FAILED)
                        .withError(failure.failure());
            }
            throw new CompletionException(thrown);
        }
    }
}
