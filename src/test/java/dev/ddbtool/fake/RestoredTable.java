package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a restore creates, as a CreateTable request: keys, indexes, billing, throughput and encryption of the source, as
 * far as the request does not override them. Stream, TTL, recovery, tags, deletion protection, table class and resource
 * policy are lost (Model; class, protection and policy seen).
 */
final class RestoredTable {

    private RestoredTable() {}

    /** The request for a source as DescribeTable describes it; a ValidationException if overrides do not fit it. */
    static ObjectNode request(JsonNode source, JsonNode overrides) {
        ObjectNode table = Json.object();
        table.set("TableName", overrides.path("TargetTableName"));
        table.set("AttributeDefinitions", source.path("AttributeDefinitions"));
        table.set("KeySchema", source.path("KeySchema"));
        String mode = source.path("BillingModeSummary").path("BillingMode").asText("PROVISIONED");
        String wantedMode = overrides.path("BillingModeOverride").asText(mode);
        boolean onDemand = wantedMode.equals("PAY_PER_REQUEST");
        table.put("BillingMode", wantedMode);
        throughput(table, source, overrides, onDemand);
        indexes(table, "LocalSecondaryIndexes", source, overrides.path("LocalSecondaryIndexOverride"));
        indexes(table, "GlobalSecondaryIndexes", source, overrides.path("GlobalSecondaryIndexOverride"));
        indexes(table, "VectorIndexes", source, overrides.path("VectorIndexOverride"));
        for (JsonNode index : table.path("GlobalSecondaryIndexes")) {
            indexThroughput((ObjectNode) index, overrides, onDemand);
        }
        encryption(table, source, overrides.path("SSESpecificationOverride"));
        return table;
    }

    private static void throughput(ObjectNode table, JsonNode source, JsonNode overrides, boolean onDemand) {
        JsonNode provisioned = overrides.path("ProvisionedThroughputOverride");
        if (provisioned.isObject() && onDemand) {
            throw ServiceError.validation("Cannot override ProvisionedThroughput unless BillingMode is PROVISIONED");
        }
        if (overrides.has("BillingModeOverride") && !onDemand && !provisioned.isObject()) {
            throw ServiceError.validation(
                    "Must override ProvisionedThroughput if BillingMode is overridden to PROVISIONED");
        }
        JsonNode maximums = overrides.path("OnDemandThroughputOverride");
        for (String member : List.of("MaxReadRequestUnits", "MaxWriteRequestUnits")) {
            if (Json.has(maximums, member) && !onDemand) {
                throw ServiceError.validation("Cannot override " + member
                        + " for OnDemandThroughput unless BillingModeOverride is PAY_PER_REQUEST");
            }
            if (Json.has(maximums, member) && maximums.path(member).asLong() < 1) {
                throw ServiceError.validation(
                        "Requested " + member + " for OnDemandThroughput is outside of valid range");
            }
        }
        if (onDemand) {
            table.set("OnDemandThroughput", maximums.isObject() ? maximums : source.path("OnDemandThroughput"));
        } else {
            table.set(
                    "ProvisionedThroughput",
                    provisioned.isObject() ? provisioned : source.path("ProvisionedThroughput"));
        }
    }

    /** Without an override all indexes are restored, with an empty one none; it may rename them, but not add any (seen). */
    private static void indexes(ObjectNode table, String list, JsonNode source, JsonNode override) {
        JsonNode wanted = override.isArray() ? override : source.path(list);
        ArrayNode indexes = Json.arrayOf(wanted);
        for (JsonNode index : indexes) {
            boolean known = false;
            for (JsonNode existing : source.path(list)) {
                known |= definition(existing).equals(definition(index));
            }
            if (!known) {
                throw ServiceError.validation("Index " + index.path("IndexName").asText()
                        + " does not match a secondary index that existed in the source table and cannot be created"
                        + " during the restore operation");
            }
        }
        if (!indexes.isEmpty()) {
            table.set(list, indexes);
        }
    }

    /** What an index is recognised by: all but its name and throughput. */
    private static ObjectNode definition(JsonNode index) {
        ObjectNode definition = index.deepCopy();
        definition.retain("KeySchema", "VectorAttribute", "SearchSchema", "Dimensions", "DistanceFunction");
        definition.set("Projection", IndexState.definition(index).path("Projection"));
        return definition;
    }

    /** An override of the billing mode needs the throughput of each index, or none (seen). */
    private static void indexThroughput(ObjectNode index, JsonNode overrides, boolean onDemand) {
        String name = index.path("IndexName").asText();
        boolean given = overrides.path("GlobalSecondaryIndexOverride").isArray();
        boolean provisioned =
                index.path("ProvisionedThroughput").path("ReadCapacityUnits").asLong() > 0;
        if (onDemand && given && provisioned) {
            throw ServiceError.validation("Cannot override ProvisionedThroughput if BillingMode is overridden to"
                    + " PAY_PER_REQUEST for index " + name);
        }
        if (!onDemand && !provisioned) {
            throw ServiceError.validation("Must specify provisioned throughput for index " + name);
        }
        if (onDemand) {
            index.remove("ProvisionedThroughput");
        } else {
            index.remove("OnDemandThroughput");
        }
    }

    /** The key stays the same, unless the request overrides it; Enabled=false means the AWS owned key (seen). */
    private static void encryption(ObjectNode table, JsonNode source, JsonNode override) {
        if (override.isObject()) {
            SettingValidation.encryption(override);
            table.set("SSESpecification", override);
        } else if (source.path("SSEDescription").has("KMSMasterKeyArn")) {
            table.putObject("SSESpecification")
                    .put("Enabled", true)
                    .put("SSEType", "KMS")
                    .set("KMSMasterKeyId", source.path("SSEDescription").path("KMSMasterKeyArn"));
        }
    }
}
