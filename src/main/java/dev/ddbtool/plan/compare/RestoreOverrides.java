package dev.ddbtool.plan.compare;

import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.TableClassSummary;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.TimeToLive;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a restore call overrides, and the table that results.
 *
 * @param content the table in the backup, or the live source
 * @param encryption null: as in the content
 * @param billing the content with another billing mode; null: as in the content
 */
record RestoreOverrides(
        Table content,
        @Nullable Encryption encryption,
        @Nullable Table billing) {

    /** A table that is gone has the encryption and the billing mode of its file, unless an option chooses others. */
    static RestoreOverrides ofFile(TargetTable target, Table content) {
        SseDescription sse = content.sseDescription();
        boolean keeps = sse == null
                || target.undecidedKey() != null
                || target.encryption().matches(sse);
        return new RestoreOverrides(content, keeps ? null : target.encryption(), billing(target.table(), content));
    }

    /** A copy of a live table has its encryption and its billing mode, unless an option chooses others. */
    static RestoreOverrides ofOptions(Policy chosen, Table content) {
        boolean keeps = chosen.billingMode() == null || chosen.billingMode().equals(content.billingMode());
        return new RestoreOverrides(content, chosen.encryption(), keeps ? null : onDemand(content));
    }

    private static @Nullable Table billing(Table wanted, Table content) {
        if (wanted.billingMode().equals(content.billingMode())) {
            return null;
        }
        return wanted.onDemand() ? onDemand(content) : provisioned(wanted, content);
    }

    private static Table onDemand(Table content) {
        return content.with(copy -> {
            copy.billingModeSummary = new BillingModeSummary(BillingModeSummary.PAY_PER_REQUEST);
            copy.provisionedThroughput = null;
            copy.globalSecondaryIndexes = content.globalSecondaryIndexes().stream()
                    .map(index -> index.withThroughput(null, index.onDemandThroughput()))
                    .toList();
        });
    }

    /** Provisioned throughput requires the units of every index (seen); null if the file lacks some. */
    private static @Nullable Table provisioned(Table wanted, Table content) {
        Map<String, GlobalSecondaryIndex> units = new HashMap<>();
        wanted.globalSecondaryIndexes().stream()
                .filter(index -> index.provisionedThroughput() != null)
                .forEach(index -> units.put(index.indexName(), index));
        boolean complete = wanted.provisionedThroughput() != null
                && content.globalSecondaryIndexes().stream().allMatch(index -> units.containsKey(index.indexName()));
        return complete
                ? content.with(copy -> {
                    copy.billingModeSummary = wanted.billingModeSummary();
                    copy.provisionedThroughput = wanted.provisionedThroughput();
                    copy.globalSecondaryIndexes = content.globalSecondaryIndexes().stream()
                            .map(index -> index.withThroughput(
                                    Objects.requireNonNull(units.get(index.indexName()))
                                            .provisionedThroughput(),
                                    null))
                            .toList();
                })
                : null;
    }

    /** The table as the restore will leave it: without tags, TTL, recovery, stream, protection and class (Guide and seen). */
    LiveTable restored(String name) {
        Table table = (billing == null ? content : billing).with(copy -> {
            copy.tableName = name;
            copy.streamSpecification = null;
            copy.deletionProtectionEnabled = false;
            copy.tableClassSummary = new TableClassSummary(TableClassSummary.STANDARD);
            copy.sseDescription = encryption == null ? content.sseDescription() : encryption.description();
        });
        return new LiveTable(
                name,
                new TableSchema(table, TimeToLive.OFF, ContinuousBackups.recoveryOff(), List.of()),
                LiveTable.ACTIVE,
                Map.of(),
                false,
                "",
                List.of(),
                Map.of(),
                null,
                null);
    }
}
