package dev.ddbtool.plan.compare;

import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.RestoreSource;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.Step;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Plans restores, and the settings that a restore leaves out. Pure. */
public final class RestorePlanner {

    private final Planner planner;
    private final boolean turnsOnTimeToLive;
    private final Policy chosen;

    /** @param chosen the encryption and the billing mode that options choose; null for the others */
    public RestorePlanner(Planner planner, boolean turnsOnTimeToLive, Policy chosen) {
        this.planner = planner;
        this.turnsOnTimeToLive = turnsOnTimeToLive;
        this.chosen = chosen;
    }

    /**
     * Plans a table.
     *
     * @param backup the table in the backup; null if it is not restored from a backup
     */
    public TablePlan plan(RestoreCandidate table, RestoreChoice choice, @Nullable Table backup) {
        if (choice instanceof RestoreChoice.Refuse refused) {
            return refused(table, refused.blocker());
        }
        if (choice instanceof RestoreChoice.Restore restore) {
            return restored(table, restore.source(), backup);
        }
        LiveTable live = Objects.requireNonNull(table.liveTarget());
        return choice instanceof RestoreChoice.Complete earlier
                ? completed(table.schema(), live, earlier.mark())
                : planner.existing(table.schema(), live).withoutSteps();
    }

    private static TablePlan refused(RestoreCandidate table, Blocker blocker) {
        return new TablePlan(
                table.schema().name(),
                table.target(),
                table.schema(),
                table.liveTarget(),
                List.of(),
                List.of(),
                List.of(blocker),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private TablePlan completed(TableSchema file, LiveTable live, Tag mark) {
        boolean holds = holdsTimeToLive(file) && !isOn(live.schema().timeToLive());
        TableSchema wanted = holds ? file.withoutTimeToLive() : file;
        TablePlan plan = planner.existing(wanted, live);
        boolean marks = live.restoreMark().isEmpty() && live.schema().tags() != null;
        return plan.completing(
                marks ? marked(planner.target(wanted), live, mark, plan.steps()) : plan.steps(),
                notApplied(plan.notApplied(), holds));
    }

    private TablePlan restored(RestoreCandidate candidate, RestoreSource source, @Nullable Table backup) {
        TableSchema file = candidate.schema();
        boolean holds = holdsTimeToLive(file);
        TargetTable target = planner.target(holds ? file.withoutTimeToLive() : file);
        RestoreOverrides overrides = backup == null
                ? RestoreOverrides.ofOptions(chosen, copied(candidate).lastingTable())
                : RestoreOverrides.ofFile(target, backup);
        LiveTable live = overrides.restored(candidate.target());
        ComparisonResult found = planner.compare(target, target.tags(), live);
        List<Blocker> blockers = new ArrayList<>(found.blockers());
        String undecided = backup == null ? null : target.undecidedKey();
        if (undecided != null) {
            blockers.add(Blocker.customerKey(Remedy.RESTORE, undecided));
        }
        Blocker.tooManyTags(Remedy.RESTORE, candidate.target(), target.tags().size() + 1)
                .ifPresent(blockers::add);
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.RestoreTable(
                source,
                overrides.encryption(),
                overrides.billing(),
                overrides.content().tableSizeBytes()));
        steps.addAll(marked(target, live, source.mark(), found.steps()));
        List<Difference> differences = new ArrayList<>();
        differences.add(new Difference(Setting.TABLE, null, file.name(), null, Remedy.RESTORE));
        differences.addAll(found.differences());
        return new TablePlan(
                file.name(),
                candidate.target(),
                target.file(),
                null,
                differences,
                steps,
                blockers,
                List.of(),
                target.overrides(),
                notApplied(Planner.recordedOnly(file.table(), null), holds),
                Planner.warnings(file, candidate.target()));
    }

    /** The table that is copied. It may be deleted while an earlier run's restore is running. */
    private static LiveTable copied(RestoreCandidate candidate) {
        LiveTable source = candidate.liveSource();
        return source == null ? Objects.requireNonNull(candidate.liveTarget()) : source;
    }

    /** The steps with the missing tags and the mark first, so that the next run knows the table as soon as possible. */
    private static List<Step> marked(TargetTable target, LiveTable live, Tag mark, List<Step> steps) {
        Map<String, String> missing = target.tags();
        missing.keySet().removeAll(TargetTable.byKey(live.schema().tags()).keySet());
        missing.put(mark.key(), mark.value());
        List<Tag> tags = new ArrayList<>();
        missing.forEach((key, value) -> tags.add(new Tag(key, value)));
        List<Step> all = new ArrayList<>();
        all.add(new Step.AddTags(Remedy.RECONCILE, tags));
        steps.stream().filter(step -> step.setting() != Setting.TAG).forEach(all::add);
        return all;
    }

    private boolean holdsTimeToLive(TableSchema file) {
        return !turnsOnTimeToLive && isOn(file.timeToLive());
    }

    private static boolean isOn(@Nullable TimeToLive timeToLive) {
        return timeToLive != null && timeToLive.enabled();
    }

    /** @param held whether TTL is not turned on */
    private static List<String> notApplied(List<String> recordedOnly, boolean held) {
        List<String> members = new ArrayList<>(recordedOnly);
        if (held) {
            members.add(Setting.TIME_TO_LIVE.member());
        }
        return members;
    }
}
