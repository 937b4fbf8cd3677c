package dev.ddbtool.plan.compare;

import dev.ddbtool.plan.Backup;
import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Moment;
import dev.ddbtool.plan.RecoveryWindow;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.RestoreSource;
import dev.ddbtool.schema.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chooses what each table is restored from, so that all live tables are restored to one moment. Pure. */
public final class RestoreChooser {

    private static final int MOST_BACKUPS = 5;

    private final Moment moment;
    private final boolean nearestBackup;
    private final String complete;
    private final @Nullable Instant latest;

    /**
     * @param nearestBackup whether the newest backup before the moment is good enough
     * @param complete the command that completes the settings of a restored table, without the name of the table
     * @param candidates all tables, which are restored to one moment
     */
    public RestoreChooser(
            Moment moment, boolean nearestBackup, String complete, Collection<RestoreCandidate> candidates) {
        this.moment = moment;
        this.nearestBackup = nearestBackup;
        this.complete = complete;
        this.latest = candidates.stream()
                .map(RestoreCandidate::window)
                .filter(Objects::nonNull)
                .map(RecoveryWindow::latest)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The moment for all live sources; empty unless the latest one is wanted and a source is live. */
    public Optional<Instant> resolvedMoment() {
        return moment instanceof Moment.Latest ? Optional.ofNullable(latest) : Optional.empty();
    }

    public RestoreChoice choose(RestoreCandidate table) {
        LiveTable target = table.liveTarget();
        if (target == null) {
            return source(table);
        }
        Optional<Blocker> unusable = Blocker.unusable(target).stream()
                .filter(blocker -> blocker.remedy() == Remedy.RESTORE)
                .findFirst();
        if (unusable.isPresent()) {
            return new RestoreChoice.Refuse(unusable.get());
        }
        if (target.restoring()) {
            return running(table, target);
        }
        return table.keepsName() ? live(table, target) : beside(table, target);
    }

    /** A table that is being restored: by an earlier run, or from another source or to another moment. */
    private RestoreChoice running(RestoreCandidate table, LiveTable target) {
        RestoreSource running = target.restored();
        return running != null && isWanted(table, running)
                ? new RestoreChoice.Restore(exact(table, running))
                : refuse(
                        "table '" + target.name() + "' is being restored from another source or moment"
                                + (running == null ? "" : " (" + running.table() + " at " + running.moment() + ")"),
                        "wait until it is ACTIVE, delete it, then run the same command again");
    }

    /** A live table under its own name: it is only reported, unless an earlier run restored it. */
    private RestoreChoice live(RestoreCandidate table, LiveTable target) {
        RestoreSource told = target.restored();
        Optional<Tag> mark = target.restoreMark();
        if (mark.isEmpty() && told != null && told.table().equals(table.source())) {
            mark = Optional.of(told.mark());
        }
        if (mark.isEmpty()
                && target.mayBeRestored()
                && source(table) instanceof RestoreChoice.Restore wanted
                && isAfter(target.created(), wanted.source().moment())) {
            mark = Optional.of(wanted.source().mark());
        }
        return mark.<RestoreChoice>map(RestoreChoice.Complete::new).orElseGet(RestoreChoice.Report::new);
    }

    private static boolean isAfter(@Nullable Instant created, Instant backup) {
        return created != null && created.isAfter(backup);
    }

    /** A table beside the source: its data may be of any origin and moment, unless DynamoDB or the tag tells. */
    private RestoreChoice beside(RestoreCandidate table, LiveTable target) {
        Optional<Tag> mark = target.restoreMark();
        RestoreSource told = target.restored();
        if (mark.isPresent() && isWanted(table, mark.get())) {
            return new RestoreChoice.Complete(mark.get());
        }
        if (told != null && isWanted(table, told)) {
            return new RestoreChoice.Complete(exact(table, told).mark());
        }
        String replace = "choose other names with --into NAME, or delete the table yourself if it may be replaced";
        return refuse(
                "table '" + target.name() + "' exists, and nothing shows that it was restored from '" + table.source()
                        + "' at this moment",
                target.mayBeRestored()
                        ? "if the same command restored it, complete its settings: " + complete + " "
                                + table.schema().name() + "; then restore the other tables by name; otherwise "
                                + replace
                        : replace);
    }

    /** Whether a restore has the wanted source and moment. With {@code --latest}, any moment will do. */
    private boolean isWanted(RestoreCandidate table, RestoreSource told) {
        return moment instanceof Moment.Latest
                ? told.table().equals(table.source())
                : source(table) instanceof RestoreChoice.Restore wanted
                        && wanted.source().matches(told);
    }

    /** The wanted source if it is the same: the mark has its moment, of which a description may lack fractions. */
    private RestoreSource exact(RestoreCandidate table, RestoreSource told) {
        return source(table) instanceof RestoreChoice.Restore wanted
                        && wanted.source().matches(told)
                ? wanted.source()
                : told;
    }

    private boolean isWanted(RestoreCandidate table, Tag mark) {
        return moment instanceof Moment.Latest
                ? RestoreSource.isFrom(mark, table.source())
                : source(table) instanceof RestoreChoice.Restore wanted
                        && wanted.source().mark().equals(mark);
    }

    private RestoreChoice source(RestoreCandidate table) {
        if (table.liveSource() != null && !(moment instanceof Moment.OfBackup)) {
            return pointInTime(table, table.liveSource(), moment instanceof Moment.At at ? at.time() : latest);
        }
        if (table.backups().isEmpty()) {
            return refuse(
                    "'" + table.source() + "' is gone and DynamoDB has no backup of it",
                    "wait a minute if it was deleted just now; otherwise look in AWS Backup, whose backups DynamoDB does not"
                            + " list: aws backup list-protected-resources");
        }
        return moment instanceof Moment.At at
                ? reaching(table, at.time())
                : from(newest(table.backups()).orElseThrow());
    }

    private RestoreChoice pointInTime(RestoreCandidate table, LiveTable source, @Nullable Instant wanted) {
        RecoveryWindow window = table.window();
        if (window == null || wanted == null) {
            return refuse(
                    "point-in-time recovery of '" + source.name() + "' is off",
                    "restore it from a backup: ddbtool restore --backup ARN; to list them: aws dynamodb list-backups"
                            + " --backup-type ALL --table-name " + source.name());
        }
        return window.contains(wanted)
                ? new RestoreChoice.Restore(new RestoreSource(source.name(), source.arn(), null, wanted))
                : refuse(
                        "'" + source.name() + "' can be restored to any moment from " + window.earliest() + " to "
                                + window.latest() + ", not to " + wanted,
                        moment instanceof Moment.Latest
                                ? "no moment is in all windows: wait a few minutes if recovery of '"
                                        + table.schema().name()
                                        + "' was turned on just now, else restore it in a run of its own and name the"
                                        + " other tables"
                                : "choose a moment in all windows, or name the tables to restore");
    }

    private RestoreChoice reaching(RestoreCandidate table, Instant wanted) {
        Optional<Backup> newest = newest(table.backups().stream()
                .filter(backup -> !backup.created().isAfter(wanted) || backup.reaches(wanted))
                .toList());
        // then a table of this name existed after the backup, perhaps at the moment
        boolean later = newest.isPresent()
                && !Backup.sameSecond(newest.get().created(), wanted)
                && table.backups().stream()
                        .anyMatch(
                                backup -> backup.created().isAfter(newest.get().created()));
        if (newest.isPresent() && (nearestBackup || (newest.get().reaches(wanted) && !later))) {
            return from(newest.get());
        }
        String candidates = table.backups().stream()
                .sorted(Comparator.comparing(Backup::created).reversed())
                .limit(MOST_BACKUPS)
                .map(backup -> backup.type() + " " + backup.name() + " of " + backup.created() + " ("
                        + distance(backup.created(), wanted) + ")")
                .collect(Collectors.joining(", "));
        return refuse(
                "no backup of '" + table.source() + "' reaches " + wanted + "; backups: " + candidates,
                newest.isPresent()
                        ? "accept the newest backup before the moment with --nearest-backup, or use --latest"
                        : "use --latest, or choose a later moment");
    }

    private static RestoreChoice from(Backup backup) {
        return new RestoreChoice.Restore(RestoreSource.of(backup));
    }

    private static Optional<Backup> newest(List<Backup> backups) {
        return backups.stream().max(Comparator.comparing(Backup::created));
    }

    private static RestoreChoice refuse(String message, String hint) {
        return new RestoreChoice.Refuse(new Blocker(Remedy.RESTORE, message, hint));
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
}
