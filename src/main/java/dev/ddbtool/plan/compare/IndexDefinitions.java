package dev.ddbtool.plan.compare;

import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.KeySchemaElement;
import dev.ddbtool.schema.LocalSecondaryIndex;
import dev.ddbtool.schema.Projection;
import dev.ddbtool.schema.VectorIndex;
import dev.ddbtool.schema.VectorIndex.SearchSchemaElement;
import java.util.Comparator;
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
                new LocalSecondaryIndex(index.indexName(), index.keySchema(), sorted(index.projection()))));
        return map;
    }

    static Map<String, VectorIndex> vectorByName(List<VectorIndex> indexes) {
        Map<String, VectorIndex> map = new LinkedHashMap<>();
        indexes.forEach(index -> map.put(
                index.indexName(),
                new VectorIndex(
                        index.indexName(),
                        sorted(index.searchSchema()),
                        index.projection() == null ? null : sorted(index.projection()),
                        index.vectorAttribute(),
                        index.dimensions(),
                        index.distanceFunction())));
        return map;
    }

    /**
     * The search schema with sorted filters. The order of the partition key attributes is kept, since it may have a
     * meaning.
     */
    private static List<SearchSchemaElement> sorted(List<SearchSchemaElement> elements) {
        return elements.stream()
                .sorted(Comparator.comparing(element ->
                        element.searchSchemaElementType().equals(KeySchemaElement.HASH) ? "" : element.attributeName()))
                .toList();
    }

    /** The projection with sorted attributes, since their order has no meaning. */
    static Projection sorted(Projection projection) {
        return new Projection(
                projection.projectionType(),
                projection.nonKeyAttributes().stream().sorted().toList());
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
    static String describe(GlobalSecondaryIndex index, Function<String, @Nullable String> typeOf) {
        String partition = keys(index, KeySchemaElement.HASH, typeOf);
        String sort = keys(index, KeySchemaElement.RANGE, typeOf);
        Projection projection = sorted(index.projection());
        return "partition key " + partition
                + (sort.isEmpty() ? "" : ", sort key " + sort)
                + ", projection " + projection.projectionType()
                + (projection.nonKeyAttributes().isEmpty()
                        ? ""
                        : " " + String.join(",", projection.nonKeyAttributes()));
    }

    private static String keys(GlobalSecondaryIndex index, String keyType, Function<String, @Nullable String> typeOf) {
        return index.keySchema().stream()
                .filter(element -> element.keyType().equals(keyType))
                .map(element -> element.attributeName() + ":" + typeOf.apply(element.attributeName()))
                .collect(Collectors.joining(" + "));
    }
}
