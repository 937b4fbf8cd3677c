package dev.ddbtool.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

/**
 * Keys, indexes and TTL of a table as text, read without code of the tool, to compare files with live tables.
 *
 * @param indexes by name, local and global
 * @param ttl the attribute; null if TTL is off
 */
record Shape(
        String key, Map<String, String> indexes, @Nullable String ttl) {

    Shape {
        indexes = Map.copyOf(indexes);
    }

    /** The tables of a schema folder, by the base names of their files. */
    static Map<String, Shape> ofFolder(Path folder) throws IOException {
        Map<String, Shape> shapes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".json")) {
                    shapes.put(name.substring(0, name.length() - ".json".length()), ofFile(file));
                }
            }
        }
        return shapes;
    }

    static Shape ofFile(Path file) throws IOException {
        JsonNode tree = new JsonMapper().readTree(file.toFile());
        JsonNode table = tree.at("/Table");
        Map<String, String> types = new HashMap<>();
        table.at("/AttributeDefinitions")
                .forEach(definition -> types.put(
                        definition.at("/AttributeName").asText(),
                        definition.at("/AttributeType").asText()));
        Map<String, String> indexes = new TreeMap<>();
        for (String kind : List.of("Local", "Global")) {
            table.at("/" + kind + "SecondaryIndexes")
                    .forEach(index -> indexes.put(
                            index.at("/IndexName").asText(),
                            kind + " " + key(index.at("/KeySchema"), types) + projection(index.at("/Projection"))));
        }
        JsonNode ttl = tree.at("/TimeToLiveDescription");
        boolean on = ttl.at("/TimeToLiveStatus").asText().equals("ENABLED");
        return new Shape(
                key(table.at("/KeySchema"), types),
                indexes,
                on ? ttl.at("/AttributeName").asText() : null);
    }

    static Shape ofLive(DynamoDbClient client, String physical) {
        TableDescription table =
                client.describeTable(request -> request.tableName(physical)).table();
        Map<String, String> types = new HashMap<>();
        for (AttributeDefinition definition : table.attributeDefinitions()) {
            types.put(definition.attributeName(), definition.attributeTypeAsString());
        }
        Map<String, String> indexes = new TreeMap<>();
        table.localSecondaryIndexes()
                .forEach(index -> indexes.put(
                        index.indexName(), "Local " + key(index.keySchema(), types) + projection(index.projection())));
        table.globalSecondaryIndexes()
                .forEach(index -> indexes.put(
                        index.indexName(), "Global " + key(index.keySchema(), types) + projection(index.projection())));
        TimeToLiveDescription ttl = client.describeTimeToLive(request -> request.tableName(physical))
                .timeToLiveDescription();
        boolean on = "ENABLED".equals(ttl.timeToLiveStatusAsString());
        return new Shape(key(table.keySchema(), types), indexes, on ? ttl.attributeName() : null);
    }

    private static String key(JsonNode elements, Map<String, String> types) {
        StringBuilder key = new StringBuilder();
        elements.forEach(element -> key.append(element(
                element.at("/AttributeName").asText(), element.at("/KeyType").asText(), types)));
        return key.toString();
    }

    private static String key(List<KeySchemaElement> elements, Map<String, String> types) {
        StringBuilder key = new StringBuilder();
        elements.forEach(element -> key.append(element(element.attributeName(), element.keyTypeAsString(), types)));
        return key.toString();
    }

    private static String element(String attribute, String keyType, Map<String, String> types) {
        return keyType + " " + attribute + ":" + types.get(attribute) + ", ";
    }

    private static String projection(JsonNode projection) {
        TreeSet<String> attributes = new TreeSet<>();
        projection.at("/NonKeyAttributes").forEach(name -> attributes.add(name.asText()));
        return projection.at("/ProjectionType").asText() + " " + attributes;
    }

    private static String projection(Projection projection) {
        return projection.projectionTypeAsString() + " " + new TreeSet<>(projection.nonKeyAttributes());
    }
}
