package dev.ddbtool.fake;

import java.time.Duration;

/**
 * How long the states of a table last, by the fake's clock. {@link #polite()} has every change done at once;
 * {@link #likeAws()} takes the times that people measured against the service.
 */
public final class Behaviour {

    private final Builder values;

    private Behaviour(Builder values) {
        this.values = values;
    }

    /** Every change is done at once; only the hour between two changes of TTL stays, since that is a rule and no delay. */
    public static Behaviour polite() {
        return builder().build();
    }

    /** Times as measured against AWS: seconds for a table, most of a minute and then minutes for an index. */
    public static Behaviour likeAws() {
        return builder()
                .notFoundAfterCreate(Duration.ofMillis(400))
                .subresourcesNotFound(Duration.ofSeconds(3))
                .creating(Duration.ofSeconds(7))
                .updating(Duration.ofSeconds(5))
                .deleting(Duration.ofSeconds(5))
                .allocating(Duration.ofSeconds(40))
                .backfilling(Duration.ofMinutes(8))
                .indexChanging(Duration.ofSeconds(4))
                .ttlChanging(Duration.ofSeconds(2))
                .backupsUnavailable(Duration.ofSeconds(10))
                .sseUpdating(Duration.ofSeconds(22))
                .staleTags(Duration.ofSeconds(2))
                .tagsLocked(Duration.ofMillis(1700))
                .build();
    }

    public static Builder builder() {
        return new Builder();
    }

    public Builder toBuilder() {
        return new Builder(values);
    }

    /** How long a new table, with its indexes, is CREATING. */
    public Duration creating() {
        return values.creating;
    }

    /** How long no operation finds a new table. */
    public Duration notFoundAfterCreate() {
        return values.notFoundAfterCreate;
    }

    /** How long TTL, backups and tags do not find a new table that DescribeTable already shows. */
    public Duration subresourcesNotFound() {
        return values.subresourcesNotFound;
    }

    /** How long a table is UPDATING after a change of throughput, billing, stream or class. */
    public Duration updating() {
        return values.updating;
    }

    public Duration deleting() {
        return values.deleting;
    }

    /** How long a new index is CREATING with Backfilling=false, with the table UPDATING. */
    public Duration allocating() {
        return values.allocating;
    }

    /** How long a new index is then CREATING with Backfilling=true. */
    public Duration backfilling() {
        return values.backfilling;
    }

    /** Whether the table stays UPDATING while an index is backfilled; on AWS it is ACTIVE then. */
    public boolean updatingWhileBackfilling() {
        return values.updatingWhileBackfilling;
    }

    /** How long an index is UPDATING after a change of its throughput, or DELETING. */
    public Duration indexChanging() {
        return values.indexChanging;
    }

    /** How long TTL is ENABLING or DISABLING. */
    public Duration ttlChanging() {
        return values.ttlChanging;
    }

    /** How long after a change of TTL another one is refused; an hour, as the API reference of UpdateTimeToLive has it. */
    public Duration ttlInterval() {
        return values.ttlInterval;
    }

    /** How long after creation continuous backups are DISABLED and cannot be changed. */
    public Duration backupsUnavailable() {
        return values.backupsUnavailable;
    }

    /** How long encryption is UPDATING, with the table ACTIVE. */
    public Duration sseUpdating() {
        return values.sseUpdating;
    }

    /** How long ListTagsOfResource still shows the tags before a change. */
    public Duration staleTags() {
        return values.staleTags;
    }

    /** How long after a change of tags another one is refused. */
    public Duration tagsLocked() {
        return values.tagsLocked;
    }

    /** Tags on one page of ListTagsOfResource. */
    public int tagPageSize() {
        return values.tagPageSize;
    }

    /** Collects durations; what is not named is zero. */
    public static final class Builder {

        private Duration creating = Duration.ZERO;
        private Duration notFoundAfterCreate = Duration.ZERO;
        private Duration subresourcesNotFound = Duration.ZERO;
        private Duration updating = Duration.ZERO;
        private Duration deleting = Duration.ZERO;
        private Duration allocating = Duration.ZERO;
        private Duration backfilling = Duration.ZERO;
        private boolean updatingWhileBackfilling;
        private Duration indexChanging = Duration.ZERO;
        private Duration ttlChanging = Duration.ZERO;
        private Duration ttlInterval = Duration.ofHours(1);
        private Duration backupsUnavailable = Duration.ZERO;
        private Duration sseUpdating = Duration.ZERO;
        private Duration staleTags = Duration.ZERO;
        private Duration tagsLocked = Duration.ZERO;
        private int tagPageSize = 10;

        private Builder() {}

        private Builder(Builder from) {
            creating = from.creating;
            notFoundAfterCreate = from.notFoundAfterCreate;
            subresourcesNotFound = from.subresourcesNotFound;
            updating = from.updating;
            deleting = from.deleting;
            allocating = from.allocating;
            backfilling = from.backfilling;
            updatingWhileBackfilling = from.updatingWhileBackfilling;
            indexChanging = from.indexChanging;
            ttlChanging = from.ttlChanging;
            ttlInterval = from.ttlInterval;
            backupsUnavailable = from.backupsUnavailable;
            sseUpdating = from.sseUpdating;
            staleTags = from.staleTags;
            tagsLocked = from.tagsLocked;
            tagPageSize = from.tagPageSize;
        }

        public Builder creating(Duration value) {
            creating = value;
            return this;
        }

        public Builder notFoundAfterCreate(Duration value) {
            notFoundAfterCreate = value;
            return this;
        }

        public Builder subresourcesNotFound(Duration value) {
            subresourcesNotFound = value;
            return this;
        }

        public Builder updating(Duration value) {
            updating = value;
            return this;
        }

        public Builder deleting(Duration value) {
            deleting = value;
            return this;
        }

        public Builder allocating(Duration value) {
            allocating = value;
            return this;
        }

        public Builder backfilling(Duration value) {
            backfilling = value;
            return this;
        }

        public Builder updatingWhileBackfilling(boolean value) {
            updatingWhileBackfilling = value;
            return this;
        }

        public Builder indexChanging(Duration value) {
            indexChanging = value;
            return this;
        }

        public Builder ttlChanging(Duration value) {
            ttlChanging = value;
            return this;
        }

        public Builder ttlInterval(Duration value) {
            ttlInterval = value;
            return this;
        }

        public Builder backupsUnavailable(Duration value) {
            backupsUnavailable = value;
            return this;
        }

        public Builder sseUpdating(Duration value) {
            sseUpdating = value;
            return this;
        }

        public Builder staleTags(Duration value) {
            staleTags = value;
            return this;
        }

        public Builder tagsLocked(Duration value) {
            tagsLocked = value;
            return this;
        }

        public Builder tagPageSize(int value) {
            tagPageSize = value;
            return this;
        }

        public Behaviour build() {
            return new Behaviour(new Builder(this));
        }
    }
}
