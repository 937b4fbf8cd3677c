package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of UpdateTable that creates, changes and deletes global and vector indexes. */
final class IndexUpdates {

    private final Account account;

    IndexUpdates(Account account) {
        this.account = account;
    }

    static ServiceError onlyOne() {
        return ServiceError.limit("Only 1 online index can be created or deleted simultaneously per table");
    }

    /** The requested creations and deletions, of which a table allows one at a time. */
    static List<JsonNode> online(JsonNode request) {
        return updates(request).stream().filter(update -> !update.has("Update")).toList();
    }

    private static List<JsonNode> updates(JsonNode request) {
        List<JsonNode> updates = new ArrayList<>();
        request.path("GlobalSecondaryIndexUpdates").forEach(updates::add);
        request.path("VectorIndexUpdates").forEach(updates::add);
        return updates;
    }

    /** Refuses invalid requests before any change, since a request is carried out completely or not at all. */
    void check(JsonNode request, TableState table, boolean onDemand, Instant now) {
        for (JsonNode update : updates(request)) {
            JsonNode action = update.elements().next();
            String name = action.path("IndexName").asText();
            IndexState index = table.onlineIndex(name);
            if (update.has("Create")) {
                create(request, action, table, index, onDemand, now);
            } else if (index == null) {
                throw ServiceError.resourceMissing("Index " + name + " for table " + table.name);
            } else if (update.has("Delete")) {
                delete(index, table, now);
            } else {
                change(action, index, table, onDemand, now);
            }
        }
    }

    void apply(JsonNode request, TableState table, Instant now) {
        Behaviour behaviour = account.behaviour();
        for (JsonNode update : updates(request)) {
            JsonNode action = update.elements().next();
            IndexState index = table.onlineIndex(action.path("IndexName").asText());
            if (index == null) {
                IndexState made = IndexState.added(action, now, behaviour);
                (isVector(action) ? table.vectorIndexes : table.globalIndexes).add(made);
                types(request).forEach((attribute, type) -> {
                    if (KeyValidation.attributes(action).contains(attribute)) {
                        table.attributes.put(attribute, type);
                    }
                });
                boolean whole = behaviour.updatingWhileBackfilling();
                table.update(TableState.Change.INDEX, whole ? made.activeAt() : made.allocatedAt());
            } else if (update.has("Delete")) {
                index.delete(now, behaviour.of(Phase.INDEX_CHANGING));
                table.update(TableState.Change.INDEX, now.plus(behaviour.of(Phase.INDEX_CHANGING)));
            } else {
                index.update(action, now, behaviour.of(Phase.INDEX_CHANGING));
            }
        }
    }

    private static boolean isVector(JsonNode action) {
        return action.has("VectorAttribute");
    }

    private static void create(
            JsonNode request,
            JsonNode action,
            TableState table,
            @Nullable IndexState index,
            boolean onDemand,
            Instant now) {
        if (index != null && index.status(now).equals("CREATING")) {
            throw ServiceError.inUse("Index is being created.  Table: " + table.name + " Index: " + index.name());
        }
        if (index != null || named(table.localIndexes, action)) {
            throw ServiceError.validation("Attempting to create an index which already exists");
        }
        if (isVector(action)) {
            IndexValidation.vectorsAllowed(onDemand);
            KeyValidation.vector(action, KeyValidation.defined(request.path("AttributeDefinitions")));
            IndexValidation.projection(action);
            if (table.vectorIndexes.size() >= IndexValidation.MOST_VECTOR) {
                throw ServiceError.limit(
                        "Number of vector secondary indexes exceeds per-table limit of " + IndexValidation.MOST_VECTOR);
            }
        } else {
            global(request, action, table, onDemand);
        }
        if (table.onlineIndexes().stream().anyMatch(other -> other.underWay(now))) {
            throw onlyOne();
        }
    }

    private static void global(JsonNode request, JsonNode action, TableState table, boolean onDemand) {
        keys(request, action, table);
        IndexValidation.projection(action);
        ThroughputValidation.newIndex(action, onDemand);
        int projected = IndexValidation.projected(action);
        for (IndexState other : table.globalIndexes) {
            projected += IndexValidation.projected(other.definition());
        }
        for (JsonNode other : table.localIndexes) {
            projected += IndexValidation.projected(other);
        }
        IndexValidation.notTooManyProjected(projected);
        if (table.globalIndexes.size() >= IndexValidation.MOST_GLOBAL) {
            throw ServiceError.limit(
                    "GlobalSecondaryIndex count exceeds the per-table limit of " + IndexValidation.MOST_GLOBAL);
        }
    }

    /** The request must define the keys of the new index itself; types of existing attributes cannot change. */
    private static void keys(JsonNode request, JsonNode action, TableState table) {
        List<String> defined = KeyValidation.defined(request.path("AttributeDefinitions"));
        if (!request.has("AttributeDefinitions")) {
            throw ServiceError.invalid("AttributeDefinitions is not specified for index: "
                    + action.path("IndexName").asText());
        }
        KeyValidation.multiple(action.path("KeySchema"), defined);
        types(request).forEach((attribute, type) -> {
            String before = table.attributes.get(attribute);
            boolean key = Json.each(action.path("KeySchema"), "AttributeName").contains(attribute);
            if (key && before != null && !before.equals(type)) {
                throw ServiceError.invalid("Attributes cannot be redefined. Please check that your attribute has the"
                        + " same type as previously defined. Existing schema: Schema:[SchemaElement: key{" + attribute
                        + ":" + before + "}] New schema: Schema:[SchemaElement: key{" + attribute + ":" + type + "}]");
            }
        });
    }

    private static void delete(IndexState index, TableState table, Instant now) {
        if (index.allocating(now)) {
            throw ServiceError.inUse("Index creation is in resource allocation phase. Retry deletion during backfilling"
                    + " phase or when the index is active. Table: " + table.name + " Index: " + index.name());
        }
        if (index.status(now).equals("DELETING")) {
            throw ServiceError.inUse("Index is being deleted. Table: " + table.name + " Index: " + index.name());
        }
        for (IndexState other : table.onlineIndexes()) {
            if (other != index && other.underWay(now)) {
                throw onlyOne();
            }
        }
    }

    private static void change(JsonNode action, IndexState index, TableState table, boolean onDemand, Instant now) {
        String status = index.status(now);
        if (!status.equals("ACTIVE")) {
            String what = status.equals("CREATING") ? "created" : status.equals("DELETING") ? "deleted" : "updated";
            throw ServiceError.inUse("Index is being " + what + ". Table: " + table.name + " Index: " + index.name());
        }
        if (onDemand && action.has("ProvisionedThroughput")) {
            throw ServiceError.invalid("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: "
                    + index.name() + " when BillingMode is PAY_PER_REQUEST");
        }
        if (action.has("ProvisionedThroughput") && index.capacity().sameProvisioned(action)) {
            throw ServiceError.validation("The provisioned throughput for the index " + index.name()
                    + " will not change. The requested value equals the current value.");
        }
        ThroughputValidation.maximums(action, onDemand, "index " + index.name(), -1);
    }

    private static boolean named(List<? extends JsonNode> indexes, JsonNode action) {
        return Json.each(Json.arrayOf(indexes), "IndexName")
                .contains(action.path("IndexName").asText());
    }

    private static Map<String, String> types(JsonNode request) {
        Map<String, String> types = new HashMap<>();
        for (JsonNode definition : request.path("AttributeDefinitions")) {
            types.put(
                    definition.path("AttributeName").asText(),
                    definition.path("AttributeType").asText());
        }
        return types;
    }

    /** A switch to provisioned billing must name the throughput of every index; there is no default. */
    static void everyIndexProvisioned(JsonNode request, TableState table) {
        List<String> named = new ArrayList<>();
        for (JsonNode update : request.path("GlobalSecondaryIndexUpdates")) {
            if (update.path("Update").has("ProvisionedThroughput")) {
                named.add(update.path("Update").path("IndexName").asText());
            }
        }
        for (IndexState index : table.globalIndexes) {
            if (!named.contains(index.name())) {
                throw ServiceError.invalid("ProvisionedThroughput must be specified for index: " + index.name());
            }
        }
    }
}
