package dev.ddbtool.schema;

import dev.ddbtool.schema.Rules.Findings;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Names and numbers of indexes, and the table's own name. */
final class IndexRules {

    /** Service model, {@code TableName} and {@code IndexName}. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");

    private IndexRules() {}

    /** Characters only: how long a name may be depends on the environment, which {@code TableNames} knows. */
    static void tableName(TableSchema schema, Findings findings) {
        String name = schema.name();
        if (!NAME.matcher(name).matches() || name.length() > DynamoDbLimits.LONGEST_NAME) {
            findings.add(
                    "/Table/TableName",
                    "TableName %s cannot be the name of a table: write up to %d letters, digits, '_', '.' and '-'"
                            .formatted(Quoted.of(name), DynamoDbLimits.LONGEST_NAME));
        }
    }

    static void counts(TableSchema schema, Findings findings) {
        count(
                Index.LOCAL,
                schema.table().localSecondaryIndexes().size(),
                DynamoDbLimits.LOCAL_INDEXES,
                "remove some",
                findings);
        count(
                Index.GLOBAL,
                schema.table().globalSecondaryIndexes().size(),
                DynamoDbLimits.GLOBAL_INDEXES,
                "remove some (it is a quota of the account)",
                findings);
    }

    static void names(TableSchema schema, Findings findings) {
        for (Index index : Index.of(schema.table())) {
            String name = index.name();
            if (!NAME.matcher(name).matches()
                    || name.length() < DynamoDbLimits.SHORTEST_INDEX_NAME
                    || name.length() > DynamoDbLimits.LONGEST_NAME) {
                findings.add(
                        index.pointer() + "/IndexName",
                        "IndexName %s cannot be the name of an index: write %d to %d letters, digits, '_', '.' and '-'"
                                .formatted(
                                        Quoted.of(name),
                                        DynamoDbLimits.SHORTEST_INDEX_NAME,
                                        DynamoDbLimits.LONGEST_NAME));
            }
        }
    }

    /** AWS answers "Duplicate index name"; for vector indexes see the API reference, {@code CreateVectorIndexAction}. */
    static void eachNameStandsOnce(TableSchema schema, Findings findings) {
        Map<String, Index> seen = new HashMap<>();
        for (Index index : Index.of(schema.table())) {
            Index first = seen.putIfAbsent(index.name(), index);
            if (first != null) {
                findings.add(
                        index.pointer() + "/IndexName",
                        "IndexName %s stands twice, first in %s: give one of the two another name"
                                .formatted(Quoted.of(index.name()), first.list()));
            }
        }
    }

    private static void count(String list, int count, int most, String advice, Findings findings) {
        if (count > most) {
            findings.add(
                    "/Table/" + list, "%s has %d indexes, the limit is %d: %s".formatted(list, count, most, advice));
        }
    }
}
