package dev.ddbtool.schema.rule;

import dev.ddbtool.problem.Quoted;
import dev.ddbtool.schema.DynamoDbLimits;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.VectorIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules for vector indexes, except names and projections (API reference, {@code VectorIndex}). */
final class VectorRules {

    /** API reference, {@code VectorIndex}. */
    private static final List<String> DISTANCE_FUNCTIONS = List.of("COSINE", "EUCLIDEAN", "DOT_PRODUCT");
    /** API reference, {@code SearchSchemaElement}. */
    private static final List<String> ELEMENT_TYPES = List.of("HASH", "INLINE_FILTER");

    private VectorRules() {}

    static void settings(TableSchema schema, Violations violations) {
        Map<String, Long> dimensionsByAttribute = new HashMap<>();
        for (int i = 0; i < schema.table().vectorIndexes().size(); i++) {
            VectorIndex index = schema.table().vectorIndexes().get(i);
            String pointer = pointer(i);
            required("Projection", index.projection(), index, pointer, violations);
            required("VectorAttribute", index.vectorAttribute(), index, pointer, violations);
            required("Dimensions", index.dimensions(), index, pointer, violations);
            required("DistanceFunction", index.distanceFunction(), index, pointer, violations);
            String function = index.distanceFunction();
            if (function != null && !DISTANCE_FUNCTIONS.contains(function)) {
                violations.add(
                        pointer + "/DistanceFunction",
                        "unknown DistanceFunction %s of %s: use %s"
                                .formatted(Quoted.of(function), named(index), Violations.choice(DISTANCE_FUNCTIONS)));
            }
            checkDimensions(index, pointer + "/Dimensions", dimensionsByAttribute, violations);
        }
    }

    static void searchSchema(TableSchema schema, Violations violations) {
        for (int i = 0; i < schema.table().vectorIndexes().size(); i++) {
            VectorIndex index = schema.table().vectorIndexes().get(i);
            for (int j = 0; j < index.searchSchema().size(); j++) {
                String type = index.searchSchema().get(j).searchSchemaElementType();
                if (!ELEMENT_TYPES.contains(type)) {
                    violations.add(
                            pointer(i) + "/SearchSchema/" + j + "/SearchSchemaElementType",
                            "unknown SearchSchemaElementType %s of %s: use %s"
                                    .formatted(Quoted.of(type), named(index), Violations.choice(ELEMENT_TYPES)));
                }
            }
        }
    }

    /** Developer Guide, "Vector search: requirements and limitations". */
    static void billing(TableSchema schema, Violations violations) {
        List<VectorIndex> indexes = schema.table().vectorIndexes();
        if (!indexes.isEmpty() && schema.table().billingMode().equals(BillingModeSummary.PROVISIONED)) {
            violations.add(
                    pointer(0),
                    "vector %s requires billing mode PAY_PER_REQUEST: set BillingModeSummary.BillingMode to 'PAY_PER_REQUEST'"
                            .formatted(named(indexes.get(0))));
        }
    }

    /** API reference, {@code VectorIndex} and, for indexes of the same attribute, {@code CreateVectorIndexAction}. */
    private static void checkDimensions(
            VectorIndex index, String pointer, Map<String, Long> dimensionsByAttribute, Violations violations) {
        Long dimensions = index.dimensions();
        if (dimensions == null) {
            return;
        }
        if (dimensions < 1 || dimensions > DynamoDbLimits.DIMENSIONS) {
            violations.add(
                    pointer,
                    "Dimensions of %s is '%d'; the allowed range is 1 to %d: use a number in this range"
                            .formatted(named(index), dimensions, DynamoDbLimits.DIMENSIONS));
        }
        VectorIndex.VectorAttribute attribute = index.vectorAttribute();
        if (attribute != null) {
            Long other = dimensionsByAttribute.putIfAbsent(attribute.attributeName(), dimensions);
            if (other != null && !other.equals(dimensions)) {
                violations.add(
                        pointer,
                        "Dimensions of %s is '%d', but another index has '%d' for the same attribute %s: use the same number"
                                .formatted(named(index), dimensions, other, Quoted.of(attribute.attributeName())));
            }
        }
    }

    /** API reference, {@code VectorIndex}, although descriptions may omit them. */
    private static void required(
            String member, @Nullable Object value, VectorIndex index, String pointer, Violations violations) {
        if (value == null) {
            violations.add(pointer, "missing member '%s' in vector %s: add it".formatted(member, named(index)));
        }
    }

    private static String named(VectorIndex index) {
        return "index " + Quoted.of(index.indexName());
    }

    private static String pointer(int position) {
        return "/Table/VectorIndexes/" + position;
    }
}
