package dev.ddbtool.schema;

import org.jspecify.annotations.Nullable;

/**
 * What the two texts beside the files say of one table: of ten thousand tables these are kept, not their schemas.
 *
 * @param items null where it is not known; so are the bytes and the TTL attribute
 * @param overview the line of the overview
 */
public record SummaryRow(
        String name,
        @Nullable Long items,
        @Nullable Long bytes,
        int localIndexes,
        int globalIndexes,
        int vectorIndexes,
        String billingMode,
        String timeToLive,
        String overview) {

    public static SummaryRow of(TableSchema schema) {
        Table table = schema.table();
        return new SummaryRow(
                schema.name(),
                table.itemCount(),
                table.tableSizeBytes(),
                table.localSecondaryIndexes().size(),
                table.globalSecondaryIndexes().size(),
                table.vectorIndexes().size(),
                table.billingMode().intern(), // of two words one, ten thousand times
                TableSummary.timeToLive(schema.timeToLive()),
                Overview.line(schema));
    }

    int indexes() {
        return localIndexes + globalIndexes + vectorIndexes;
    }
}
