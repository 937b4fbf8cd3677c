package dev.ddbtool.aws;

import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.ProgressListener;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.Step;
import dev.ddbtool.plan.StepResult;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableClassSummary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tracks the progress of one table and reports it to the listener. */
final class TableProgress {

    private final TablePlan plan;
    private final List<StepResult> steps;
    private final ProgressListener listener;
    private final Set<String> notApplied;
    private boolean underWay;
    private boolean createdEmpty;
    private @Nullable String state;
    private @Nullable LiveTable read;

    /** @param steps the steps to carry out */
    TableProgress(TablePlan plan, List<StepResult> steps, ProgressListener listener) {
        this.plan = plan;
        this.steps = new ArrayList<>(steps);
        this.listener = listener;
        this.notApplied = new LinkedHashSet<>(plan.notApplied());
    }

    void begins(Step step) {
        state = step.label();
        listener.progress(soFar());
    }

    /** @param applied false if the endpoint does not support the step */
    void done(Step step, boolean applied) {
        if (applied) {
            steps.replaceAll(result -> result.step().equals(step) ? result.carriedOut() : result);
        } else {
            notApplied.add(step.setting().member());
        }
        listener.progress(soFar());
    }

    /** Whether a step has been carried out. */
    boolean anyDone() {
        return steps.stream().anyMatch(StepResult::done);
    }

    /** The service has accepted a change. */
    void accepted() {
        underWay = true;
    }

    /** The service has created the table, which holds no items yet. */
    void createdEmpty() {
        createdEmpty = true;
        listener.progress(soFar());
    }

    /** The table waits because the service is changing as many tables as it allows at once. */
    void queues() {
        listener.state(soFar(), "waiting to start the change", "too many table changes are in progress");
    }

    void waits(String waitedFor) {
        waits(waitedFor, "");
    }

    /**
     * The table waits for the service.
     *
     * @param detail additional text that may change while waiting, such as the item count
     */
    void waits(String waitedFor, String detail) {
        underWay = true;
        state = waitedFor;
        listener.state(soFar(), waitedFor, detail);
    }

    /** Whether the service has accepted a change in this run. */
    boolean underWay() {
        return underWay;
    }

    void read(LiveTable live) {
        read = live;
        notApplied.addAll(live.unreadMembers().keySet().stream()
                .filter(member -> !member.equals(LiveTable.KEY_OWNER))
                .sorted()
                .toList());
        Table table = live.schema().table();
        if (table.sseDescription() == null) {
            notApplied.add(Setting.ENCRYPTION.member());
        }
        if (table.tableClassSummary() == null
                && steps.stream().map(StepResult::step).anyMatch(TableProgress::asksForTableClass)) {
            notApplied.add(Setting.TABLE_CLASS.member());
        }
    }

    /** Whether the step sets a table class other than the default. */
    private static boolean asksForTableClass(Step step) {
        return step instanceof Step.CreateTable create
                && !create.table().tableClass().equals(TableClassSummary.STANDARD);
    }

    void notApplied(List<Difference> differences) {
        differences.forEach(difference -> notApplied.add(difference.setting().member()));
    }

    TableResult result(Outcome outcome) {
        TableResult result = TableResult.of(plan.table(), plan.name(), outcome)
                .withCreatedEmpty(createdEmpty)
                .withRestored(plan.source())
                .withSteps(steps)
                .withNotApplied(List.copyOf(notApplied));
        LiveTable known = read == null ? plan.live() : read;
        return known == null ? result : result.withRead(known);
    }

    private TableResult soFar() {
        return result(Outcome.INTERRUPTED).withNote(underWay ? state : null);
    }
}
