package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Edits a table directly for a test, without rules, limits, delays and recording. Changes take effect at once. */
public final class DirectEdit {

    private final Account account;
    private final TableState table;
    private final Instant now;

    DirectEdit(Account account, TableState table, Instant now) {
        this.account = account;
        this.table = table;
        this.now = now;
    }

    public String name() {
        return table.name;
    }

    /** The statistics of the table and its indexes from now on; bytes, not megabytes. */
    public DirectEdit statistics(long items, long bytes) {
        return set(state -> state.statistics.set(new Statistics.Size(items, bytes), now));
    }

    /** TTL by this attribute, or off if null. */
    public DirectEdit timeToLive(@Nullable String attribute) {
        return set(state -> state.timeToLive.seed(attribute));
    }

    /** Point-in-time recovery with this period in days, or off if 0. */
    public DirectEdit recovery(int days) {
        return set(state -> {
            state.continuousBackups.availableAt(state.createdAt);
            state.continuousBackups.recovery(days > 0, days > 0 ? days : ContinuousBackups.DEFAULT_DAYS, now);
        });
    }

    /** Sets exactly these tags, including those of AWS. */
    public DirectEdit tags(Map<String, String> tags) {
        return set(state -> state.tags.seed(new TreeMap<>(tags)));
    }

    /** Encryption with the key of this ARN, or with the AWS owned key if null. */
    public DirectEdit key(@Nullable String arn) {
        return set(state -> state.encryption.seed(arn));
    }

    public DirectEdit deletionProtection(boolean on) {
        return set(state -> state.deletionProtection = on);
    }

    /** The stream's view type, or null for off. */
    public DirectEdit stream(@Nullable String viewType) {
        return set(state -> state.stream(viewType, now));
    }

    /** A fixed TableStatus, such as ARCHIVED; null for the status according to the clock. */
    public DirectEdit status(@Nullable String status) {
        return set(state -> state.statusByHand = status);
    }

    /** Removes a global index at once. */
    public DirectEdit removeIndex(String indexName) {
        return set(state -> {
            IndexState index = state.onlineIndex(indexName);
            if (index == null) {
                throw new IllegalArgumentException("no index '" + indexName + "' on '" + state.name + "'");
            }
            index.delete(now, Duration.ZERO);
            state.settle(now);
        });
    }

    /**
     * Adds a member to the responses of DescribeTable, for example one that is newer than the SDK.
     *
     * @param pointer where, within {@code Table}, as {@code /Replicas} or {@code /GlobalSecondaryIndexes/0/Newer}
     * @param json its value
     */
    public DirectEdit member(String pointer, String json) {
        JsonNode value = Json.parse(json);
        return set(state -> state.members.put(pointer, value));
    }

    /** Removes the table at once, without a SYSTEM backup. */
    public void remove() {
        set(state -> account.tables().remove(state.name));
    }

    private DirectEdit set(Consumer<TableState> change) {
        synchronized (account) {
            change.accept(table);
        }
        return this;
    }
}
