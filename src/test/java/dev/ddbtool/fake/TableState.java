package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table and the times of its statuses. Each request computes the status from the clock. */
final class TableState {

    /** The reasons for UPDATING; error texts name them. */
    enum Change {
        THROUGHPUT,
        STREAM,
        TABLE_CLASS,
        INDEX
    }

    private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    final String name;
    final String arn;
    final String id;
    final Instant createdAt;
    final Instant visibleAt;
    final Instant subresourcesAt;
    final Map<String, String> attributes = new TreeMap<>();
    final JsonNode keySchema;
    final List<ObjectNode> localIndexes = new ArrayList<>();
    final List<IndexState> globalIndexes = new ArrayList<>();
    final List<IndexState> vectorIndexes = new ArrayList<>();
    final Capacity capacity;
    final EncryptionState encryption;
    final TimeToLiveState timeToLive = new TimeToLiveState();
    final ContinuousBackups continuousBackups;
    final Tags tags;
    final Statistics statistics = new Statistics();
    final List<Instant> classChanges = new ArrayList<>();

    /** Members that a test adds to DescribeTable responses, by JSON pointer. */
    final Map<String, JsonNode> members = new TreeMap<>();

    boolean onDemand;

    @Nullable
    Instant onDemandSince;

    @Nullable
    String streamViewType;

    @Nullable
    String streamLabel;

    @Nullable
    String tableClass;

    @Nullable
    Instant tableClassSince;

    /** The restore that created it, if one did. */
    @Nullable
    Restore restore;

    boolean deletionProtection;

    @Nullable
    String statusByHand;

    Instant activeAt;
    private @Nullable Instant goneAt;
    private Instant updatedAt = Instant.MIN;
    private Change change = Change.THROUGHPUT;

    TableState(JsonNode request, Account account, Behaviour behaviour, @Nullable String keyArn, Instant now) {
        name = request.path("TableName").asText();
        arn = account.identity().tableArn(name);
        id = account.nextId();
        createdAt = now;
        visibleAt = now.plus(behaviour.of(Phase.NOT_FOUND_AFTER_CREATE));
        subresourcesAt = visibleAt.plus(behaviour.of(Phase.SUBRESOURCES_NOT_FOUND));
        activeAt = now.plus(behaviour.of(Phase.CREATING));
        keySchema = request.path("KeySchema").deepCopy();
        capacity = Capacity.of(request);
        encryption = new EncryptionState(keyArn);
        Instant backupsAt = now.plus(behaviour.of(Phase.BACKUPS_UNAVAILABLE));
        continuousBackups = new ContinuousBackups(backupsAt.isAfter(activeAt) ? backupsAt : activeAt);
        tags = new Tags(SettingValidation.tags(request.path("Tags")), activeAt);
    }

    String status(Instant now) {
        if (statusByHand != null) {
            return statusByHand;
        }
        if (goneAt != null) {
            return "DELETING";
        }
        if (now.isBefore(activeAt)) {
            return "CREATING";
        }
        return now.isBefore(updatedAt) ? "UPDATING" : "ACTIVE";
    }

    Change change() {
        return change;
    }

    void update(Change what, Instant until) {
        change = what;
        updatedAt = until.isAfter(updatedAt) ? until : updatedAt;
    }

    void delete(Instant now, Duration takes) {
        goneAt = now.plus(takes);
    }

    boolean gone(Instant now) {
        return goneAt != null && !now.isBefore(goneAt);
    }

    /** Whether the table counts as a running operation of the account. */
    boolean underWay(Instant now) {
        return !status(now).equals("ACTIVE") || timeToLive.changing(now);
    }

    boolean restoring(Instant now) {
        return restore != null && restore.inProgress(now);
    }

    boolean indexed() {
        return !globalIndexes.isEmpty() || !localIndexes.isEmpty() || !vectorIndexes.isEmpty();
    }

    /** The indexes that UpdateTable can create and delete: global, then vector. */
    List<IndexState> onlineIndexes() {
        return Stream.concat(globalIndexes.stream(), vectorIndexes.stream()).toList();
    }

    @Nullable
    IndexState onlineIndex(String indexName) {
        return onlineIndexes().stream()
                .filter(index -> index.name().equals(indexName))
                .findFirst()
                .orElse(null);
    }

    /** Removes deleted indexes, and attributes that only they used. */
    void settle(Instant now) {
        boolean removed = globalIndexes.removeIf(index -> index.gone(now));
        removed |= vectorIndexes.removeIf(index -> index.gone(now));
        if (removed) {
            dropUnusedAttributes();
        }
    }

    void dropUnusedAttributes() {
        attributes.keySet().retainAll(usedAttributes());
    }

    private Set<String> usedAttributes() {
        Set<String> used = new LinkedHashSet<>(Json.each(keySchema, "AttributeName"));
        List<JsonNode> indexes = new ArrayList<>(localIndexes);
        onlineIndexes().forEach(index -> indexes.add(index.definition()));
        for (JsonNode index : indexes) {
            used.addAll(KeyValidation.attributes(index));
        }
        return Collections.unmodifiableSet(used);
    }

    void stream(@Nullable String viewType, Instant now) {
        streamViewType = viewType;
        if (viewType != null) {
            streamLabel = LABEL.format(now);
        }
    }
}
