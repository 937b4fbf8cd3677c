package dev.ddbtool.schema;

import dev.ddbtool.schema.Rules.Findings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which attributes an index may hold. */
final class ProjectionRules {

    /** Of {@code NonKeyAttributes} in one index (service model). */
    static final int MOST_IN_ONE = 20;

    /** Of {@code NonKeyAttributes} over all indexes of a table, counted each time (service model). */
    static final int MOST_IN_ALL = 100;

    private static final Set<String> TYPES = Set.of(Projection.ALL, Projection.KEYS_ONLY, Projection.INCLUDE);

    private ProjectionRules() {}

    static void types(TableSchema schema, Findings findings) {
        for (Index index : Index.of(schema.table())) {
            Projection projection = index.projection();
            if (projection != null && !TYPES.contains(projection.projectionType())) {
                findings.add(
                        index.pointer() + "/Projection/ProjectionType",
                        "ProjectionType %s of %s is not known: write 'ALL', 'KEYS_ONLY' or 'INCLUDE'"
                                .formatted(Quoted.of(projection.projectionType()), index.quoted()));
            }
        }
    }

    static void nonKeyAttributes(TableSchema schema, Findings findings) {
        Set<String> tableKey = schema.table().keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .collect(Collectors.toSet());
        for (Index index : Index.of(schema.table())) {
            Projection projection = index.projection();
            if (projection != null) {
                checkCount(index, projection, findings);
                checkEach(index, projection.nonKeyAttributes(), tableKey, findings);
            }
        }
    }

    static void nonKeyAttributesInAll(TableSchema schema, Findings findings) {
        int count = 0;
        for (Index index : Index.of(schema.table())) {
            Projection projection = index.projection();
            int before = count;
            count += projection == null ? 0 : projection.nonKeyAttributes().size();
            if (before <= MOST_IN_ALL && count > MOST_IN_ALL) {
                findings.add(
                        index.pointer() + "/Projection/NonKeyAttributes",
                        "with %s all indexes together have %d NonKeyAttributes, the limit is %d: name fewer, or project ALL"
                                .formatted(index.quoted(), count, MOST_IN_ALL));
            }
        }
    }

    private static void checkCount(Index index, Projection projection, Findings findings) {
        int count = projection.nonKeyAttributes().size();
        String pointer = index.pointer() + "/Projection";
        if (projection.projectionType().equals(Projection.INCLUDE)) {
            if (count == 0) {
                findings.add(
                        pointer,
                        "%s has ProjectionType 'INCLUDE' but no NonKeyAttributes: name 1 to %d, or write 'KEYS_ONLY'"
                                .formatted(index.quoted(), MOST_IN_ONE));
            } else if (count > MOST_IN_ONE) {
                findings.add(
                        pointer + "/NonKeyAttributes",
                        "%s has %d NonKeyAttributes, the limit is %d: name fewer, or project ALL"
                                .formatted(index.quoted(), count, MOST_IN_ONE));
            }
        } else if (count > 0 && TYPES.contains(projection.projectionType())) {
            findings.add(
                    pointer + "/NonKeyAttributes",
                    "%s has NonKeyAttributes although its ProjectionType is %s: remove them, or write 'INCLUDE'"
                            .formatted(index.quoted(), Quoted.of(projection.projectionType())));
        }
    }

    private static void checkEach(Index index, List<String> attributes, Set<String> tableKey, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < attributes.size(); i++) {
            String attribute = attributes.get(i);
            String pointer = index.pointer() + "/Projection/NonKeyAttributes/" + i;
            AttributeRules.checkName(attribute, pointer, findings);
            if (!seen.add(attribute)) {
                findings.add(
                        pointer,
                        "attribute %s stands twice in NonKeyAttributes of %s: remove one of the two"
                                .formatted(Quoted.of(attribute), index.quoted()));
            } else if (tableKey.contains(attribute)) {
                findings.add(
                        pointer,
                        "attribute %s in NonKeyAttributes of %s is in the table's key, which every index holds: remove it"
                                .formatted(Quoted.of(attribute), index.quoted()));
            }
        }
    }
}
