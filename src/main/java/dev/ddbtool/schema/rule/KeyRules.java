package dev.ddbtool.schema.rule;

import dev.ddbtool.problem.Quoted;
import dev.ddbtool.schema.DynamoDbLimits;
import dev.ddbtool.schema.Index;
import dev.ddbtool.schema.KeySchemaElement;
import dev.ddbtool.schema.TableSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules for the keys of the table and of its local and global indexes. */
final class KeyRules {

    private KeyRules() {}

    static void tableKey(TableSchema schema, Violations violations) {
        new Key("the table", "/Table/KeySchema", schema.table().keySchema()).check(1, violations);
    }

    static void globalIndexKeys(TableSchema schema, Violations violations) {
        for (Index index : Index.of(schema.table())) {
            if (index.is(Index.GLOBAL)) {
                keyOf(index).check(DynamoDbLimits.KEY_ATTRIBUTES_OF_GLOBAL_INDEX, violations);
            }
        }
    }

    /**
     * AWS returns "Index KeySchema does not have a range key", "Table KeySchema does not have a range key, which is
     * required when specifying a LocalSecondaryIndex" and "Index KeySchema does not have the same leading hash key as
     * table KeySchema"; DynamoDB Local rejects all three too.
     */
    static void localIndexKeys(TableSchema schema, Violations violations) {
        Optional<String> tablePartition = partitionAttribute(schema.table().keySchema());
        boolean tableHasSortKey = schema.table().keySchema().stream()
                .anyMatch(element -> element.keyType().equals(KeySchemaElement.RANGE));
        for (Index index : Index.of(schema.table())) {
            if (!index.is(Index.LOCAL)) {
                continue;
            }
            keyOf(index).check(1, violations);
            if (index.keySchema().stream()
                    .noneMatch(element -> element.keyType().equals(KeySchemaElement.RANGE))) {
                violations.add(
                        index.pointer() + "/KeySchema",
                        "KeySchema of local %s has no RANGE element: add a sort key that differs from the table's"
                                .formatted(index.quoted()));
            }
            if (!tableHasSortKey) {
                violations.add(
                        index.pointer(),
                        "local %s requires a table with a RANGE element in its key: use a global index"
                                .formatted(index.quoted()));
            }
            checkPartition(index, tablePartition, violations);
        }
    }

    private static void checkPartition(Index index, Optional<String> tablePartition, Violations violations) {
        Optional<String> partition = partitionAttribute(index.keySchema());
        if (partition.isPresent() && tablePartition.isPresent() && !partition.equals(tablePartition)) {
            violations.add(
                    index.pointer() + "/KeySchema/0/AttributeName",
                    "the HASH element of local %s is %s, but the table's is %s: use the same attribute, or a global index"
                            .formatted(index.quoted(), Quoted.of(partition.get()), Quoted.of(tablePartition.get())));
        }
    }

    private static Optional<String> partitionAttribute(List<KeySchemaElement> keySchema) {
        return keySchema.stream()
                .filter(KeySchemaElement::isPartitionKey)
                .map(KeySchemaElement::attributeName)
                .findFirst();
    }

    private static Key keyOf(Index index) {
        return new Key(index.quoted(), index.pointer() + "/KeySchema", index.keySchema());
    }

    /**
     * A key schema. {@code KeyType} is an enumeration of the service model. For the rest AWS returns "The first
     * KeySchemaElement is not a HASH key type", "The KeySchema exceeds the maximum allowed number of HASH key attributes",
     * "All HASH key attributes must precede RANGE key attributes in the KeySchema" and "The KeySchema contains multiple key
     * attributes with the same name".
     */
    private record Key(String where, String pointer, List<KeySchemaElement> elements) {

        void check(int mostOfAKind, Violations violations) {
            int hashes = 0;
            int ranges = 0;
            boolean inOrder = true;
            Set<String> attributes = new HashSet<>();
            for (int i = 0; i < elements.size(); i++) {
                KeySchemaElement element = elements.get(i);
                String at = pointer + "/" + i;
                if (element.keyType().equals(KeySchemaElement.HASH)) {
                    inOrder &= ranges == 0;
                    count(++hashes, mostOfAKind, element, at, violations);
                } else if (element.keyType().equals(KeySchemaElement.RANGE)) {
                    count(++ranges, mostOfAKind, element, at, violations);
                } else {
                    violations.add(
                            at + "/KeyType",
                            "unknown KeyType %s in the key of %s: use 'HASH' (partition) or 'RANGE' (sort)"
                                    .formatted(Quoted.of(element.keyType()), where));
                }
                if (!attributes.add(element.attributeName())) {
                    violations.add(
                            at + "/AttributeName",
                            "duplicate attribute %s in the key of %s: remove one"
                                    .formatted(Quoted.of(element.attributeName()), where));
                }
            }
            if (hashes == 0) {
                violations.add(
                        pointer, "missing HASH element in the KeySchema of %s: add the partition key".formatted(where));
            }
            if (!inOrder) {
                violations.add(
                        pointer,
                        "KeySchema of %s has a RANGE element before a HASH element: put all HASH elements first"
                                .formatted(where));
            }
        }

        private void count(int count, int most, KeySchemaElement element, String at, Violations violations) {
            if (count == most + 1) {
                violations.add(
                        at,
                        "too many %s elements in the key of %s; the limit is %d: remove %s"
                                .formatted(element.keyType(), where, most, Quoted.of(element.attributeName())));
            }
        }
    }
}
