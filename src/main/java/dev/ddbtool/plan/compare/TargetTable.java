package dev.ddbtool.plan.compare;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The target of one table: its schema file with policy and environment applied.
 *
 * @param table the content of {@code CreateTable}, with the physical name
 * @param encryption null if the file names a customer managed key and the policy none: then the table cannot be created
 * @param timeToLive the attribute, or null for off
 * @param recoveryPeriodInDays in days, or null for off
 */
record TargetTable(
        Table table,
        @Nullable Encryption encryption,
        List<Tag> tags,
        @Nullable String timeToLive,
        @Nullable Integer recoveryPeriodInDays) {

    static TargetTable of(TableSchema schema, String physicalName, Policy policy, Environment environment) {
        return new TargetTable(
                billed(schema.table(), policy).with(copy -> copy.tableName = physicalName),
                encryption(schema.table(), policy),
                tags(schema, policy, environment),
                timeToLive(schema.timeToLive()),
                policy.recoveryOff() ? null : recoveryPeriodInDays(schema.continuousBackups()));
    }

    /**
     * The tags of a new table: those of the file with the name of the environment, overridden by those of the policy.
     */
    static List<Tag> tags(TableSchema schema, Policy policy, Environment environment) {
        Map<String, String> tags = new LinkedHashMap<>();
        if (schema.tags() != null) {
            schema.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        }
        tags.put(Tag.ENVIRONMENT, environment.name());
        policy.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        List<Tag> list = new ArrayList<>();
        tags.forEach((key, value) -> list.add(new Tag(key, value)));
        return List.copyOf(list);
    }

    /**
     * The encryption of the file; null if it is a customer managed key, which must not be used silently in another
     * environment.
     */
    private static @Nullable Encryption encryption(Table table, Policy policy) {
        if (policy.encryption() != null) {
            return policy.encryption();
        }
        return table.keyArn() == null ? Encryption.AWS_MANAGED_KEY : null;
    }

    private static @Nullable String timeToLive(@Nullable TimeToLive timeToLive) {
        return timeToLive != null && timeToLive.enabled() ? timeToLive.attributeName() : null;
    }

    private static int recoveryPeriodInDays(@Nullable ContinuousBackups backups) {
        return backups != null && backups.recoveryEnabled()
                ? backups.recoveryPeriodInDays()
                : ContinuousBackups.DEFAULT_RECOVERY_PERIOD_IN_DAYS;
    }

    /** The table with the billing mode of the policy, and with the throughput that this mode allows. */
    private static Table billed(Table table, Policy policy) {
        if (policy.billingAsExported() || table.onDemand()) {
            return table;
        }
        return table.with(copy -> {
            copy.billingModeSummary = new BillingModeSummary(BillingModeSummary.PAY_PER_REQUEST);
            copy.provisionedThroughput = null;
            copy.globalSecondaryIndexes = table.globalSecondaryIndexes().stream()
                    .map(index -> index.withThroughput(null, index.onDemandThroughput()))
                    .toList();
        });
    }
}
