package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Returns every default, and reverses unordered lists. */
final class ExplicitDefaults implements AnswerVariation {

    private static final long NO_MAXIMUM = -1;

    @Override
    public void table(ObjectNode table) {
        object(table, "BillingModeSummary", "BillingMode", "PROVISIONED");
        object(table, "TableClassSummary", "TableClass", "STANDARD");
        object(table, "SSEDescription", "Status", "DISABLED");
        if (!table.has("StreamSpecification")) {
            table.putObject("StreamSpecification").put("StreamEnabled", false);
        }
        maximums(table);
        for (ObjectNode index : AnswerVariation.each(table, "GlobalSecondaryIndexes")) {
            maximums(index);
            if (!index.has("Backfilling")) {
                index.put("Backfilling", false);
            }
        }
        for (String list : List.of("LocalSecondaryIndexes", "GlobalSecondaryIndexes", "VectorIndexes")) {
            AnswerVariation.each(table, list).forEach(ExplicitDefaults::projection);
        }
        for (String list :
                List.of("AttributeDefinitions", "LocalSecondaryIndexes", "GlobalSecondaryIndexes", "VectorIndexes")) {
            reversed(table, list);
        }
        for (String list : List.of("Replicas", "GlobalTableWitnesses")) {
            if (!table.has(list)) {
                table.putArray(list);
            }
        }
    }

    @Override
    public void recovery(ObjectNode backups, ObjectNode recovery) {
        if (!recovery.has("RecoveryPeriodInDays")) {
            recovery.put("RecoveryPeriodInDays", ContinuousBackups.DEFAULT_DAYS);
        }
    }

    @Override
    public void tags(ObjectNode answer) {
        reversed(answer, "Tags");
    }

    private static void object(ObjectNode table, String member, String inside, String value) {
        if (!table.has(member)) {
            table.putObject(member).put(inside, value);
        }
    }

    private static void maximums(ObjectNode holder) {
        if (!holder.has("OnDemandThroughput")) {
            holder.putObject("OnDemandThroughput")
                    .put("MaxReadRequestUnits", NO_MAXIMUM)
                    .put("MaxWriteRequestUnits", NO_MAXIMUM);
        }
    }

    private static void projection(ObjectNode index) {
        if (index.get("Projection") instanceof ObjectNode projection) {
            reversed(projection, "NonKeyAttributes");
        }
    }

    /** Reverses the list; adds an empty list if absent. */
    private static void reversed(ObjectNode holder, String list) {
        List<JsonNode> elements = new ArrayList<>();
        holder.path(list).forEach(elements::add);
        Collections.reverse(elements);
        ArrayNode reversed = holder.putArray(list);
        elements.forEach(reversed::add);
    }
}
