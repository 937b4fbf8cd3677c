package dev.ddbtool.fake;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long the states of a table last, by the fake's clock.
 *
 * @param durations of the phases; others take no time
 * @param updatingWhileBackfilling whether a table stays UPDATING while an index is backfilled; on AWS it is ACTIVE then
 * @param keepingRestoreSummary whether DescribeTable shows RestoreSummary after the restore, with RestoreInProgress=false
 *     as the model has it; on AWS it was seen to disappear
 * @param tagPageSize tags on one page of ListTagsOfResource
 */
public record Behaviour(
        Map<Phase, Duration> durations,
        boolean updatingWhileBackfilling,
        boolean keepingRestoreSummary,
        int tagPageSize) {

    public Behaviour {
        durations = Map.copyOf(durations);
    }

    /**
     * Changes take effect at once. Only the hour between two changes of TTL remains, since it is a rule, not a delay
     * (API reference, UpdateTimeToLive).
     */
    public static Behaviour polite() {
        return new Behaviour(Map.of(Phase.TTL_INTERVAL, Duration.ofHours(1)), false, false, 10);
    }

    /** Times as measured against AWS: seconds for a table; most of a minute, then minutes, for an index. */
    public static Behaviour likeAws() {
        return polite().with(Phase.NOT_FOUND_AFTER_CREATE, Duration.ofMillis(400))
                .with(Phase.SUBRESOURCES_NOT_FOUND, Duration.ofSeconds(3))
                .with(Phase.CREATING, Duration.ofSeconds(7))
                .with(Phase.UPDATING, Duration.ofSeconds(5))
                .with(Phase.DELETING, Duration.ofSeconds(5))
                .with(Phase.ALLOCATING, Duration.ofSeconds(40))
                .with(Phase.BACKFILLING, Duration.ofMinutes(8))
                .with(Phase.INDEX_CHANGING, Duration.ofSeconds(4))
                .with(Phase.TTL_CHANGING, Duration.ofSeconds(2))
                .with(Phase.BACKUPS_UNAVAILABLE, Duration.ofSeconds(10))
                .with(Phase.RESTORING, Duration.ofMinutes(4))
                .with(Phase.SYSTEM_BACKUP_NOT_LISTED, Duration.ofSeconds(8))
                .with(Phase.SSE_UPDATING, Duration.ofSeconds(22))
                .with(Phase.STALE_TAGS, Duration.ofSeconds(2))
                .with(Phase.TAGS_LOCKED, Duration.ofMillis(1700));
    }

    public Behaviour with(Phase phase, Duration duration) {
        Map<Phase, Duration> changed = new EnumMap<>(Phase.class);
        changed.putAll(durations);
        changed.put(phase, duration);
        return new Behaviour(changed, updatingWhileBackfilling, keepingRestoreSummary, tagPageSize);
    }

    public Behaviour withUpdatingWhileBackfilling() {
        return new Behaviour(durations, true, keepingRestoreSummary, tagPageSize);
    }

    public Behaviour withRestoreSummaryKept() {
        return new Behaviour(durations, updatingWhileBackfilling, true, tagPageSize);
    }

    public Behaviour withTagPageSize(int size) {
        return new Behaviour(durations, updatingWhileBackfilling, keepingRestoreSummary, size);
    }

    /** The behaviour of a table being restored: DescribeTable finds it at once (seen). */
    Behaviour restoring() {
        return with(Phase.CREATING, of(Phase.RESTORING))
                .with(Phase.NOT_FOUND_AFTER_CREATE, Duration.ZERO)
                .with(Phase.SUBRESOURCES_NOT_FOUND, Duration.ZERO);
    }

    /** The duration of a phase; zero by default. */
    public Duration of(Phase phase) {
        return durations.getOrDefault(phase, Duration.ZERO);
    }
}
