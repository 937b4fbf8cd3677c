package dev.ddbtool.schema.file;

import dev.ddbtool.schema.Index;
import dev.ddbtool.schema.KeySchemaElement;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.VectorIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the {@link EntityDiagrams} show of one table: the attributes of its key, then those of its index keys. */
record DiagramEntity(String table, List<Attribute> attributes) {

    /** What an attribute is in the key of the table. */
    enum Role {
        PARTITION_KEY,
        SORT_KEY,
        NONE
    }

    /** A key attribute and the indexes that have it in their keys. */
    record Attribute(String name, String type, Role role, List<String> indexes) {}

    static DiagramEntity of(TableSchema schema) {
        Table table = schema.table();
        Map<String, Role> roles = new LinkedHashMap<>();
        table.keySchema()
                .forEach(element -> roles.put(
                        element.attributeName(), element.isPartitionKey() ? Role.PARTITION_KEY : Role.SORT_KEY));
        Map<String, TreeSet<String>> indexes = indexesByAttribute(table);
        indexes.keySet().forEach(attribute -> roles.putIfAbsent(attribute, Role.NONE));
        List<Attribute> attributes = new ArrayList<>();
        roles.forEach((name, role) -> attributes.add(new Attribute(
                name,
                Objects.toString(table.attributeType(name), "?").intern(), // saves memory, as in SummaryRow
                role,
                List.copyOf(indexes.getOrDefault(name, new TreeSet<>())))));
        return new DiagramEntity(schema.name(), List.copyOf(attributes));
    }

    private static Map<String, TreeSet<String>> indexesByAttribute(Table table) {
        Map<String, TreeSet<String>> indexes = new TreeMap<>();
        for (Index index : Index.of(table)) {
            for (KeySchemaElement element : index.keySchema()) {
                indexes.computeIfAbsent(element.attributeName(), name -> new TreeSet<>())
                        .add(index.name());
            }
        }
        for (VectorIndex index : table.vectorIndexes()) {
            for (String attribute : index.definedAttributes()) {
                indexes.computeIfAbsent(attribute, name -> new TreeSet<>()).add(index.indexName());
            }
        }
        return indexes;
    }

    /** The partition key, if the table has no sort key: one value then identifies at most one item. */
    Optional<Attribute> wholeKey() {
        return attributes.stream().anyMatch(attribute -> attribute.role() == Role.SORT_KEY)
                ? Optional.empty()
                : attributes.stream()
                        .filter(attribute -> attribute.role() == Role.PARTITION_KEY)
                        .findFirst();
    }
}
