package dev.ddbtool.aws;

import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.schema.AddableIndex;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * A global or vector index in a response.
 *
 * @param index its definition; the throughput is incomplete
 * @param status {@code IndexStatus}, or {@code CREATING} while it is backfilling: versions of the Developer Guide disagree on
 *     the status of a vector index meanwhile. Null while the table is being restored
 */
record IndexDescription(AddableIndex index, @Nullable String status, boolean backfilling) {

    /** All global and vector indexes of a table. */
    static List<IndexDescription> of(TableDescription table) {
        return Stream.concat(
                        table.globalSecondaryIndexes().stream()
                                .map(index -> of(
                                        ResponseMapper.globalIndex(index, true),
                                        index.indexStatusAsString(),
                                        index.backfilling())),
                        table.vectorIndexes().stream()
                                .map(index -> of(
                                        ResponseMapper.vectorIndex(index),
                                        index.indexStatusAsString(),
                                        index.backfilling())))
                .toList();
    }

    /** The index of this name; empty if there is none. */
    static Optional<IndexDescription> find(TableDescription table, String name) {
        return of(table).stream().filter(index -> index.name().equals(name)).findFirst();
    }

    private static IndexDescription of(AddableIndex index, @Nullable String status, @Nullable Boolean backfilling) {
        boolean fills = Boolean.TRUE.equals(backfilling);
        boolean early = fills && LiveTable.ACTIVE.equals(status);
        return new IndexDescription(index, early ? LiveTable.CREATING : status, fills);
    }

    String name() {
        return index.indexName();
    }

    boolean active() {
        return LiveTable.ACTIVE.equals(status);
    }
}
