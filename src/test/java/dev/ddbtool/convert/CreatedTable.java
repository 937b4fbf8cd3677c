package dev.ddbtool.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a table is created with: one text per setting, from requests, CloudFormation resources and Terraform resources. It
 * shares no code with the tool.
 */
public final class CreatedTable {

    private static final JsonMapper JSON = new JsonMapper();

    private CreatedTable() {}

    /** The settings that the steps of a dry run set, from the requests in the JSON report. */
    public static Map<String, String> ofRequests(JsonNode table) {
        Map<String, String> settings = new TreeMap<>(Map.of("ttl", "off", "recovery", "off"));
        for (JsonNode step : table.path("steps")) {
            JsonNode request = step.path("request");
            switch (step.path("action").asText()) {
                case "CreateTable" -> {
                    common(request, settings);
                    put(settings, "stream", request.at("/StreamSpecification/StreamViewType"));
                    put(settings, "kms", request.at("/SSESpecification/Enabled"));
                    put(settings, "key", request.at("/SSESpecification/KMSMasterKeyId"));
                }
                case "UpdateTimeToLive" -> put(settings, "ttl", request.at("/TimeToLiveSpecification/AttributeName"));
                case "UpdateContinuousBackups" ->
                    put(settings, "recovery", request.at("/PointInTimeRecoverySpecification/RecoveryPeriodInDays"));
                default -> throw new AssertionError("unexpected step " + step);
            }
        }
        return settings;
    }

    /** The settings of a CloudFormation resource. */
    public static Map<String, String> ofResource(JsonNode properties) {
        Map<String, String> settings = new TreeMap<>(Map.of("ttl", "off", "recovery", "off"));
        common(properties, settings);
        put(settings, "stream", properties.at("/StreamSpecification/StreamViewType"));
        if (properties.at("/SSESpecification/SSEEnabled").asBoolean()) {
            put(settings, "kms", properties.at("/SSESpecification/SSEEnabled"));
        }
        put(settings, "key", properties.at("/SSESpecification/KMSMasterKeyId"));
        if (properties.at("/TimeToLiveSpecification/Enabled").asBoolean()) {
            put(settings, "ttl", properties.at("/TimeToLiveSpecification/AttributeName"));
        }
        if (properties
                .at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                .asBoolean()) {
            put(settings, "recovery", properties.at("/PointInTimeRecoverySpecification/RecoveryPeriodInDays"));
        }
        return settings;
    }

    /** The settings of a Terraform resource: its arguments and blocks as JSON, each block in a list. */
    public static Map<String, String> ofTerraform(JsonNode resource) {
        Map<String, String> settings = new TreeMap<>(Map.of("ttl", "off", "recovery", "off"));
        put(settings, "name", resource.path("name"));
        put(settings, "billing", resource.path("billing_mode"));
        put(settings, "throughput", units(resource, "read_capacity", "write_capacity"));
        put(settings, "class", resource.path("table_class"));
        put(settings, "protection", resource.path("deletion_protection_enabled"));
        put(settings, "stream", resource.path("stream_view_type"));
        resource.path("attribute")
                .forEach(each -> put(settings, "attribute " + each.path("name").asText(), each.path("type")));
        settings.put("keys", keys(resource));
        for (JsonNode index : resource.path("local_secondary_index")) {
            settings.put(
                    "local " + index.path("name").asText(),
                    "HASH " + resource.path("hash_key").asText() + ", RANGE "
                            + index.path("range_key").asText()
                            + projection(index, "projection_type", "non_key_attributes"));
        }
        for (JsonNode index : resource.path("global_secondary_index")) {
            String name = "global " + index.path("name").asText();
            settings.put(name, keys(index) + projection(index, "projection_type", "non_key_attributes"));
            put(settings, name + " throughput", units(index, "read_capacity", "write_capacity"));
            put(settings, name + " maximums", maximums(index));
        }
        put(settings, "maximums", maximums(resource));
        JsonNode encryption = resource.at("/server_side_encryption/0");
        if (encryption.path("enabled").asBoolean()) {
            put(settings, "kms", encryption.path("enabled"));
        }
        put(settings, "key", encryption.path("kms_key_arn"));
        JsonNode ttl = resource.at("/ttl/0");
        if (ttl.path("enabled").asBoolean()) {
            put(settings, "ttl", ttl.path("attribute_name"));
        }
        JsonNode recovery = resource.at("/point_in_time_recovery/0");
        if (recovery.path("enabled").asBoolean()) {
            put(settings, "recovery", recovery.path("recovery_period_in_days"));
        }
        resource.path("tags").properties().forEach(tag -> put(settings, "tag " + tag.getKey(), tag.getValue()));
        return settings;
    }

    /** What requests and CloudFormation have in common. */
    private static void common(JsonNode table, Map<String, String> settings) {
        put(settings, "name", table.path("TableName"));
        put(settings, "billing", table.path("BillingMode"));
        put(
                settings,
                "throughput",
                units(table.path("ProvisionedThroughput"), "ReadCapacityUnits", "WriteCapacityUnits"));
        put(
                settings,
                "maximums",
                units(table.path("OnDemandThroughput"), "MaxReadRequestUnits", "MaxWriteRequestUnits"));
        put(settings, "class", table.path("TableClass"));
        put(settings, "protection", table.path("DeletionProtectionEnabled"));
        table.path("AttributeDefinitions")
                .forEach(each ->
                        put(settings, "attribute " + each.path("AttributeName").asText(), each.path("AttributeType")));
        settings.put("keys", list(table.path("KeySchema"), "KeyType", "AttributeName"));
        for (String kind : List.of("Local", "Global")) {
            for (JsonNode index : table.path(kind + "SecondaryIndexes")) {
                String name = kind.toLowerCase(java.util.Locale.ROOT) + " "
                        + index.path("IndexName").asText();
                settings.put(
                        name,
                        list(index.path("KeySchema"), "KeyType", "AttributeName")
                                + projection(index.path("Projection"), "ProjectionType", "NonKeyAttributes"));
                put(
                        settings,
                        name + " throughput",
                        units(index.path("ProvisionedThroughput"), "ReadCapacityUnits", "WriteCapacityUnits"));
                put(
                        settings,
                        name + " maximums",
                        units(index.path("OnDemandThroughput"), "MaxReadRequestUnits", "MaxWriteRequestUnits"));
            }
        }
        for (JsonNode index : table.path("VectorIndexes")) {
            settings.put(
                    "vector " + index.path("IndexName").asText(),
                    index.at("/VectorAttribute/AttributeName").asText() + " "
                            + index.path("Dimensions") + " "
                            + index.path("DistanceFunction").asText() + " "
                            + list(index.path("SearchSchema"), "SearchSchemaElementType", "AttributeName")
                            + projection(index.path("Projection"), "ProjectionType", "NonKeyAttributes"));
        }
        table.path("Tags").forEach(tag -> put(settings, "tag " + tag.path("Key").asText(), tag.path("Value")));
    }

    private static void put(Map<String, String> settings, String name, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            settings.put(name, value.asText());
        }
    }

    private static String list(JsonNode elements, String type, String name) {
        List<String> texts = new ArrayList<>();
        elements.forEach(each ->
                texts.add(each.path(type).asText() + " " + each.path(name).asText()));
        return String.join(", ", texts);
    }

    private static String keys(JsonNode holder) {
        if (holder.has("key_schema")) {
            if (holder.has("hash_key") || holder.has("range_key")) {
                throw new AssertionError("hash_key and range_key conflict with key_schema: " + holder);
            }
            return list(holder.path("key_schema"), "key_type", "attribute_name");
        }
        return "HASH " + holder.path("hash_key").asText()
                + (holder.has("range_key")
                        ? ", RANGE " + holder.path("range_key").asText()
                        : "");
    }

    private static String projection(JsonNode projection, String type, String attributes) {
        Set<String> names = new TreeSet<>(Comparator.naturalOrder());
        projection.path(attributes).forEach(each -> names.add(each.asText()));
        return " " + projection.path(type).asText() + " " + names;
    }

    private static JsonNode units(JsonNode holder, String reads, String writes) {
        return holder.has(reads) || holder.has(writes)
                ? TextNode.valueOf(holder.path(reads).asText("-") + "/"
                        + holder.path(writes).asText("-"))
                : JSON.missingNode();
    }

    private static JsonNode maximums(JsonNode holder) {
        return units(holder.at("/on_demand_throughput/0"), "max_read_request_units", "max_write_request_units");
    }

    /** Without vector indexes and the attributes that only they use, which Terraform does not support. */
    public static Map<String, String> withoutVectors(Map<String, String> settings) {
        Map<String, String> rest = new TreeMap<>(settings);
        rest.keySet().removeIf(name -> name.startsWith("vector "));
        String keys = String.join(
                "\n",
                rest.entrySet().stream()
                        .filter(each -> each.getKey().equals("keys")
                                || each.getKey().startsWith("global ")
                                || each.getKey().startsWith("local "))
                        .map(Map.Entry::getValue)
                        .toList());
        rest.keySet()
                .removeIf(name -> name.startsWith("attribute ")
                        && !keys.contains("HASH " + name.substring("attribute ".length()))
                        && !keys.contains("RANGE " + name.substring("attribute ".length())));
        return rest;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ArrayNode array() {
        return JSON.createArrayNode();
    }
}
