package dev.ddbtool.schema.rule;

import dev.ddbtool.problem.Quoted;
import dev.ddbtool.schema.DynamoDbLimits;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.OnDemandThroughput;
import dev.ddbtool.schema.ProvisionedThroughput;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.TableSchema;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules for the billing mode, provisioned throughput and on-demand maximums of the table and its global indexes. */
final class ThroughputRules {

    private static final String MODE = "BillingModeSummary.BillingMode";
    private static final Set<String> MODES = Set.of(BillingModeSummary.PROVISIONED, BillingModeSummary.PAY_PER_REQUEST);

    private ThroughputRules() {}

    /** Service model, {@code BillingMode}. */
    static void billingMode(TableSchema schema, Violations violations) {
        String mode = schema.table().billingMode();
        if (!MODES.contains(mode)) {
            violations.add(
                    "/Table/BillingModeSummary/BillingMode",
                    "unknown BillingMode %s: use 'PROVISIONED' or 'PAY_PER_REQUEST'".formatted(Quoted.of(mode)));
        }
    }

    /**
     * AWS returns "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
     * "ProvisionedThroughput is not specified for index" and the reverse for PAY_PER_REQUEST.
     */
    static void provisioned(TableSchema schema, Violations violations) {
        Table table = schema.table();
        provisioned(table, "the table", "/Table", table.provisionedThroughput(), violations);
        for (int i = 0; i < table.globalSecondaryIndexes().size(); i++) {
            GlobalSecondaryIndex index = table.globalSecondaryIndexes().get(i);
            provisioned(table, named(index), pointer(i), index.provisionedThroughput(), violations);
        }
    }

    /** AWS returns "MaxReadRequestUnits for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED". */
    static void onDemand(TableSchema schema, Violations violations) {
        Table table = schema.table();
        onDemand(table, "the table", "/Table", table.onDemandThroughput(), violations);
        for (int i = 0; i < table.globalSecondaryIndexes().size(); i++) {
            GlobalSecondaryIndex index = table.globalSecondaryIndexes().get(i);
            onDemand(table, named(index), pointer(i), index.onDemandThroughput(), violations);
        }
    }

    private static void provisioned(
            Table table,
            String where,
            String pointer,
            @Nullable ProvisionedThroughput throughput,
            Violations violations) {
        String at = pointer + "/ProvisionedThroughput";
        if (throughput == null) {
            if (table.billingMode().equals(BillingModeSummary.PROVISIONED)) {
                violations.add(
                        pointer,
                        "%s has no ProvisionedThroughput, but the billing mode is PROVISIONED%s: add it, or set %s to 'PAY_PER_REQUEST'"
                                .formatted(where, byDefault(table), MODE));
            }
        } else if (table.onDemand()) {
            violations.add(
                    at,
                    "%s has ProvisionedThroughput, but the billing mode is PAY_PER_REQUEST%s: remove it, or set %s to 'PROVISIONED'"
                            .formatted(where, byDefault(table), MODE));
        } else {
            checkUnits("ReadCapacityUnits", throughput.readCapacityUnits(), where, at, violations);
            checkUnits("WriteCapacityUnits", throughput.writeCapacityUnits(), where, at, violations);
        }
    }

    private static void onDemand(
            Table table, String where, String pointer, @Nullable OnDemandThroughput throughput, Violations violations) {
        if (throughput == null) {
            return;
        }
        String at = pointer + "/OnDemandThroughput";
        if (table.billingMode().equals(BillingModeSummary.PROVISIONED)) {
            violations.add(
                    at,
                    "%s has OnDemandThroughput, but the billing mode is PROVISIONED: remove it, or set %s to 'PAY_PER_REQUEST'"
                            .formatted(where, MODE));
        }
        Long reads = throughput.maxReadRequestUnits();
        Long writes = throughput.maxWriteRequestUnits();
        if (reads != null) {
            checkUnits("MaxReadRequestUnits", reads, where, at, violations);
        }
        if (writes != null) {
            checkUnits("MaxWriteRequestUnits", writes, where, at, violations);
        }
    }

    /** Why the table has its billing mode, if the file has no summary. */
    private static String byDefault(Table table) {
        if (table.billingModeSummary() != null) {
            return "";
        }
        return table.onDemand() ? " (the default)" : " (the default for a table with ProvisionedThroughput)";
    }

    /** Service model, {@code PositiveLongObject}; for maximums AWS returns "is outside of valid range". */
    private static void checkUnits(String member, long value, String where, String pointer, Violations violations) {
        if (value < 1 || value > DynamoDbLimits.CAPACITY_UNITS) {
            violations.add(
                    pointer + "/" + member,
                    "%s of %s is '%d'; the allowed range is 1 to %d: use a number in this range"
                            .formatted(member, where, value, DynamoDbLimits.CAPACITY_UNITS));
        }
    }

    private static String named(GlobalSecondaryIndex index) {
        return "index " + Quoted.of(index.indexName());
    }

    private static String pointer(int position) {
        return "/Table/GlobalSecondaryIndexes/" + position;
    }
}
