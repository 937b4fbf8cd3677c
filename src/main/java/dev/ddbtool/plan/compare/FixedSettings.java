package dev.ddbtool.plan.compare;

import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.TableClassSummary;
import java.util.Map;
import java.util.Objects;

/**
 * Compares the settings that ddbtool never changes on existing tables: keys, local and vector indexes, capacity, class.
 * The remedy is MANUAL.
 */
final class FixedSettings {

    private final Table schema;
    private final LiveTable live;
    private final Table table;
    private final Policy policy;
    private final ComparisonResult result;

    FixedSettings(Table schema, LiveTable live, Policy policy, ComparisonResult result) {
        this.schema = schema;
        this.live = live;
        this.table = live.schema().table();
        this.policy = policy;
        this.result = result;
    }

    void compare() {
        keys();
        localIndexes();
        vectorIndexes();
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
        byName(
                Setting.LOCAL_SECONDARY_INDEX,
                IndexDefinitions.localByName(schema.localSecondaryIndexes()),
                IndexDefinitions.localByName(table.localSecondaryIndexes()));
    }

    private void vectorIndexes() {
        byName(
                Setting.VECTOR_INDEX,
                IndexDefinitions.vectorByName(schema.vectorIndexes()),
                IndexDefinitions.vectorByName(table.vectorIndexes()));
    }

    /** Compares indexes that can only be created together with the table. */
    private void byName(Setting setting, Map<String, ?> wanted, Map<String, ?> actual) {
        wanted.forEach((name, definition) -> {
            if (!definition.equals(actual.get(name))) {
                result.differs(setting, name, definition, actual.get(name), Remedy.MANUAL);
            }
        });
        actual.forEach((name, definition) -> {
            if (!wanted.containsKey(name)) {
                result.differs(setting, name, null, definition, Remedy.MANUAL);
            }
        });
    }

    private void billing() {
        String wanted = policy.billing() == Policy.Billing.ON_DEMAND
                ? BillingModeSummary.PAY_PER_REQUEST
                : schema.billingMode();
        boolean defaultAllowed = policy.billing() == null && table.onDemand();
        if (!table.billingMode().equals(wanted) && !defaultAllowed) {
            result.differs(
                    Setting.BILLING_MODE,
                    new BillingModeSummary(wanted),
                    new BillingModeSummary(table.billingMode()),
                    Remedy.MANUAL);
        }
        if (policy.billingAsExported()
                && !schema.onDemand()
                && !table.onDemand()
                && !Objects.equals(schema.provisionedThroughput(), table.provisionedThroughput())) {
            result.differs(
                    Setting.PROVISIONED_THROUGHPUT,
                    schema.provisionedThroughput(),
                    table.provisionedThroughput(),
                    Remedy.MANUAL);
        }
        if (schema.onDemand()
                && table.onDemand()
                && !Objects.equals(schema.onDemandThroughput(), table.onDemandThroughput())) {
            result.differs(
                    Setting.ON_DEMAND_THROUGHPUT,
                    schema.onDemandThroughput(),
                    table.onDemandThroughput(),
                    Remedy.MANUAL);
        }
    }

    private void tableClass() {
        TableClassSummary actual = table.tableClassSummary();
        if (actual != null && !actual.tableClass().equals(schema.tableClass())) {
            result.differs(Setting.TABLE_CLASS, new TableClassSummary(schema.tableClass()), actual, Remedy.MANUAL);
        }
    }
}
