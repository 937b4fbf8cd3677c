package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;

/** The shapes of requests with more than a name. */
final class RequestShapes {

    private RequestShapes() {}

    static void createTable(JsonNode request) {
        JsonNode name = request.path("TableName");
        if (!name.isMissingNode()
                && (name.asText().length() < 3 || name.asText().length() > 255)) {
            throw ServiceError.validation(
                    "TableName must be at least 3 characters long and at most 255 characters long");
        }
        Constraints constraints = new Constraints().name(name, "tableName");
        attributes(constraints.required(request.path("AttributeDefinitions"), "attributeDefinitions"), request);
        keySchema(constraints, request, "", 2);
        indexes(constraints, request.path("LocalSecondaryIndexes"), "localSecondaryIndexes", 2);
        indexes(constraints, request.path("GlobalSecondaryIndexes"), "globalSecondaryIndexes", 8);
        int vector = 0;
        for (JsonNode index : request.path("VectorIndexes")) {
            vector(constraints, index, "vectorIndexes." + ++vector + ".member.");
        }
        throughput(constraints, request, "");
        settings(constraints, request);
        constraints.check();
    }

    static void updateTable(JsonNode request) {
        Constraints constraints = new Constraints().name(request.path("TableName"), "tableName");
        attributes(constraints, request);
        int vector = 0;
        for (JsonNode update : request.path("VectorIndexUpdates")) {
            if (update.has("Create")) {
                vector(constraints, update.path("Create"), "vectorIndexUpdates." + ++vector + ".member.create.");
            }
        }
        int position = 0;
        for (JsonNode update : request.path("GlobalSecondaryIndexUpdates")) {
            String path = "globalSecondaryIndexUpdates." + ++position + ".member.";
            for (String action : new String[] {"Create", "Update", "Delete"}) {
                if (update.has(action)) {
                    index(constraints, update.path(action), path + Json.memberPath(action) + ".", action);
                }
            }
        }
        throughput(constraints, request, "");
        settings(constraints, request);
        constraints.check();
    }

    static void restore(JsonNode request) {
        Constraints constraints = new Constraints()
                .name(request.path("TargetTableName"), "targetTableName")
                .oneOf(request.path("BillingModeOverride"), "billingModeOverride", "PROVISIONED", "PAY_PER_REQUEST");
        indexes(constraints, request.path("LocalSecondaryIndexOverride"), "localSecondaryIndexOverride", 2);
        indexes(constraints, request.path("GlobalSecondaryIndexOverride"), "globalSecondaryIndexOverride", 8);
        constraints.check();
    }

    private static void attributes(Constraints constraints, JsonNode request) {
        int position = 0;
        for (JsonNode definition : request.path("AttributeDefinitions")) {
            String path = "attributeDefinitions." + ++position + ".member.";
            JsonNode name = definition.path("AttributeName");
            constraints.required(name, path + "attributeName").length(name, path + "attributeName", 1, 255);
            JsonNode type = definition.path("AttributeType");
            constraints.required(type, path + "attributeType").oneOf(type, path + "attributeType", "B", "N", "S");
        }
    }

    private static void keySchema(Constraints constraints, JsonNode holder, String prefix, int most) {
        JsonNode keys = holder.path("KeySchema");
        constraints.required(keys, prefix + "keySchema").length(keys, prefix + "keySchema", 1, most);
        int position = 0;
        for (JsonNode key : keys) {
            String path = prefix + "keySchema." + ++position + ".member.";
            constraints.required(key.path("AttributeName"), path + "attributeName");
            constraints
                    .required(key.path("KeyType"), path + "keyType")
                    .oneOf(key.path("KeyType"), path + "keyType", "HASH", "RANGE");
        }
    }

    private static void indexes(Constraints constraints, JsonNode indexes, String member, int mostKeys) {
        int position = 0;
        for (JsonNode index : indexes) {
            String path = member + "." + ++position + ".member.";
            constraints.name(index.path("IndexName"), path + "indexName");
            keySchema(constraints, index, path, mostKeys);
            projection(constraints, index, path);
            throughput(constraints, index, path);
        }
    }

    private static void index(Constraints constraints, JsonNode index, String path, String action) {
        constraints.name(index.path("IndexName"), path + "indexName");
        if (action.equals("Create")) {
            keySchema(constraints, index, path, 8);
            projection(constraints, index, path);
        }
        throughput(constraints, index, path);
    }

    /** What the model requires of VectorIndex and CreateVectorIndexAction. */
    private static void vector(Constraints constraints, JsonNode index, String path) {
        constraints.name(index.path("IndexName"), path + "indexName");
        constraints.required(index.path("VectorAttribute").path("AttributeName"), path + "vectorAttribute");
        constraints
                .required(index.path("Dimensions"), path + "dimensions")
                .range(index.path("Dimensions"), path + "dimensions", 1, Long.MAX_VALUE);
        constraints
                .required(index.path("DistanceFunction"), path + "distanceFunction")
                .oneOf(index.path("DistanceFunction"), path + "distanceFunction", "COSINE", "DOT_PRODUCT", "EUCLIDEAN");
        projection(constraints, index, path);
    }

    private static void projection(Constraints constraints, JsonNode index, String path) {
        JsonNode projection = index.path("Projection");
        JsonNode attributes = projection.path("NonKeyAttributes");
        constraints
                .required(projection, path + "projection")
                .oneOf(
                        projection.path("ProjectionType"),
                        path + "projection.projectionType",
                        "ALL",
                        "INCLUDE",
                        "KEYS_ONLY")
                .length(attributes, path + "projection.nonKeyAttributes", 1, 20);
    }

    private static void throughput(Constraints constraints, JsonNode holder, String prefix) {
        JsonNode throughput = holder.path("ProvisionedThroughput");
        for (String member : new String[] {"WriteCapacityUnits", "ReadCapacityUnits"}) {
            if (throughput.isObject()) {
                String path = prefix + "provisionedThroughput." + Json.memberPath(member);
                constraints
                        .required(throughput.path(member), path)
                        .range(throughput.path(member), path, 1, Long.MAX_VALUE);
            }
        }
    }

    private static void settings(Constraints constraints, JsonNode request) {
        constraints
                .oneOf(request.path("BillingMode"), "billingMode", "PROVISIONED", "PAY_PER_REQUEST")
                .oneOf(
                        request.path("StreamSpecification").path("StreamViewType"),
                        "streamSpecification.streamViewType",
                        "KEYS_ONLY",
                        "NEW_AND_OLD_IMAGES",
                        "NEW_IMAGE",
                        "OLD_IMAGE")
                .oneOf(request.path("SSESpecification").path("SSEType"), "sSESpecification.sSEType", "AES256", "KMS");
        if (request.path("StreamSpecification").isObject()) {
            constraints.required(
                    request.path("StreamSpecification").path("StreamEnabled"), "streamSpecification.streamEnabled");
        }
        String tableClass = Json.text(request, "TableClass");
        if (tableClass != null && !tableClass.equals("STANDARD") && !tableClass.equals("STANDARD_INFREQUENT_ACCESS")) {
            throw ServiceError.validation("Invalid table-class parameter provided. Please try again with a valid"
                    + " table-class value: [STANDARD, STANDARD_INFREQUENT_ACCESS].");
        }
    }
}
