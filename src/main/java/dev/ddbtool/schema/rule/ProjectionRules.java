package dev.ddbtool.schema.rule;

import dev.ddbtool.problem.Quoted;
import dev.ddbtool.schema.DynamoDbLimits;
import dev.ddbtool.schema.Index;
import dev.ddbtool.schema.Projection;
import dev.ddbtool.schema.TableSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules for the attributes that an index projects. */
final class ProjectionRules {

    /** Service model, {@code ProjectionType}. */
    private static final Set<String> TYPES = Set.of(Projection.ALL, Projection.KEYS_ONLY, Projection.INCLUDE);

    private ProjectionRules() {}

    static void types(TableSchema schema, Violations violations) {
        for (Index index : Index.of(schema.table())) {
            Projection projection = index.projection();
            if (projection != null && !TYPES.contains(projection.projectionType())) {
                violations.add(
                        index.pointer() + "/Projection/ProjectionType",
                        "unknown ProjectionType %s of %s: use 'ALL', 'KEYS_ONLY' or 'INCLUDE'"
                                .formatted(Quoted.of(projection.projectionType()), index.quoted()));
            }
        }
    }

    static void nonKeyAttributes(TableSchema schema, Violations violations) {
        for (Index index : Index.of(schema.table())) {
            Projection projection = index.projection();
            if (projection != null) {
                checkCount(index, projection, violations);
                checkEach(index, projection.nonKeyAttributes(), violations);
            }
        }
    }

    /** Vector indexes do not count (service model, {@code Projection}). */
    static void nonKeyAttributesOfTable(TableSchema schema, Violations violations) {
        int count = 0;
        for (Index index : Index.of(schema.table())) {
            Projection projection = index.projection();
            int before = count;
            count += projection == null || index.is(Index.VECTOR)
                    ? 0
                    : projection.nonKeyAttributes().size();
            if (before <= DynamoDbLimits.NON_KEY_ATTRIBUTES_OF_TABLE
                    && count > DynamoDbLimits.NON_KEY_ATTRIBUTES_OF_TABLE) {
                violations.add(
                        index.pointer() + "/Projection/NonKeyAttributes",
                        "with %s, all local and global indexes have %d NonKeyAttributes; the limit is %d: list fewer, or project ALL"
                                .formatted(index.quoted(), count, DynamoDbLimits.NON_KEY_ATTRIBUTES_OF_TABLE));
            }
        }
    }

    /** AWS returns "ProjectionType is INCLUDE, but NonKeyAttributes is not specified", and the reverse for the others. */
    private static void checkCount(Index index, Projection projection, Violations violations) {
        int count = projection.nonKeyAttributes().size();
        String pointer = index.pointer() + "/Projection";
        if (projection.projectionType().equals(Projection.INCLUDE)) {
            if (count == 0) {
                violations.add(
                        pointer,
                        "%s has ProjectionType 'INCLUDE' but no NonKeyAttributes: list 1 to %d, or use 'KEYS_ONLY'"
                                .formatted(index.quoted(), DynamoDbLimits.NON_KEY_ATTRIBUTES_OF_INDEX));
            } else if (count > DynamoDbLimits.NON_KEY_ATTRIBUTES_OF_INDEX) {
                violations.add(
                        pointer + "/NonKeyAttributes",
                        "%s has %d NonKeyAttributes; the limit is %d: list fewer, or project ALL"
                                .formatted(index.quoted(), count, DynamoDbLimits.NON_KEY_ATTRIBUTES_OF_INDEX));
            }
        } else if (count > 0 && TYPES.contains(projection.projectionType())) {
            violations.add(
                    pointer + "/NonKeyAttributes",
                    "%s has NonKeyAttributes although its ProjectionType is %s: remove them, or use 'INCLUDE'"
                            .formatted(index.quoted(), Quoted.of(projection.projectionType())));
        }
    }

    /**
     * AWS returns "Duplicate element in NonKeyAttributes". It accepts key attributes of the table or the index, as in
     * its example of {@code create-table}; so does DynamoDB Local.
     */
    private static void checkEach(Index index, List<String> attributes, Violations violations) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < attributes.size(); i++) {
            String attribute = attributes.get(i);
            String pointer = index.pointer() + "/Projection/NonKeyAttributes/" + i;
            AttributeRules.checkName(attribute, pointer, violations);
            if (!seen.add(attribute)) {
                violations.add(
                        pointer,
                        "duplicate attribute %s in NonKeyAttributes of %s: remove one"
                                .formatted(Quoted.of(attribute), index.quoted()));
            }
        }
    }
}
