package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** AWS's rules for secondary indexes, with its texts. */
final class IndexValidation {

    static final int MOST_GLOBAL = 20;
    static final int MOST_VECTOR = 5;
    private static final int MOST_LOCAL = 5;
    private static final int MOST_PROJECTED = 100;

    private IndexValidation() {}

    /** Checks the indexes of a CreateTable request, except throughput. */
    static void check(JsonNode request, List<String> defined) {
        Set<String> names = new HashSet<>();
        JsonNode locals = request.path("LocalSecondaryIndexes");
        JsonNode globals = request.path("GlobalSecondaryIndexes");
        notEmpty(locals, "LocalSecondaryIndexes");
        notEmpty(globals, "GlobalSecondaryIndexes");
        for (JsonNode index : locals) {
            local(index, request.path("KeySchema"), defined);
            projection(index);
            unique(index, names);
        }
        if (locals.size() > MOST_LOCAL) {
            throw ServiceError.invalid("Number of LocalSecondaryIndexes exceeds per-table limit of " + MOST_LOCAL);
        }
        for (JsonNode index : globals) {
            KeyValidation.multiple(index.path("KeySchema"), defined);
            projection(index);
            unique(index, names);
        }
        if (globals.size() > MOST_GLOBAL) {
            throw ServiceError.invalid("GlobalSecondaryIndex count exceeds the per-table limit of " + MOST_GLOBAL);
        }
        JsonNode vectors = request.path("VectorIndexes");
        for (JsonNode index : vectors) {
            KeyValidation.vector(index, defined);
            projection(index);
            unique(index, names);
        }
        if (vectors.size() > MOST_VECTOR) {
            throw ServiceError.invalid("VectorIndex count exceeds the per-table limit of " + MOST_VECTOR);
        }
        if (!vectors.isEmpty()) {
            vectorsAllowed(request.path("BillingMode").asText().equals("PAY_PER_REQUEST"));
        }
        int projected = 0;
        for (JsonNode indexes : List.of(locals, globals)) {
            for (JsonNode index : indexes) {
                projected += projected(index);
            }
        }
        notTooManyProjected(projected);
    }

    /** How many attributes an index projects by name; the same name in two indexes counts twice. */
    static int projected(JsonNode index) {
        return index.path("Projection").path("NonKeyAttributes").size();
    }

    static void notTooManyProjected(int projected) {
        if (projected > MOST_PROJECTED) {
            throw ServiceError.invalid("Number of attributes projected into all of the secondary indexes exceeds the"
                    + " limit of " + MOST_PROJECTED);
        }
    }

    /** The text is the same for CreateTable and UpdateTable (as measured on AWS by extenddb). */
    static void vectorsAllowed(boolean onDemand) {
        if (!onDemand) {
            throw ServiceError.invalid("Vector indexes are only supported for PAY_PER_REQUEST tables");
        }
    }

    private static void notEmpty(JsonNode indexes, String member) {
        if (indexes.isArray() && indexes.isEmpty()) {
            throw ServiceError.invalid("List of " + member + " is empty");
        }
    }

    private static void unique(JsonNode index, Set<String> names) {
        String name = index.path("IndexName").asText();
        if (!names.add(name)) {
            throw ServiceError.invalid("Duplicate index name: " + name);
        }
    }

    private static void local(JsonNode index, JsonNode tableKeys, List<String> defined) {
        if (tableKeys.size() < 2) {
            throw ServiceError.invalid("Table KeySchema does not have a range key, which is required when specifying a"
                    + " LocalSecondaryIndex");
        }
        JsonNode keys = index.path("KeySchema");
        String name = index.path("IndexName").asText();
        KeyValidation.simple(keys, defined);
        if (keys.size() < 2) {
            throw ServiceError.invalid("Index KeySchema does not have a range key for index: " + name);
        }
        String tableHash = tableKeys.path(0).path("AttributeName").asText();
        String indexHash = keys.path(0).path("AttributeName").asText();
        if (!indexHash.equals(tableHash)) {
            throw ServiceError.invalid("Index KeySchema does not have the same leading hash key as table KeySchema for"
                    + " index: " + name + ". index hash key: " + indexHash + ", table hash key: " + tableHash);
        }
    }

    /** Names of key attributes are accepted. */
    static void projection(JsonNode index) {
        JsonNode projection = index.path("Projection");
        String type = Json.text(projection, "ProjectionType");
        if (type == null) {
            throw ServiceError.invalid("Unknown ProjectionType: null");
        }
        boolean named = projection.has("NonKeyAttributes");
        if (type.equals("INCLUDE") != named) {
            throw ServiceError.invalid("ProjectionType is " + type + ", but NonKeyAttributes is "
                    + (named ? "specified" : "not specified"));
        }
        Set<String> seen = new HashSet<>();
        for (JsonNode attribute : projection.path("NonKeyAttributes")) {
            if (!seen.add(attribute.asText())) {
                throw ServiceError.invalid("Duplicate element in NonKeyAttributes: " + attribute.asText());
            }
        }
    }
}
