package dev.ddbtool.schema;

import dev.ddbtool.problem.Quoted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all kinds of indexes have in common. The key schema of a vector index is empty. */
public record Index(
        String list,
        int position,
        String name,
        List<KeySchemaElement> keySchema,
        @Nullable Projection projection) {

    public static final String LOCAL = "LocalSecondaryIndexes";
    public static final String GLOBAL = "GlobalSecondaryIndexes";
    public static final String VECTOR = "VectorIndexes";

    /** All indexes of a table, in the order of the file. */
    public static List<Index> of(Table table) {
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

    public boolean is(String otherList) {
        return list.equals(otherList);
    }

    public String pointer() {
        return "/Table/" + list + "/" + position;
    }

    /** The index as named in messages. */
    public String quoted() {
        return "index " + Quoted.of(name);
    }
}
