package dev.ddbtool.fake;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** A table as AWS's DescribeTable returns it, with the same defaults and omissions. */
final class TableDescription {

    private TableDescription() {}

    static ObjectNode of(TableState table, Instant now) {
        ObjectNode description = Json.object();
        ArrayNode definitions = description.putArray("AttributeDefinitions");
        table.attributes.forEach((attribute, type) ->
                definitions.addObject().put("AttributeName", attribute).put("AttributeType", type));
        description.put("TableName", table.name);
        description.set("KeySchema", table.keySchema.deepCopy());
        description.put("TableStatus", table.status(now));
        description.put("CreationDateTime", Json.epoch(table.createdAt));
        table.capacity.describe(description, table.onDemand);
        Statistics.Size size = table.statistics.at(now);
        description.put("TableSizeBytes", size.bytes()).put("ItemCount", size.items());
        description.put("TableArn", table.arn).put("TableId", table.id);
        billing(description, table);
        indexes(description, table, size, now);
        stream(description, table);
        table.encryption.describe(description, now);
        if (table.tableClass != null) {
            ObjectNode summary = description.putObject("TableClassSummary").put("TableClass", table.tableClass);
            if (table.tableClassSince != null) {
                summary.put("LastUpdateDateTime", Json.epoch(table.tableClassSince));
            }
        }
        description.put("DeletionProtectionEnabled", table.deletionProtection);
        if (table.restore != null) {
            table.restore.describe(description, now);
        }
        table.members.forEach((pointer, value) -> put(description, JsonPointer.compile(pointer), value));
        return description;
    }

    /**
     * A table that was always provisioned has no summary. The second one repeats the first, and the SDK's model does not have
     * it (dynalite's tests, recorded on AWS, and dynoxide).
     */
    private static void billing(ObjectNode description, TableState table) {
        if (table.onDemandSince != null) {
            description
                    .putObject("BillingModeSummary")
                    .put("BillingMode", table.onDemand ? "PAY_PER_REQUEST" : "PROVISIONED")
                    .put("LastUpdateToPayPerRequestDateTime", Json.epoch(table.onDemandSince));
            description
                    .putObject("TableThroughputModeSummary")
                    .put("TableThroughputMode", table.onDemand ? "PAY_PER_REQUEST" : "PROVISIONED")
                    .put("LastUpdateToPayPerRequestDateTime", Json.epoch(table.onDemandSince));
        }
    }

    private static void indexes(ObjectNode description, TableState table, Statistics.Size size, Instant now) {
        if (!table.localIndexes.isEmpty()) {
            ArrayNode locals = description.putArray("LocalSecondaryIndexes");
            for (ObjectNode definition : table.localIndexes) {
                locals.add(sized(definition, table, size));
            }
        }
        online(description, "GlobalSecondaryIndexes", table.globalIndexes, table, size, now);
        online(description, "VectorIndexes", table.vectorIndexes, table, size, now);
    }

    private static void online(
            ObjectNode description,
            String member,
            List<IndexState> indexes,
            TableState table,
            Statistics.Size size,
            Instant now) {
        for (IndexState index : indexes) {
            ObjectNode described = index.describe(now, table.arn, table.onDemand, size);
            // an index of a table being restored has no status (seen)
            description
                    .withArray(member)
                    .add(table.restoring(now) ? described.without(List.of("IndexStatus")) : described);
        }
    }

    private static ObjectNode sized(ObjectNode definition, TableState table, Statistics.Size size) {
        return definition
                .deepCopy()
                .put("IndexSizeBytes", size.bytes())
                .put("ItemCount", size.items())
                .put(
                        "IndexArn",
                        table.arn + "/index/" + definition.path("IndexName").asText());
    }

    /** The label of the last stream stays after it is turned off. */
    private static void stream(ObjectNode description, TableState table) {
        if (table.streamViewType != null) {
            description
                    .putObject("StreamSpecification")
                    .put("StreamEnabled", true)
                    .put("StreamViewType", table.streamViewType);
        }
        if (table.streamLabel != null) {
            description.put("LatestStreamLabel", table.streamLabel);
            description.put("LatestStreamArn", table.arn + "/stream/" + table.streamLabel);
        }
    }

    private static void put(ObjectNode description, JsonPointer pointer, JsonNode value) {
        JsonNode parent = description.at(pointer.head());
        if (parent instanceof ObjectNode object) {
            object.set(pointer.last().getMatchingProperty(), value);
        } else if (parent.isMissingNode()) {
            throw new IllegalArgumentException("no '" + pointer.head() + "' in the description");
        }
    }
}
