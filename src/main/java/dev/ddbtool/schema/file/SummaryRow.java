package dev.ddbtool.schema.file;

import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.TimeToLive;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The data of one table in the summary and the overview. An export of 10,000 tables keeps these rows, not the schemas.
 *
 * @param items null if unknown, like the bytes and the TTL attribute
 * @param overview the line of the overview
 * @param entity the table in the entity diagram
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
        String overview,
        DiagramEntity entity) {

    /** Shown for a value that the schema does not have. */
    static final String UNKNOWN = "unknown";

    public static SummaryRow of(TableSchema schema) {
        Table table = schema.table();
        return new SummaryRow(
                schema.name(),
                table.itemCount(),
                table.tableSizeBytes(),
                table.localSecondaryIndexes().size(),
                table.globalSecondaryIndexes().size(),
                table.vectorIndexes().size(),
                table.billingMode().intern(), // saves memory: one of two words, 10,000 times
                timeToLive(schema.timeToLive()),
                OverviewRow.of(schema),
                DiagramEntity.of(schema));
    }

    int indexes() {
        return localIndexes + globalIndexes + vectorIndexes;
    }

    private static String timeToLive(@Nullable TimeToLive timeToLive) {
        if (timeToLive == null) {
            return UNKNOWN;
        }
        return timeToLive.enabled() ? Objects.toString(timeToLive.attributeName(), UNKNOWN) : "-";
    }
}
