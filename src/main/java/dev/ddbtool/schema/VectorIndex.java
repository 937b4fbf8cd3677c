package dev.ddbtool.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An index for similarity search. {@code create} creates it together with the table; ddbtool does not add it later. */
public record VectorIndex(
        String indexName,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SearchSchemaElement> searchSchema,
        @Nullable Projection projection,
        @Nullable VectorAttribute vectorAttribute,
        @Nullable Long dimensions,
        @Nullable String distanceFunction) {

    public VectorIndex {
        searchSchema = Lists.copyOrEmpty(searchSchema);
    }

    /** One attribute that a vector search can filter by. */
    public record SearchSchemaElement(String attributeName, String searchSchemaElementType) {}

    /** The attribute that holds the vector. */
    public record VectorAttribute(String attributeName) {}
}
