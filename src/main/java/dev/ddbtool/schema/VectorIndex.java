package dev.ddbtool.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An index for similarity search. */
public record VectorIndex(
        String indexName,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SearchSchemaElement> searchSchema,
        @Nullable Projection projection,
        @Nullable VectorAttribute vectorAttribute,
        @Nullable Long dimensions,
        @Nullable String distanceFunction)
        implements AddableIndex {

    public VectorIndex {
        searchSchema = Lists.copyOrEmpty(searchSchema);
    }

    @Override
    public List<String> definedAttributes() {
        return searchSchema.stream().map(SearchSchemaElement::attributeName).toList();
    }

    /** Sorts only the filters of the search schema: the order of its partition key attributes may have a meaning. */
    @Override
    public VectorIndex definition() {
        List<SearchSchemaElement> elements = searchSchema.stream()
                .sorted(Comparator.comparing(element -> element.partitionKey() ? "" : element.attributeName()))
                .toList();
        return withSearch(elements, projection == null ? null : projection.sorted());
    }

    /** The index with a sorted projection. */
    public VectorIndex sorted() {
        return withSearch(searchSchema, projection == null ? null : projection.sorted());
    }

    private VectorIndex withSearch(List<SearchSchemaElement> elements, @Nullable Projection projected) {
        return new VectorIndex(indexName, elements, projected, vectorAttribute, dimensions, distanceFunction);
    }

    /** One attribute that a vector search can filter by. */
    public record SearchSchemaElement(String attributeName, String searchSchemaElementType) {
        boolean partitionKey() {
            return searchSchemaElementType.equals(KeySchemaElement.HASH);
        }
    }

    /** The attribute that holds the vector. */
    public record VectorAttribute(String attributeName) {}
}
