package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** AWS's rules for key schemas and attribute definitions, with its texts. */
final class KeyValidation {

    private static final int MOST_OF_A_TYPE = 4;

    private KeyValidation() {}

    /** The defined attributes. */
    static List<String> defined(JsonNode definitions) {
        List<String> names = Json.each(definitions, "AttributeName");
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw ServiceError.validation("Attribute Name is duplicated: " + name);
            }
        }
        return names;
    }

    /** The key schema of a table or a local index: one partition attribute, at most one sort attribute. */
    static void simple(JsonNode keySchema, List<String> defined) {
        List<String> keys = Json.each(keySchema, "AttributeName");
        if (keys.size() > defined.size()) {
            throw ServiceError.validation("Invalid KeySchema: Some index key attribute have no definition");
        }
        requireDefined(keys, defined);
        if (keys.size() == 2 && keys.get(0).equals(keys.get(1))) {
            throw ServiceError.validation(
                    "Both the Hash Key and the Range Key element in the KeySchema have the same name");
        }
        List<String> types = Json.each(keySchema, "KeyType");
        if (!types.get(0).equals("HASH")) {
            throw ServiceError.validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        if (types.size() == 2 && !types.get(1).equals("RANGE")) {
            throw ServiceError.validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        }
    }

    /** The key schema of a global index: one to four partition attributes, then up to four sort attributes. */
    static void multiple(JsonNode keySchema, List<String> defined) {
        List<String> keys = Json.each(keySchema, "AttributeName");
        List<String> types = Json.each(keySchema, "KeyType");
        requireDefined(keys, defined);
        if (new HashSet<>(keys).size() < keys.size()) {
            throw ServiceError.validation(
                    keys.size() == 2
                            ? "Both the Hash Key and the Range Key element in the KeySchema have the same name"
                            : "The KeySchema contains multiple key attributes with the same name");
        }
        if (!types.get(0).equals("HASH")) {
            throw ServiceError.validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        if (types.lastIndexOf("HASH") > types.indexOf("RANGE") && types.contains("RANGE")) {
            throw ServiceError.invalid("All HASH key attributes must precede RANGE key attributes in the KeySchema");
        }
        for (String type : List.of("HASH", "RANGE")) {
            if (types.stream().filter(type::equals).count() > MOST_OF_A_TYPE) {
                throw ServiceError.invalid(
                        "The KeySchema exceeds the maximum allowed number of " + type + " key attributes");
            }
        }
    }

    private static void requireDefined(Collection<String> keys, Collection<String> defined) {
        if (!defined.containsAll(keys)) {
            throw ServiceError.invalid("Some index key attributes are not defined in AttributeDefinitions. Keys: ["
                    + String.join(", ", keys) + "], AttributeDefinitions: [" + String.join(", ", defined) + "]");
        }
    }

    /** The attributes in the key or the search schema of an index. */
    static List<String> attributes(JsonNode index) {
        return Json.each(index.path(index.has("KeySchema") ? "KeySchema" : "SearchSchema"), "AttributeName");
    }

    /**
     * A vector index: the request defines the attributes of the search schema, and not the vector attribute (texts as
     * measured on AWS by extenddb).
     */
    static void vector(JsonNode index, List<String> defined) {
        if (!defined.containsAll(attributes(index))) {
            throw ServiceError.invalid("One element in SearchSchema is not defined in attribute definitions");
        }
        String attribute = index.path("VectorAttribute").path("AttributeName").asText();
        if (defined.contains(attribute)) {
            throw ServiceError.invalid("Conflicting attribute definition for '" + attribute
                    + "'. An attribute cannot be" + " defined in AttributeDefinitions when used as a VectorAttribute.");
        }
    }

    /** Attribute definitions must be exactly those that some key of the table, an index or a search schema uses. */
    static void exactlyUsed(JsonNode createTable, List<String> defined) {
        Set<String> used = new LinkedHashSet<>(Json.each(createTable.path("KeySchema"), "AttributeName"));
        boolean indexed = false;
        for (String member : List.of("LocalSecondaryIndexes", "GlobalSecondaryIndexes", "VectorIndexes")) {
            for (JsonNode index : createTable.path(member)) {
                indexed = true;
                used.addAll(attributes(index));
            }
        }
        List<String> unused = new ArrayList<>(defined);
        unused.removeAll(used);
        if (!unused.isEmpty()) {
            throw ServiceError.invalid(
                    indexed
                            ? "Some AttributeDefinitions are not used. AttributeDefinitions: ["
                                    + String.join(", ", defined) + "], keys used: [" + String.join(", ", used) + "]"
                            : "Number of attributes in KeySchema does not exactly match number of attributes defined in"
                                    + " AttributeDefinitions");
        }
    }
}
