package dev.ddbtool.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An index of any kind, as far as the kinds are alike; the key schema of a vector index is empty. */
record Index(
        String list,
        int position,
        String name,
        List<KeySchemaElement> keySchema,
        @Nullable Projection projection) {

    static final String LOCAL = "LocalSecondaryIndexes";
    static final String GLOBAL = "GlobalSecondaryIndexes";
    static final String VECTOR = "VectorIndexes";

    /** All indexes of a table, in the order of the file. */
    static List<Index> of(Table table) {
        List<Index> indexes = new ArrayList<>();
        int position = 0;
        for (LocalSecondaryIndex index : table.localSecondaryIndexes()) {
            indexes.add(new Index(LOCAL, position++, index.indexName(), index.keySchema(), index.projection()));
        }
        position = 0;
        for (GlobalSecondaryIndex index : table.globalSecondaryIndexes()) {
            indexes.add(new Index(GLOBAL, position++, index.indexName(), index.keySchema(), index.projection()));
        }
        position = 0;
        for (VectorIndex index : table.vectorIndexes()) {
            indexes.add(new Index(VECTOR, position++, index.indexName(), List.of(), index.projection()));
        }
        return indexes;
    }

    boolean is(String otherList) {
        return list.equals(otherList);
    }

    String pointer() {
        return "/Table/" + list + "/" + position;
    }

    /** How messages call it. */
    String quoted() {
        return "index " + Quoted.of(name);
    }
}
