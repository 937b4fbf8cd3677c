package dev.ddbtool.schema;

import dev.ddbtool.schema.Rules.Findings;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Names and numbers of indexes, and the table's own name. */
final class IndexRules {

    /** Per table (Developer Guide, "Quotas"). */
    static final int MOST_LOCAL = 5;

    /** Per table; a quota that AWS can raise (Developer Guide, "Quotas"). */
    static final int MOST_GLOBAL = 20;

    /** Of the names of tables and indexes (service model). */
    static final int SHORTEST_NAME = 3;

    static final int LONGEST_NAME = 255;

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");

    private IndexRules() {}

    /** Characters only: how long a name may be depends on the environment, which {@code TableNames} knows. */
    static void tableName(TableSchema schema, Findings findings) {
        String name = schema.name();
        if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
            findings.add(
                    "/Table/TableName",
                    "TableName %s cannot be the name of a table: write up to %d letters, digits, '_', '.' and '-'"
                            .formatted(Quoted.of(name), LONGEST_NAME));
        }
    }

    static void counts(TableSchema schema, Findings findings) {
        count(Index.LOCAL, schema.table().localSecondaryIndexes().size(), MOST_LOCAL, "remove some", findings);
        count(
                Index.GLOBAL,
                schema.table().globalSecondaryIndexes().size(),
                MOST_GLOBAL,
                "remove some (it is a quota of the account)",
                findings);
    }

    static void names(TableSchema schema, Findings findings) {
        for (Index index : Index.of(schema.table())) {
            String name = index.name();
            if (!NAME.matcher(name).matches() || name.length() < SHORTEST_NAME || name.length() > LONGEST_NAME) {
                findings.add(
                        index.pointer() + "/IndexName",
                        "IndexName %s cannot be the name of an index: write %d to %d letters, digits, '_', '.' and '-'"
                                .formatted(Quoted.of(name), SHORTEST_NAME, LONGEST_NAME));
            }
        }
    }

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
