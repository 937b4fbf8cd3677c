package dev.ddbtool.plan.compare;

import dev.ddbtool.schema.AddableIndex;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.KeySchemaElement;
import dev.ddbtool.schema.LocalSecondaryIndex;
import dev.ddbtool.schema.Projection;
import dev.ddbtool.schema.VectorIndex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Normalises index definitions for comparison, and describes them in messages. */
final class IndexDefinitions {

    private IndexDefinitions() {}

    static Map<String, LocalSecondaryIndex> localByName(List<LocalSecondaryIndex> indexes) {
        Map<String, LocalSecondaryIndex> map = new LinkedHashMap<>();
        indexes.forEach(index -> map.put(
                index.indexName(),
                new LocalSecondaryIndex(
                        index.indexName(), index.keySchema(), index.projection().sorted())));
        return map;
    }

    /** The number of non-key attributes that these indexes project, counted once per index. */
    static int nonKeyAttributes(List<GlobalSecondaryIndex> global, List<LocalSecondaryIndex> local) {
        return Stream.concat(
                        global.stream().map(GlobalSecondaryIndex::projection),
                        local.stream().map(LocalSecondaryIndex::projection))
                .mapToInt(projection -> projection.nonKeyAttributes().size())
                .sum();
    }

    /** Describes a definition for messages: {@code partition key email:S, sort key createdAt:N, projection ALL}. */
    static String describe(AddableIndex index, Function<String, @Nullable String> typeOf) {
        return index instanceof VectorIndex vector
                ? describe(vector, typeOf)
                : describe((GlobalSecondaryIndex) index, typeOf);
    }

    private static String describe(GlobalSecondaryIndex index, Function<String, @Nullable String> typeOf) {
        String partition = keys(index, KeySchemaElement.HASH, typeOf);
        String sort = keys(index, KeySchemaElement.RANGE, typeOf);
        return "partition key " + partition
                + (sort.isEmpty() ? "" : ", sort key " + sort)
                + ", projection " + describe(index.projection());
    }

    private static String describe(VectorIndex index, Function<String, @Nullable String> typeOf) {
        String search = index.definition().searchSchema().stream()
                .map(element -> element.searchSchemaElementType() + " " + element.attributeName() + ":"
                        + typeOf.apply(element.attributeName()))
                .collect(Collectors.joining(" + "));
        VectorIndex.VectorAttribute attribute = index.vectorAttribute();
        return "vector attribute " + (attribute == null ? null : attribute.attributeName()) + ", " + index.dimensions()
                + " dimensions, " + index.distanceFunction()
                + (search.isEmpty() ? "" : ", search schema " + search)
                + (index.projection() == null ? "" : ", projection " + describe(index.projection()));
    }

    private static String describe(Projection projection) {
        return projection.projectionType()
                + (projection.nonKeyAttributes().isEmpty()
                        ? ""
                        : " " + String.join(",", projection.sorted().nonKeyAttributes()));
    }

    private static String keys(GlobalSecondaryIndex index, String keyType, Function<String, @Nullable String> typeOf) {
        return index.keySchema().stream()
                .filter(element -> element.keyType().equals(keyType))
                .map(element -> element.attributeName() + ":" + typeOf.apply(element.attributeName()))
                .collect(Collectors.joining(" + "));
    }
}
