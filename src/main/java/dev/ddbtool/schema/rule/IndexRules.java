package dev.ddbtool.schema.rule;

import dev.ddbtool.problem.Quoted;
import dev.ddbtool.schema.DynamoDbLimits;
import dev.ddbtool.schema.Index;
import dev.ddbtool.schema.TableSchema;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Rules for the names and the number of indexes, and for the name of the table. */
final class IndexRules {

    /** Service model, {@code TableName} and {@code IndexName}. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");

    private IndexRules() {}

    /**
     * Checks only the characters. The length of the physical name depends on the environment; {@code TableNames} checks
     * it.
     */
    static void tableName(TableSchema schema, Violations violations) {
        String name = schema.name();
        if (!NAME.matcher(name).matches() || name.length() > DynamoDbLimits.LONGEST_NAME) {
            violations.add(
                    "/Table/TableName",
                    "invalid TableName %s: use up to %d letters, digits, '_', '.' and '-'"
                            .formatted(Quoted.of(name), DynamoDbLimits.LONGEST_NAME));
        }
    }

    static void counts(TableSchema schema, Violations violations) {
        count(
                Index.LOCAL,
                schema.table().localSecondaryIndexes().size(),
                DynamoDbLimits.LOCAL_INDEXES,
                "remove some",
                violations);
        count(
                Index.GLOBAL,
                schema.table().globalSecondaryIndexes().size(),
                DynamoDbLimits.GLOBAL_INDEXES,
                "remove some, or request a higher quota",
                violations);
    }

    static void names(TableSchema schema, Violations violations) {
        for (Index index : Index.of(schema.table())) {
            String name = index.name();
            if (!NAME.matcher(name).matches()
                    || name.length() < DynamoDbLimits.SHORTEST_INDEX_NAME
                    || name.length() > DynamoDbLimits.LONGEST_NAME) {
                violations.add(
                        index.pointer() + "/IndexName",
                        "invalid IndexName %s: use %d to %d letters, digits, '_', '.' and '-'"
                                .formatted(
                                        Quoted.of(name),
                                        DynamoDbLimits.SHORTEST_INDEX_NAME,
                                        DynamoDbLimits.LONGEST_NAME));
            }
        }
    }

    /** AWS returns "Duplicate index name"; for vector indexes see the API reference, {@code CreateVectorIndexAction}. */
    static void noDuplicateNames(TableSchema schema, Violations violations) {
        Map<String, Index> seen = new HashMap<>();
        for (Index index : Index.of(schema.table())) {
            Index first = seen.putIfAbsent(index.name(), index);
            if (first != null) {
                violations.add(
                        index.pointer() + "/IndexName",
                        "duplicate IndexName %s, first used in %s: rename one of them"
                                .formatted(Quoted.of(index.name()), first.list()));
            }
        }
    }

    private static void count(String list, int count, int most, String advice, Violations violations) {
        if (count > most) {
            violations.add(
                    "/Table/" + list, "%s has %d indexes; the limit is %d: %s".formatted(list, count, most, advice));
        }
    }
}
