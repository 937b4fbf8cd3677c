package dev.ddbtool.plan.compare;

import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.Step;
import dev.ddbtool.schema.AddableIndex;
import dev.ddbtool.schema.AttributeDefinition;
import dev.ddbtool.schema.DynamoDbLimits;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.Index;
import dev.ddbtool.schema.ProvisionedThroughput;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.VectorIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares the global and vector indexes of a table: missing indexes, indexes with a different definition, and blockers for
 * the missing ones. An index that is being deleted counts as missing.
 */
final class AddableIndexes {

    private final Table wanted;
    private final LiveTable live;
    private final Table table;
    private final Policy policy;

    /** The types of all attributes in keys and search schemas, by name, including those of indexes to be added. */
    private final Map<String, String> types = new LinkedHashMap<>();

    private final List<AddableIndex> added = new ArrayList<>();
    private final ComparisonResult result;

    AddableIndexes(Table wanted, LiveTable live, Policy policy, ComparisonResult result) {
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
        wanted.addableIndexes().forEach(index -> {
            AddableIndex actual = compareDefinition(index);
            if (actual != null && !sameThroughput(index, actual)) {
                differs(index, index, actual, Remedy.MANUAL);
            }
        });
        table.addableIndexes().stream()
                .filter(index -> find(wanted, index) == null)
                .forEach(index -> differs(index, null, index, Remedy.MANUAL));
        checkLimits();
    }

    /** Compares one index. On-demand maximums are compared only if given. */
    void compare(GlobalSecondaryIndex index) {
        AddableIndex actual = compareDefinition(index);
        if (actual != null && index.onDemandThroughput() != null && !sameThroughput(index, actual)) {
            differs(index, index, actual, Remedy.MANUAL);
        }
        checkLimits();
    }

    private void differs(AddableIndex index, @Nullable Object schema, @Nullable Object actual, Remedy remedy) {
        result.differs(Setting.of(index), index.indexName(), schema, actual, remedy);
    }

    private void blocks(String message, String hint) {
        result.block(new Blocker(Remedy.ADD_GSI, message, hint));
    }

    /** The index of the same kind and name; null if there is none. */
    private static @Nullable AddableIndex find(Table table, AddableIndex like) {
        return table.addableIndexes().stream()
                .filter(index -> index.indexName().equals(like.indexName()) && Setting.of(index) == Setting.of(like))
                .findFirst()
                .orElse(null);
    }

    /** Compares everything but throughput. Returns the live index if it matches, otherwise null. */
    private @Nullable AddableIndex compareDefinition(AddableIndex index) {
        AddableIndex actual = find(table, index);
        if (actual == null) {
            differs(index, index, null, Remedy.ADD_GSI);
            plan(index);
            return null;
        }
        boolean sameTypes = index.definedAttributes().stream()
                .allMatch(name -> Objects.equals(wanted.attributeType(name), table.attributeType(name)));
        boolean sameDefinition = index.definition().equals(actual.definition());
        if (sameDefinition && sameTypes) {
            return actual;
        }
        if (!sameDefinition) {
            differs(index, index, actual, Remedy.MANUAL);
        }
        blocks(
                "index '" + index.indexName() + "' of '" + live.name()
                        + "' already exists with a different definition: live "
                        + IndexDefinitions.describe(actual, table::attributeType) + "; requested "
                        + IndexDefinitions.describe(index, wanted::attributeType),
                "choose another index name, or delete the live index first: an index cannot be changed");
        return null;
    }

    /** Throughput is compared only between tables with the same billing mode. Vector indexes have none. */
    private boolean sameThroughput(AddableIndex index, AddableIndex actual) {
        if (!(index instanceof GlobalSecondaryIndex schema && actual instanceof GlobalSecondaryIndex found)
                || !policy.billingMode(wanted).equals(table.billingMode())) {
            return true;
        }
        return table.onDemand()
                ? Objects.equals(schema.onDemandThroughput(), found.onDemandThroughput())
                : !policy.comparesThroughput()
                        || Objects.equals(schema.provisionedThroughput(), found.provisionedThroughput());
    }

    private void plan(AddableIndex index) {
        checkName(index.indexName());
        for (String name : index.definedAttributes()) {
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
        if (index instanceof VectorIndex vector) {
            checkVector(vector);
        }
        List<AttributeDefinition> definitions = new ArrayList<>();
        types.forEach((name, type) -> definitions.add(new AttributeDefinition(name, type)));
        added.add(index);
        result.plan(new Step.CreateIndex(
                index instanceof GlobalSecondaryIndex global ? billed(global) : index, definitions));
    }

    /**
     * Index names are unique across all kinds of indexes: AWS returns "Attempting to create an index which already
     * exists".
     */
    private void checkName(String name) {
        Index.of(table).stream().filter(index -> index.name().equals(name)).forEach(index -> {
            String kind = index.is(Index.LOCAL) ? "local" : index.is(Index.GLOBAL) ? "global" : "vector";
            blocks(
                    "'" + live.name() + "' already has a " + kind + " index '" + name + "'",
                    "choose another name: index names are unique within a table");
        });
    }

    private void checkVector(VectorIndex index) {
        // Developer Guide, "Vector search: requirements and limitations"; AWS returns "Vector indexes are only
        // supported
        // for PAY_PER_REQUEST tables"
        if (!table.onDemand()) {
            blocks(
                    "'" + live.name() + "' has billing mode " + BillingModeSummary.PROVISIONED + "; vector index '"
                            + index.indexName() + "' requires " + BillingModeSummary.PAY_PER_REQUEST,
                    "switch the table first: aws dynamodb update-table --table-name " + live.name() + " --billing-mode "
                            + BillingModeSummary.PAY_PER_REQUEST);
        }
        // AWS returns "An attribute cannot be defined in AttributeDefinitions when used as a VectorAttribute"
        String attribute =
                index.vectorAttribute() == null ? null : index.vectorAttribute().attributeName();
        String type = types.get(attribute);
        if (type != null) {
            blocks(
                    "attribute '" + attribute + "' of '" + live.name() + "' is already defined as " + type
                            + "; it cannot hold the vectors of index '" + index.indexName() + "'",
                    "use another vector attribute: no key of the table can contain it");
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
        List<GlobalSecondaryIndex> global = with(table.globalSecondaryIndexes(), GlobalSecondaryIndex.class);
        checkCount(global.size(), "global secondary", DynamoDbLimits.GLOBAL_INDEXES);
        checkCount(with(table.vectorIndexes(), VectorIndex.class).size(), "vector", DynamoDbLimits.VECTOR_INDEXES);
        int attributes = IndexDefinitions.nonKeyAttributes(global, table.localSecondaryIndexes());
        if (attributes > DynamoDbLimits.NON_KEY_ATTRIBUTES_OF_TABLE) {
            blocks(
                    "the indexes of '" + live.name() + "' would project " + attributes
                            + " non-key attributes; the limit is " + DynamoDbLimits.NON_KEY_ATTRIBUTES_OF_TABLE,
                    "project fewer attributes, or ALL");
        }
    }

    /** The live indexes of a kind with those to be added. */
    private <T extends AddableIndex> List<T> with(List<T> there, Class<T> kind) {
        List<T> after = new ArrayList<>(there);
        added.stream().filter(kind::isInstance).map(kind::cast).forEach(after::add);
        return after;
    }

    private void checkCount(int count, String kind, int limit) {
        if (count > limit) {
            blocks(
                    "'" + live.name() + "' would have " + count + " " + kind + " indexes; the limit is " + limit,
                    "delete an unused index");
        }
    }
}
