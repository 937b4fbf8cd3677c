package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The tags of a table, and the possibly stale tags that ListTagsOfResource returns. */
final class Tags {

    private NavigableMap<String, String> current;
    private NavigableMap<String, String> former = new TreeMap<>();
    private Instant visibleAt;
    private Instant lockedUntil = Instant.MIN;

    /** The tags of a new table, visible when it is ACTIVE. */
    Tags(NavigableMap<String, String> tags, Instant visibleAt) {
        this.current = tags;
        this.visibleAt = visibleAt;
    }

    NavigableMap<String, String> current() {
        return current;
    }

    NavigableMap<String, String> visible(Instant now) {
        return now.isBefore(visibleAt) ? former : current;
    }

    void seed(NavigableMap<String, String> tags) {
        current = new TreeMap<>(tags);
        former = current;
    }

    /** Replaces all tags; does not lock tags if nothing changes. */
    void change(String table, NavigableMap<String, String> tags, Instant now, Behaviour behaviour) {
        if (tags.equals(current)) {
            return;
        }
        if (now.isBefore(lockedUntil)) {
            throw ServiceError.limit("Table tags are being updated: " + table);
        }
        former = visible(now);
        current = new TreeMap<>(tags);
        visibleAt = now.plus(behaviour.of(Phase.STALE_TAGS));
        lockedUntil = now.plus(behaviour.of(Phase.TAGS_LOCKED));
    }

    boolean locked(Instant now) {
        return now.isBefore(lockedUntil);
    }

    static ArrayNode describe(NavigableMap<String, String> tags) {
        ArrayNode list = Json.array();
        tags.forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
        return list;
    }
}
