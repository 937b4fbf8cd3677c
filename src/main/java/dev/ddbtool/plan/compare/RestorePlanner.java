package dev.ddbtool.plan.compare;

import dev.ddbtool.plan.Backup;
import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Moment;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.RecoveryWindow;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.RestoreSource;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.Step;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.TableClassSummary;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides what each table is restored from, and plans the restore and the settings that a restore leaves out. Pure. */
public final class RestorePlanner {

    private static final int MOST_CANDIDATES = 5;

    private final Planner planner;
    private final Moment moment;
    private final boolean nearestBackup;
    private final boolean turnsOnTimeToLive;
    private final Policy chosen;
    private final @Nullable Instant latest;

    /**
     * @param nearestBackup whether the newest backup before the moment is good enough
     * @param chosen the encryption and the billing mode that options choose; null for the others
     * @param candidates all tables, which are restored to one moment
     */
    public RestorePlanner(
            Planner planner,
            Moment moment,
            boolean nearestBackup,
            boolean turnsOnTimeToLive,
            Policy chosen,
            List<Candidate> candidates) {
        this.planner = planner;
        this.moment = moment;
        this.nearestBackup = nearestBackup;
        this.turnsOnTimeToLive = turnsOnTimeToLive;
        this.chosen = chosen;
        this.latest = candidates.stream()
                .map(Candidate::window)
                .filter(Objects::nonNull)
                .map(RecoveryWindow::latest)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /**
     * A table that may have to be restored.
     *
     * @param source the physical name of the table to restore
     * @param target the physical name of the restored table; the source's name if the table is missing
     * @param liveSource null if the source is missing
     * @param window null if recovery of the source is off
     */
    public record Candidate(
            TableSchema schema,
            String source,
            String target,
            @Nullable LiveTable liveSource,
            @Nullable LiveTable liveTarget,
            @Nullable RecoveryWindow window,
            List<Backup> backups) {

        public Candidate {
            backups = List.copyOf(backups);
        }

        boolean keepsName() {
            return source.equals(target);
        }
    }

    /**
     * What a table is restored from: a moment or a backup, or a reason why it cannot be restored, or nothing because it
     * is live.
     */
    public record Choice(
            @Nullable Instant pointInTime,
            @Nullable String backupArn,
            @Nullable Blocker blocker) {

        private static final Choice LIVE = new Choice(null, null, null);

        private static Choice blocked(String message, String hint) {
            return new Choice(null, null, new Blocker(Remedy.RESTORE, message, hint));
        }

        private boolean isLive() {
            return equals(LIVE);
        }

        private RestoreSource source(String table, String arn, Instant created) {
            return new RestoreSource(table, arn, backupArn, pointInTime == null ? created : pointInTime);
        }
    }

    /** The moment for all live sources; null unless the latest one is wanted and a source is live. */
    public @Nullable Instant resolvedMoment() {
        return moment instanceof Moment.Latest ? latest : null;
    }

    public Choice choose(Candidate table) {
        LiveTable target = table.liveTarget();
        if (target == null) {
            return chooseSource(table);
        }
        List<Blocker> unusable = Blocker.unusable(target).stream()
                .filter(blocker -> blocker.remedy() == Remedy.RESTORE)
                .toList();
        if (!unusable.isEmpty()) {
            return new Choice(null, null, unusable.get(0));
        }
        if (!target.restoring()) {
            return table.keepsName() ? Choice.LIVE : finished(table, target);
        }
        RestoreSource running = target.restored();
        if (moment instanceof Moment.Latest
                && running != null
                && running.table().equals(table.source())) {
            return new Choice(running.backupArn() == null ? running.moment() : null, running.backupArn(), null);
        }
        Choice choice = chooseSource(table);
        return choice.blocker() != null
                        || choice.source(table.source(), "", Instant.EPOCH).matches(running)
                ? choice
                : Choice.blocked(
                        "table '" + target.name() + "' is being restored from another source or moment"
                                + (running == null ? "" : " (" + running.table() + " at " + running.moment() + ")"),
                        "wait until it is ACTIVE, delete it, then run the same command again");
    }

    /** A table beside the source that exists: it must not be touched unless this restore created it. */
    private Choice finished(Candidate table, LiveTable target) {
        Choice choice = chooseSource(table);
        String mark = target.restoreMark().orElse("");
        boolean same = moment instanceof Moment.Latest
                ? mark.startsWith(table.source() + "@")
                : choice.blocker() == null
                        && choice.source(table.source(), "", Instant.EPOCH)
                                .mark()
                                .value()
                                .equals(mark);
        return same || choice.source(table.source(), "", Instant.EPOCH).matches(target.restored())
                ? Choice.LIVE
                : Choice.blocked(
                        "table '" + target.name() + "' exists and was not restored from '" + table.source()
                                + "' at this moment",
                        "choose other names with --into NAME, or delete the table yourself if it may be replaced");
    }

    private Choice chooseSource(Candidate table) {
        if (moment instanceof Moment.OfBackup backup) {
            return new Choice(null, backup.arn(), null);
        }
        Instant wanted = moment instanceof Moment.At at ? at.time() : latest;
        if (table.liveSource() != null) {
            return pointInTime(table, table.liveSource(), wanted);
        }
        if (table.backups().isEmpty()) {
            return Choice.blocked(
                    "'" + table.source() + "' is gone and DynamoDB has no backup of it",
                    "wait a minute if it was deleted just now; otherwise look in AWS Backup, whose backups DynamoDB does not"
                            + " list: aws backup list-protected-resources");
        }
        return moment instanceof Moment.At at ? fromBackup(table, at.time()) : newest(table.backups());
    }

    private Choice pointInTime(Candidate table, LiveTable source, @Nullable Instant wanted) {
        RecoveryWindow window = table.window();
        if (window == null || wanted == null) {
            return Choice.blocked(
                    "point-in-time recovery of '" + source.name() + "' is off",
                    "restore it from a backup: ddbtool restore --backup ARN; to list them: aws dynamodb list-backups"
                            + " --backup-type ALL --table-name " + source.name());
        }
        return window.contains(wanted)
                ? new Choice(wanted, null, null)
                : Choice.blocked(
                        "'" + source.name() + "' can be restored to any moment from " + window.earliest() + " to "
                                + window.latest() + ", not to " + wanted,
                        "choose a moment in all windows, or name the tables to restore");
    }

    private Choice fromBackup(Candidate table, Instant wanted) {
        Optional<Backup> newest = table.backups().stream()
                .filter(backup -> !backup.created().isAfter(wanted) || backup.reaches(wanted))
                .max(Comparator.comparing(Backup::created));
        if (newest.isPresent() && (nearestBackup || newest.get().reaches(wanted))) {
            return new Choice(null, newest.get().arn(), null);
        }
        String candidates = table.backups().stream()
                .sorted(Comparator.comparing(Backup::created).reversed())
                .limit(MOST_CANDIDATES)
                .map(backup -> backup.type() + " " + backup.name() + " of " + backup.created() + " ("
                        + distance(backup.created(), wanted) + ")")
                .collect(Collectors.joining(", "));
        return Choice.blocked(
                "no backup of '" + table.source() + "' reaches " + wanted + "; backups: " + candidates,
                newest.isPresent()
                        ? "accept the newest backup before the moment with --nearest-backup, or use --latest"
                        : "use --latest, or choose a later moment");
    }

    private static Choice newest(List<Backup> backups) {
        return new Choice(
                null,
                backups.stream()
                        .max(Comparator.comparing(Backup::created))
                        .orElseThrow()
                        .arn(),
                null);
    }

    private static String distance(Instant backup, Instant wanted) {
        Duration between = Duration.between(backup, wanted);
        Duration size = between.abs();
        String text = size.toDays() > 0
                ? size.toDays() + " d " + size.toHoursPart() + " h"
                : size.toHours() > 0
                        ? size.toHours() + " h " + size.toMinutesPart() + " min"
                        : size.toMinutes() + " min " + size.toSecondsPart() + " s";
        return text + (between.isNegative() ? " after" : " before");
    }

    /**
     * Plans a table.
     *
     * @param content the table as the restore will bring it back; null if it is not restored from a backup
     * @param contentArn the ARN of the table in the backup
     * @param created when the backup was created
     */
    public TablePlan plan(
            Candidate table, Choice choice, @Nullable Table content, String contentArn, @Nullable Instant created) {
        LiveTable target = table.liveTarget();
        if (choice.blocker() != null) {
            return blocked(table, choice.blocker());
        }
        if (choice.isLive()) {
            return existing(table.schema(), Objects.requireNonNull(target));
        }
        if (content != null) {
            RestoreSource source = choice.source(table.source(), contentArn, Objects.requireNonNull(created));
            return restored(table, source, content, true);
        }
        LiveTable live = Objects.requireNonNull(table.liveSource());
        RestoreSource source = choice.source(table.source(), live.arn(), Instant.EPOCH);
        return restored(table, source, live.lastingTable(), false);
    }

    private static TablePlan blocked(Candidate table, Blocker blocker) {
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

    /** A live table is reported; only the settings of one that was just restored are completed. */
    private TablePlan existing(TableSchema schema, LiveTable live) {
        TablePlan plan = planner.existing(schema, live);
        if (live.restoreMark().isEmpty() && !looksRestored(live)) {
            return plan.withoutSteps();
        }
        return turnsOnTimeToLive ? plan : planner.existing(schema.withoutTimeToLive(), live);
    }

    /** Whether an earlier run may have restored the table and not tagged it: tags become visible after seconds. */
    private static boolean looksRestored(LiveTable live) {
        return live.active()
                && live.schema().tags() != null
                && live.schema().tags().isEmpty();
    }

    private TablePlan restored(Candidate candidate, RestoreSource source, Table content, boolean gone) {
        TableSchema file = candidate.schema();
        boolean holdsTimeToLive = !turnsOnTimeToLive
                && file.timeToLive() != null
                && file.timeToLive().enabled();
        TargetTable target = planner.target(turnsOnTimeToLive ? file : file.withoutTimeToLive());
        Encryption encryption = gone ? otherEncryption(target, content) : chosen.encryption();
        Table billing = gone ? otherBilling(target.table(), content) : chosenBilling(content);
        List<Blocker> blockers = new ArrayList<>();
        String undecided = gone ? target.undecidedKey() : null;
        if (undecided != null) {
            blockers.add(Blocker.customerKey(Remedy.RESTORE, undecided));
        }
        ComparisonResult found =
                planner.compare(target, target.tags(), predicted(candidate.target(), content, encryption, billing));
        blockers.addAll(found.blockers());
        List<Tag> tags = new ArrayList<>();
        target.tags().forEach((key, value) -> tags.add(new Tag(key, value)));
        tags.add(source.mark());
        Blocker.tooManyTags(Remedy.RESTORE, candidate.target(), tags.size()).ifPresent(blockers::add);
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.RestoreTable(source, encryption, billing, content.tableSizeBytes()));
        steps.add(new Step.AddTags(Remedy.RECONCILE, tags)); // first, so that the next run knows the table
        found.steps().stream().filter(step -> step.setting() != Setting.TAG).forEach(steps::add);
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
                holdsTimeToLive ? List.of(Setting.TIME_TO_LIVE.member()) : List.of(),
                Planner.warnings(file, candidate.target()));
    }

    private static @Nullable Encryption otherEncryption(TargetTable target, Table content) {
        SseDescription sse = content.sseDescription();
        return target.undecidedKey() != null
                        || sse == null
                        || target.encryption().matches(sse)
                ? null
                : target.encryption();
    }

    private @Nullable Table chosenBilling(Table content) {
        return chosen.billingMode() == null || chosen.billingMode().equals(content.billingMode())
                ? null
                : withBilling(content, chosen.billingMode());
    }

    /** Overrides the billing mode of a backup. Provisioned throughput requires the units of every index. */
    private static @Nullable Table otherBilling(Table wanted, Table content) {
        if (wanted.billingMode().equals(content.billingMode())) {
            return null;
        }
        if (wanted.onDemand()) {
            return withBilling(content, BillingModeSummary.PAY_PER_REQUEST);
        }
        Map<String, GlobalSecondaryIndex> units = wanted.globalSecondaryIndexes().stream()
                .collect(Collectors.toMap(GlobalSecondaryIndex::indexName, index -> index));
        boolean complete = wanted.provisionedThroughput() != null
                && content.globalSecondaryIndexes().stream()
                        .map(index -> units.get(index.indexName()))
                        .allMatch(index -> index != null && index.provisionedThroughput() != null);
        return complete
                ? content.with(copy -> {
                    copy.billingModeSummary = new BillingModeSummary(BillingModeSummary.PROVISIONED);
                    copy.provisionedThroughput = wanted.provisionedThroughput();
                    copy.globalSecondaryIndexes = content.globalSecondaryIndexes().stream()
                            .map(index -> index.withThroughput(
                                    Objects.requireNonNull(units.get(index.indexName()))
                                            .provisionedThroughput(),
                                    null))
                            .toList();
                })
                : null;
    }

    private static Table withBilling(Table content, String billingMode) {
        return content.with(copy -> {
            copy.billingModeSummary = new BillingModeSummary(billingMode);
            copy.provisionedThroughput = null;
            copy.globalSecondaryIndexes = content.globalSecondaryIndexes().stream()
                    .map(index -> index.withThroughput(null, index.onDemandThroughput()))
                    .toList();
        });
    }

    /** The table as a restore will leave it: without tags, TTL, recovery, stream, protection and class (Guide and seen). */
    private static LiveTable predicted(
            String name, Table content, @Nullable Encryption encryption, @Nullable Table billing) {
        Table table = (billing == null ? content : billing).with(copy -> {
            copy.tableName = name;
            copy.streamSpecification = null;
            copy.deletionProtectionEnabled = false;
            copy.tableClassSummary = new TableClassSummary(TableClassSummary.STANDARD);
            copy.sseDescription = encryption == null ? content.sseDescription() : encryption.description();
        });
        return new LiveTable(
                name,
                new TableSchema(table, TimeToLive.OFF, ContinuousBackups.recoveryOff(), List.of()),
                LiveTable.ACTIVE,
                Map.of(),
                false,
                "",
                List.of(),
                Map.of(),
                null,
                null);
    }
}
