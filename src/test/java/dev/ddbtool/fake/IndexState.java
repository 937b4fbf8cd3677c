package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A global or vector index: its definition and the times of its statuses. */
final class IndexState {

    private final ObjectNode definition;
    private final Capacity capacity;
    private final boolean vector;
    private final boolean added;
    private final Instant allocatedAt;
    private final Instant activeAt;
    private Instant updatedAt = Instant.MIN;
    private @Nullable Instant goneAt;

    private IndexState(JsonNode request, boolean added, Instant allocatedAt, Instant activeAt) {
        this.vector = request.has("VectorAttribute");
        this.definition = vector ? request.deepCopy() : definition(request);
        this.capacity = Capacity.of(request);
        this.added = added;
        this.allocatedAt = allocatedAt;
        this.activeAt = activeAt;
    }

    /** An index that becomes ACTIVE together with its new table. */
    static IndexState withTable(JsonNode request, Instant activeAt) {
        return new IndexState(request, false, activeAt, activeAt);
    }

    /** An index that is added to a table: first allocated, then backfilled. */
    static IndexState added(JsonNode request, Instant now, Behaviour behaviour) {
        Instant allocated = now.plus(behaviour.of(Phase.ALLOCATING));
        return new IndexState(request, true, allocated, allocated.plus(behaviour.of(Phase.BACKFILLING)));
    }

    /** Name, keys and projection; AWS returns projected attributes in alphabetical order. */
    static ObjectNode definition(JsonNode request) {
        ObjectNode definition = Json.object();
        definition.set("IndexName", request.path("IndexName"));
        definition.set("KeySchema", request.path("KeySchema").deepCopy());
        ObjectNode projection = definition.putObject("Projection");
        projection.set("ProjectionType", request.path("Projection").path("ProjectionType"));
        JsonNode attributes = request.path("Projection").path("NonKeyAttributes");
        if (attributes.isArray()) {
            ArrayNode sorted = projection.putArray("NonKeyAttributes");
            Json.texts(attributes).stream().sorted().forEach(sorted::add);
        }
        return definition;
    }

    String name() {
        return definition.path("IndexName").asText();
    }

    ObjectNode definition() {
        return definition;
    }

    Capacity capacity() {
        return capacity;
    }

    Instant allocatedAt() {
        return allocatedAt;
    }

    Instant activeAt() {
        return activeAt;
    }

    String status(Instant now) {
        if (goneAt != null) {
            return "DELETING";
        }
        if (now.isBefore(activeAt)) {
            return "CREATING";
        }
        return now.isBefore(updatedAt) ? "UPDATING" : "ACTIVE";
    }

    boolean allocating(Instant now) {
        return added && now.isBefore(allocatedAt);
    }

    /** Whether the index is being created or deleted. A table allows one at a time. */
    boolean underWay(Instant now) {
        return goneAt != null || (added && now.isBefore(activeAt));
    }

    boolean gone(Instant now) {
        return goneAt != null && !now.isBefore(goneAt);
    }

    void delete(Instant now, Duration takes) {
        goneAt = now.plus(takes);
    }

    void update(JsonNode request, Instant now, Duration takes) {
        capacity.change(request);
        updatedAt = now.plus(takes);
    }

    ObjectNode describe(Instant now, String tableArn, boolean onDemand, Statistics.Size size) {
        ObjectNode index = definition.deepCopy();
        String status = status(now);
        index.put("IndexStatus", status);
        if (added && status.equals("CREATING")) {
            index.put("Backfilling", !allocating(now));
        }
        if (!vector) {
            capacity.describe(index, onDemand);
        }
        boolean filled = !status.equals("CREATING");
        index.put("IndexSizeBytes", filled ? size.bytes() : 0);
        index.put("ItemCount", filled ? size.items() : 0);
        index.put("IndexArn", tableArn + "/index/" + name());
        return index;
    }
}
