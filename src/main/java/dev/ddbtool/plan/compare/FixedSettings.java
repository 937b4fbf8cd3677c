package dev.ddbtool.plan.compare;

import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.schema.LocalSecondaryIndex;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.TableClassSummary;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares the settings that ddbtool never changes on existing tables: keys, local indexes, capacity, class.
 * The remedy is MANUAL.
 */
final class FixedSettings {

    private final Table schema;
    private final LiveTable live;
    private final Table table;
    private final Policy policy;
    private final ComparisonResult result;

    FixedSettings(TargetTable target, LiveTable live, ComparisonResult result) {
        this.schema = target.table();
        this.live = live;
        this.table = live.schema().table();
        this.policy = target.policy();
        this.result = result;
    }

    void compare() {
        keys();
        localIndexes();
        billing();
        tableClass();
    }

    private void keys() {
        Table lasting = live.lastingTable();
        if (!schema.keySchema().equals(table.keySchema())) {
            result.differs(Setting.KEY_SCHEMA, schema.keySchema(), table.keySchema(), Remedy.MANUAL);
        }
        schema.attributeDefinitions().forEach(wanted -> {
            String type = lasting.attributeType(wanted.attributeName());
            if (type != null && !type.equals(wanted.attributeType())) {
                result.differs(
                        Setting.ATTRIBUTE_TYPE, wanted.attributeName(), wanted.attributeType(), type, Remedy.MANUAL);
            }
        });
    }

    private void localIndexes() {
        Map<String, LocalSecondaryIndex> wanted = IndexDefinitions.localByName(schema.localSecondaryIndexes());
        Map<String, LocalSecondaryIndex> actual = IndexDefinitions.localByName(table.localSecondaryIndexes());
        wanted.forEach((name, index) -> {
            if (!index.equals(actual.get(name))) {
                result.differs(Setting.LOCAL_SECONDARY_INDEX, name, index, actual.get(name), Remedy.MANUAL);
            }
        });
        actual.forEach((name, index) -> {
            if (!wanted.containsKey(name)) {
                result.differs(Setting.LOCAL_SECONDARY_INDEX, name, null, index, Remedy.MANUAL);
            }
        });
    }

    private void billing() {
        if (!table.billingMode().equals(schema.billingMode())) {
            result.differs(
                    Setting.BILLING_MODE,
                    schema.billingModeSummary(),
                    new BillingModeSummary(table.billingMode()),
                    Remedy.MANUAL);
        } else if (table.onDemand()) {
            throughput(Setting.ON_DEMAND_THROUGHPUT, schema.onDemandThroughput(), table.onDemandThroughput());
        } else if (policy.comparesThroughput()) {
            throughput(Setting.PROVISIONED_THROUGHPUT, schema.provisionedThroughput(), table.provisionedThroughput());
        }
    }

    private void throughput(Setting setting, @Nullable Object wanted, @Nullable Object actual) {
        if (!Objects.equals(wanted, actual)) {
            result.differs(setting, wanted, actual, Remedy.MANUAL);
        }
    }

    private void tableClass() {
        TableClassSummary actual = table.tableClassSummary();
        if (actual != null && !actual.tableClass().equals(schema.tableClass())) {
            result.differs(Setting.TABLE_CLASS, new TableClassSummary(schema.tableClass()), actual, Remedy.MANUAL);
        }
    }
}
