package dev.ddbtool.fake;

/** Phases that take time on AWS. {@link Behaviour} has their durations. */
public enum Phase {
    /** A new table, with its indexes, is CREATING. */
    CREATING,
    /** No operation finds a new table. */
    NOT_FOUND_AFTER_CREATE,
    /** TTL, backups and tags do not find a new table that DescribeTable shows already. */
    SUBRESOURCES_NOT_FOUND,
    /** A table is UPDATING after a change of throughput, billing, stream or class. */
    UPDATING,
    /** A table is DELETING. */
    DELETING,
    /** An added index is CREATING with Backfilling=false, and its table UPDATING. */
    ALLOCATING,
    /** An added index is then CREATING with Backfilling=true, and its table ACTIVE. */
    BACKFILLING,
    /** An index is UPDATING after a change of its throughput, or DELETING. */
    INDEX_CHANGING,
    /** TTL is ENABLING or DISABLING. */
    TTL_CHANGING,
    /** A second change of TTL is refused. */
    TTL_INTERVAL,
    /** After its creation a table's continuous backups are DISABLED and cannot be changed. */
    BACKUPS_UNAVAILABLE,
    /** A table being restored is CREATING; from then on only DescribeTable finds it. */
    RESTORING,
    /** An on-demand backup is CREATING. */
    BACKUP_CREATING,
    /** The SYSTEM backup of a deleted table is not listed yet. */
    SYSTEM_BACKUP_NOT_LISTED,
    /** Encryption is UPDATING, with the table ACTIVE. */
    SSE_UPDATING,
    /** ListTagsOfResource still shows the tags before a change. */
    STALE_TAGS,
    /** A second change of tags is refused. */
    TAGS_LOCKED
}
