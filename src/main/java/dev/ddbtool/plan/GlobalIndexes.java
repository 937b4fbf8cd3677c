package dev.ddbtool.plan;

import dev.ddbtool.schema.AttributeDefinition;
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
 * The global secondary indexes of a table: what is missing, what is defined otherwise, and what forbids to add the
 * missing ones. An index that is being deleted counts as missing.
 */
final class GlobalIndexes {

    /** Global secondary indexes of a table (Developer Guide, "Quotas"; adjustable). */
    static final int MAX_INDEXES = 20;

    /** Non-key attributes over all indexes of a table (Developer Guide, "Quotas"). */
    static final int MAX_NON_KEY_ATTRIBUTES = 100;

    private final Table wanted;
    private final LiveTable live;
    private final Policy policy;
    private final List<Difference> differences = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Blocker> blockers = new ArrayList<>();

    private GlobalIndexes(Table wanted, LiveTable live, Policy policy) {
        this.wanted = wanted;
        this.live = live;
        this.policy = policy;
    }

    /** All indexes of the schema against all live ones. */
    static GlobalIndexes compare(Table wanted, LiveTable live, Policy policy) {
        GlobalIndexes indexes = new GlobalIndexes(wanted, live, policy);
        wanted.globalSecondaryIndexes().forEach(indexes::compare);
        live.schema().table().globalSecondaryIndexes().stream()
                .filter(index -> wanted.globalSecondaryIndex(index.indexName()) == null)
                .filter(index -> !live.indexBeingDeleted(index.indexName()))
                .forEach(index -> indexes.differs(index.indexName(), null, index, Remedy.MANUAL));
        indexes.checkLimits();
        return indexes;
    }

    /** One index against the live table, whatever else that has. */
    static GlobalIndexes add(Table wanted, GlobalSecondaryIndex index, LiveTable live) {
        GlobalIndexes indexes = new GlobalIndexes(wanted, live, Policy.DEFAULT);
        indexes.compare(index);
        indexes.checkLimits();
        return indexes;
    }

    List<Difference> differences() {
        return differences;
    }

    List<Step> steps() {
        return steps;
    }

    List<Blocker> blockers() {
        return blockers;
    }

    private void differs(String name, @Nullable Object schema, @Nullable Object actual, Remedy remedy) {
        differences.add(new Difference(Setting.GLOBAL_SECONDARY_INDEX, name, schema, actual, remedy));
    }

    private void compare(GlobalSecondaryIndex index) {
        Table table = live.schema().table();
        GlobalSecondaryIndex actual =
                live.indexBeingDeleted(index.indexName()) ? null : table.globalSecondaryIndex(index.indexName());
        if (actual == null) {
            differs(index.indexName(), index, null, Remedy.ADD_GSI);
            plan(index);
            return;
        }
        boolean sameTypes = index.keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .allMatch(name -> Objects.equals(wanted.attributeType(name), table.attributeType(name)));
        boolean sameDefinition = index.keySchema().equals(actual.keySchema())
                && Indexes.sorted(index.projection()).equals(Indexes.sorted(actual.projection()));
        if (!sameDefinition || !sameTypes) {
            if (!sameDefinition) {
                differs(index.indexName(), index, actual, Remedy.MANUAL);
            }
            blockers.add(new Blocker(
                    Remedy.ADD_GSI,
                    "index '" + index.indexName() + "' of '" + live.name()
                            + "' exists with another definition: live " + Indexes.inWords(actual, table::attributeType)
                            + "; wanted " + Indexes.inWords(index, wanted::attributeType),
                    "an index cannot be changed: choose another name, or delete the live index first"));
        } else if (!sameThroughput(index, actual)) {
            differs(index.indexName(), index, actual, Remedy.MANUAL);
        }
    }

    private boolean sameThroughput(GlobalSecondaryIndex index, GlobalSecondaryIndex actual) {
        Table table = live.schema().table();
        if (wanted.onDemand() && table.onDemand()) {
            return Objects.equals(index.onDemandThroughput(), actual.onDemandThroughput());
        }
        return !policy.billingAsExported()
                || wanted.onDemand()
                || table.onDemand()
                || Objects.equals(index.provisionedThroughput(), actual.provisionedThroughput());
    }

    private void plan(GlobalSecondaryIndex index) {
        Map<String, String> types = new LinkedHashMap<>();
        Table table = live.schema().table();
        table.attributeDefinitions()
                .forEach(definition -> types.put(definition.attributeName(), definition.attributeType()));
        for (KeySchemaElement element : index.keySchema()) {
            String name = element.attributeName();
            String type = Objects.requireNonNull(wanted.attributeType(name), name);
            String before = types.putIfAbsent(name, type);
            if (before != null && !before.equals(type)) {
                blockers.add(new Blocker(
                        Remedy.ADD_GSI,
                        "attribute '" + name + "' of '" + live.name() + "' is already defined with type " + before
                                + ", index '" + index.indexName() + "' wants " + type,
                        "an attribute has one type in all keys of a table: use " + name + ":" + before));
            }
        }
        List<AttributeDefinition> definitions = new ArrayList<>();
        types.forEach((name, type) -> definitions.add(new AttributeDefinition(name, type)));
        steps.add(new Step.CreateIndex(billed(index, table), definitions));
    }

    /** The index with the throughput that the live table's billing mode allows and needs. */
    private GlobalSecondaryIndex billed(GlobalSecondaryIndex index, Table table) {
        ProvisionedThroughput throughput = index.provisionedThroughput();
        if (!table.onDemand() && throughput == null) {
            throughput = table.provisionedThroughput();
        }
        return new GlobalSecondaryIndex(
                index.indexName(),
                index.keySchema(),
                index.projection(),
                table.onDemand() ? null : throughput,
                table.onDemand() ? index.onDemandThroughput() : null);
    }

    private void checkLimits() {
        Table table = live.schema().table();
        List<GlobalSecondaryIndex> after = new ArrayList<>(table.globalSecondaryIndexes());
        after.removeIf(index -> live.indexBeingDeleted(index.indexName()));
        steps.forEach(step -> after.add(((Step.CreateIndex) step).definition()));
        if (steps.isEmpty()) {
            return;
        }
        if (after.size() > MAX_INDEXES) {
            blockers.add(new Blocker(
                    Remedy.ADD_GSI,
                    "'" + live.name() + "' would have " + after.size() + " global secondary indexes, the limit is "
                            + MAX_INDEXES,
                    "delete an index that nobody uses, or ask AWS for a higher quota"));
        }
        long attributes = after.stream()
                        .mapToLong(
                                index -> index.projection().nonKeyAttributes().size())
                        .sum()
                + table.localSecondaryIndexes().stream()
                        .mapToLong(
                                index -> index.projection().nonKeyAttributes().size())
                        .sum();
        if (attributes > MAX_NON_KEY_ATTRIBUTES) {
            blockers.add(new Blocker(
                    Remedy.ADD_GSI,
                    "the indexes of '" + live.name() + "' would project " + attributes
                            + " non-key attributes, the limit is " + MAX_NON_KEY_ATTRIBUTES,
                    "project fewer attributes, or ALL"));
        }
    }
}
