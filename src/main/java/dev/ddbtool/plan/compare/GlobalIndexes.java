package dev.ddbtool.plan.compare;

import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.Step;
import dev.ddbtool.schema.AttributeDefinition;
import dev.ddbtool.schema.DynamoDbLimits;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.KeySchemaElement;
import dev.ddbtool.schema.ProvisionedThroughput;
import dev.ddbtool.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares the global secondary indexes of a table: missing indexes, indexes with a different definition, and blockers for
 * the missing ones. An index that is being deleted counts as missing.
 */
final class GlobalIndexes {

    private final Table wanted;
    private final LiveTable live;
    private final Table table;
    private final Policy policy;

    /** The types of all key attributes, by name, including those of indexes to be added. */
    private final Map<String, String> types = new LinkedHashMap<>();

    private final List<GlobalSecondaryIndex> added = new ArrayList<>();
    private final ComparisonResult result;

    GlobalIndexes(Table wanted, LiveTable live, Policy policy, ComparisonResult result) {
        this.wanted = wanted;
        this.live = live;
        this.table = live.lastingTable();
        this.policy = policy;
        this.result = result;
        table.attributeDefinitions()
                .forEach(definition -> types.put(definition.attributeName(), definition.attributeType()));
    }

    /** Compares all indexes. */
    void compare() {
        wanted.globalSecondaryIndexes().forEach(index -> {
            GlobalSecondaryIndex actual = compareDefinition(index);
            if (actual != null && !sameThroughput(index, actual)) {
                differs(index.indexName(), index, actual, Remedy.MANUAL);
            }
        });
        table.globalSecondaryIndexes().stream()
                .filter(index -> wanted.globalSecondaryIndex(index.indexName()) == null)
                .forEach(index -> differs(index.indexName(), null, index, Remedy.MANUAL));
        checkLimits();
    }

    /** Compares one index. On-demand maximums are compared only if given. */
    void compare(GlobalSecondaryIndex index) {
        GlobalSecondaryIndex actual = compareDefinition(index);
        if (actual != null && index.onDemandThroughput() != null && !sameThroughput(index, actual)) {
            differs(index.indexName(), index, actual, Remedy.MANUAL);
        }
        checkLimits();
    }

    private void differs(String name, @Nullable Object schema, @Nullable Object actual, Remedy remedy) {
        result.differs(Setting.GLOBAL_SECONDARY_INDEX, name, schema, actual, remedy);
    }

    private void blocks(String message, String hint) {
        result.block(new Blocker(Remedy.ADD_GSI, message, hint));
    }

    /** Compares keys, types and projection. Returns the live index if it matches, otherwise null. */
    private @Nullable GlobalSecondaryIndex compareDefinition(GlobalSecondaryIndex index) {
        GlobalSecondaryIndex actual = table.globalSecondaryIndex(index.indexName());
        if (actual == null) {
            differs(index.indexName(), index, null, Remedy.ADD_GSI);
            plan(index);
            return null;
        }
        boolean sameTypes = index.keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .allMatch(name -> Objects.equals(wanted.attributeType(name), table.attributeType(name)));
        boolean sameDefinition = index.keySchema().equals(actual.keySchema())
                && IndexDefinitions.sorted(index.projection()).equals(IndexDefinitions.sorted(actual.projection()));
        if (sameDefinition && sameTypes) {
            return actual;
        }
        if (!sameDefinition) {
            differs(index.indexName(), index, actual, Remedy.MANUAL);
        }
        blocks(
                "index '" + index.indexName() + "' of '" + live.name()
                        + "' already exists with a different definition: live "
                        + IndexDefinitions.describe(actual, table::attributeType) + "; requested "
                        + IndexDefinitions.describe(index, wanted::attributeType),
                "choose another index name, or delete the live index first: an index cannot be changed");
        return null;
    }

    /** Throughput is compared only between tables with the same billing mode. */
    private boolean sameThroughput(GlobalSecondaryIndex index, GlobalSecondaryIndex actual) {
        if (!policy.billingMode(wanted).equals(table.billingMode())) {
            return true;
        }
        return table.onDemand()
                ? Objects.equals(index.onDemandThroughput(), actual.onDemandThroughput())
                : !policy.comparesThroughput()
                        || Objects.equals(index.provisionedThroughput(), actual.provisionedThroughput());
    }

    private void plan(GlobalSecondaryIndex index) {
        checkName(index.indexName());
        for (KeySchemaElement element : index.keySchema()) {
            String name = element.attributeName();
            String type = Objects.requireNonNull(wanted.attributeType(name), name);
            String before = types.putIfAbsent(name, type);
            // AWS returns "Attributes cannot be redefined"
            if (before != null && !before.equals(type)) {
                blocks(
                        "attribute '" + name + "' of '" + live.name() + "' is already defined as " + before
                                + "; index '" + index.indexName() + "' requires " + type,
                        "use " + name + ":" + before
                                + ": an attribute must have the same type in every key of a table");
            }
        }
        List<AttributeDefinition> definitions = new ArrayList<>();
        types.forEach((name, type) -> definitions.add(new AttributeDefinition(name, type)));
        added.add(index);
        result.plan(new Step.CreateIndex(billed(index), definitions));
    }

    /**
     * Index names are unique across all kinds of indexes: AWS returns "Attempting to create an index which already
     * exists".
     */
    private void checkName(String name) {
        boolean local = table.localSecondaryIndexes().stream()
                .anyMatch(index -> index.indexName().equals(name));
        boolean vector = table.vectorIndexes().stream()
                .anyMatch(index -> index.indexName().equals(name));
        if (local || vector) {
            blocks(
                    "'" + live.name() + "' already has a " + (local ? "local" : "vector") + " index '" + name + "'",
                    "choose another name: index names are unique within a table");
        }
    }

    /** The index with the throughput that the billing mode of the live table requires or allows. */
    private GlobalSecondaryIndex billed(GlobalSecondaryIndex index) {
        ProvisionedThroughput throughput = index.provisionedThroughput();
        if (!table.onDemand() && throughput == null) {
            throughput = table.provisionedThroughput();
        }
        return table.onDemand()
                ? index.withThroughput(null, index.onDemandThroughput())
                : index.withThroughput(throughput, null);
    }

    private void checkLimits() {
        if (added.isEmpty()) {
            return;
        }
        List<GlobalSecondaryIndex> after = new ArrayList<>(table.globalSecondaryIndexes());
        after.addAll(added);
        if (after.size() > DynamoDbLimits.GLOBAL_INDEXES) {
            blocks(
                    "'" + live.name() + "' would have " + after.size() + " global secondary indexes; the limit is "
                            + DynamoDbLimits.GLOBAL_INDEXES,
                    "delete an unused index, or request a higher quota");
        }
        int attributes = IndexDefinitions.nonKeyAttributes(after, table.localSecondaryIndexes());
        if (attributes > DynamoDbLimits.NON_KEY_ATTRIBUTES_OF_TABLE) {
            blocks(
                    "the indexes of '" + live.name() + "' would project " + attributes
                            + " non-key attributes; the limit is " + DynamoDbLimits.NON_KEY_ATTRIBUTES_OF_TABLE,
                    "project fewer attributes, or ALL");
        }
    }
}
