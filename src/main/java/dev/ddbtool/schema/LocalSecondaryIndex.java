package dev.ddbtool.schema;

import java.util.List;

/** An index that shares the table's partition key. It can only be created together with the table. */
public record LocalSecondaryIndex(String indexName, List<KeySchemaElement> keySchema, Projection projection) {

    public LocalSecondaryIndex {
        keySchema = Lists.copyOrEmpty(keySchema);
    }
}
