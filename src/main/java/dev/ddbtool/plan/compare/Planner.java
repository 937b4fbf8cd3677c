package dev.ddbtool.plan.compare;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.TableNames;
import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Plan;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.Step;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.schema.AttributeDefinition;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.Replica;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides everything before the first write: a pure function of schema tables, live tables and policy. Commands are
 * filters on its plan.
 */
public final class Planner {

    private final TableNames names;
    private final Environment environment;
    private final Policy policy;

    public Planner(TableNames names, Environment environment, Policy policy) {
        this.names = names;
        this.environment = environment;
        this.policy = policy;
    }

    /**
     * Plans the tables of the schema files, and reports live tables without a file, except those being deleted.
     *
     * @param schemas by logical name
     * @param live by physical name; tables that are not in it are missing
     */
    public Plan plan(List<TableSchema> schemas, Map<String, LiveTable> live) {
        List<TablePlan> tables = new ArrayList<>();
        Map<String, LiveTable> extra = new TreeMap<>(live);
        for (TableSchema schema : schemas) {
            String name = names.physical(environment, schema.name());
            LiveTable table = extra.remove(name);
            tables.add(table == null ? missing(schema, name) : existing(schema, table));
        }
        extra.values().stream().filter(table -> !table.beingDeleted()).forEach(table -> tables.add(extra(table)));
        return new Plan(tables);
    }

    /** The differences after the steps of a plan were carried out; empty if the plan has no schema. */
    public List<Difference> compare(TablePlan plan, LiveTable live) {
        if (plan.schema() == null) {
            return List.of();
        }
        return plan.missing() ? compareNew(plan.schema(), live) : compare(plan.schema(), live);
    }

    /** Compares a new table with its target. Only the values of the policy match, not those of the file. */
    List<Difference> compareNew(TableSchema schema, LiveTable live) {
        Policy strict = new Policy(
                policy.billing() == null ? Policy.Billing.ON_DEMAND : policy.billing(),
                policy.recovery() == null ? Boolean.TRUE : policy.recovery(),
                policy.encryption() == null ? Encryption.AWS_MANAGED_KEY : policy.encryption(),
                TargetTable.tags(schema, policy, environment));
        return Comparison.of(schema, live, strict, environment, names.environments())
                .differences();
    }

    /** Compares an existing table with its schema. */
    List<Difference> compare(TableSchema schema, LiveTable live) {
        return Comparison.of(schema, live, policy, environment, names.environments())
                .differences();
    }

    /**
     * Whether another run may have just created the table and still be completing it: it is ACTIVE, and differs only in
     * settings that can be added.
     */
    public boolean mayBeIncomplete(TableSchema schema, LiveTable live) {
        List<Difference> differences = live.active() ? compare(schema, live) : List.of();
        return !differences.isEmpty()
                && differences.stream().allMatch(difference -> difference.remedy() == Remedy.RECONCILE);
    }

    /**
     * Plans one index of one live table, without a schema file.
     *
     * @param table the name of the table in the report
     * @param types the types of the index's key attributes
     */
    public TablePlan planIndex(String table, LiveTable live, GlobalSecondaryIndex index, Map<String, String> types) {
        List<AttributeDefinition> definitions = new ArrayList<>();
        types.forEach((name, type) -> definitions.add(new AttributeDefinition(name, type)));
        Table wanted = live.schema().table().with(copy -> {
            copy.attributeDefinitions = definitions;
            copy.globalSecondaryIndexes = List.of(index);
        });
        ComparisonResult found = new ComparisonResult();
        new GlobalIndexes(wanted, live, Policy.DEFAULT, found).compare(index);
        return new TablePlan(
                table,
                live.name(),
                null,
                live,
                found.differences(),
                found.steps(),
                blockers(live, found),
                awaited(List.of(index), live),
                List.of(),
                List.of());
    }

    /** Plans only the global indexes that the live table lacks. */
    public TablePlan planIndexes(TableSchema schema, LiveTable live) {
        ComparisonResult found = new ComparisonResult();
        new GlobalIndexes(schema.table(), live, policy, found).compare();
        return new TablePlan(
                schema.name(),
                live.name(),
                schema,
                live,
                found.differences().stream()
                        .filter(difference -> difference.remedy() == Remedy.ADD_GSI)
                        .toList(),
                found.steps(),
                blockers(live, found),
                awaited(schema.table().globalSecondaryIndexes(), live),
                List.of(),
                List.of());
    }

    private TablePlan missing(TableSchema schema, String name) {
        TargetTable target = TargetTable.of(schema, name, policy, environment);
        List<Step> steps = new ArrayList<>();
        List<Blocker> blockers = new ArrayList<>();
        Encryption encryption = target.encryption();
        if (encryption == null) {
            String key = schema.table().keyArn();
            blockers.add(Blocker.customerKey(Remedy.CREATE, key == null ? "" : key));
        } else {
            steps.addAll(creation(target, encryption));
        }
        Blocker.tooManyTags(Remedy.CREATE, name, target.tags().size()).ifPresent(blockers::add);
        Difference missing = new Difference(Setting.TABLE, null, schema.name(), null, Remedy.CREATE);
        return new TablePlan(
                schema.name(),
                name,
                schema,
                null,
                List.of(missing),
                steps,
                blockers,
                List.of(),
                recordedOnly(schema.table(), null),
                warnings(schema, name));
    }

    /** All steps that create a table, or none if the table cannot be created. */
    private static List<Step> creation(TargetTable target, Encryption encryption) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.CreateTable(target.table(), encryption, target.tags()));
        if (target.timeToLive() != null) {
            steps.add(new Step.EnableTimeToLive(Remedy.CREATE, target.timeToLive()));
        }
        if (target.recoveryPeriodInDays() != null) {
            steps.add(new Step.EnableRecovery(Remedy.CREATE, target.recoveryPeriodInDays()));
        }
        return steps;
    }

    private TablePlan existing(TableSchema schema, LiveTable live) {
        ComparisonResult found = Comparison.of(schema, live, policy, environment, names.environments());
        return new TablePlan(
                schema.name(),
                live.name(),
                schema,
                live,
                found.differences(),
                found.steps(),
                blockers(live, found),
                awaited(schema.table().globalSecondaryIndexes(), live),
                recordedOnly(schema.table(), live.schema().table()),
                warnings(schema, live, found.steps()));
    }

    private List<Blocker> blockers(LiveTable live, ComparisonResult found) {
        List<Blocker> blockers = new ArrayList<>(Blocker.unusable(live));
        blockers.addAll(found.blockers());
        otherEnvironment(live)
                .ifPresent(other -> found.steps().stream()
                        .map(Step::remedy)
                        .distinct()
                        .forEach(remedy -> blockers.add(Blocker.otherEnvironment(remedy, live, other, environment))));
        return blockers;
    }

    /** The other known environment that the table's tag names, unless an option sets the tag. */
    private Optional<Environment> otherEnvironment(LiveTable live) {
        boolean given = policy.tags().stream().anyMatch(tag -> tag.key().equals(Tag.ENVIRONMENT));
        if (given || live.schema().tags() == null) {
            return Optional.empty();
        }
        return live.schema().tags().stream()
                .filter(tag -> tag.key().equals(Tag.ENVIRONMENT))
                .flatMap(tag -> names.environments().another(tag.value(), environment).stream())
                .findFirst();
    }

    private TablePlan extra(LiveTable live) {
        String table = names.resolve(live.name())
                .filter(name -> name.environment().equals(environment))
                .map(name -> name.table())
                .orElse(live.name());
        Difference extra = new Difference(Setting.TABLE, null, null, table, Remedy.EXTRA);
        return new TablePlan(
                table, live.name(), null, live, List.of(extra), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static List<String> awaited(List<GlobalSecondaryIndex> wanted, LiveTable live) {
        return wanted.stream()
                .map(GlobalSecondaryIndex::indexName)
                .filter(name -> LiveTable.CREATING.equals(live.indexStatuses().get(name)))
                .toList();
    }

    /** A table that is still being created has no items that TTL could delete. */
    private static List<String> warnings(TableSchema schema, LiveTable live, List<Step> steps) {
        List<String> warnings = warnings(schema, live.name());
        for (Step step : steps) {
            if (step instanceof Step.EnableTimeToLive ttl && !live.beingCreated()) {
                warnings.add("turning on TTL deletes the items of '" + live.name() + "' whose '" + ttl.attributeName()
                        + "' is in the past");
            }
        }
        return warnings;
    }

    private static List<String> warnings(TableSchema schema, String name) {
        List<String> warnings = new ArrayList<>();
        schema.warnings().forEach(each -> warnings.add("'" + name + "': " + each.message()));
        return warnings;
    }

    /** Members of a global table that the file records but the live table lacks. ddbtool never creates replicas. */
    private static List<String> recordedOnly(Table table, @Nullable Table live) {
        List<String> members = new ArrayList<>();
        if (!regions(live).containsAll(regions(table))) {
            members.add("Replicas");
        }
        if (!table.globalTableWitnesses().isEmpty()
                && (live == null || live.globalTableWitnesses().isEmpty())) {
            members.add("GlobalTableWitnesses");
        }
        if (table.multiRegionConsistency() != null && (live == null || live.multiRegionConsistency() == null)) {
            members.add("MultiRegionConsistency");
        }
        return members;
    }

    private static List<String> regions(@Nullable Table table) {
        return table == null
                ? List.of()
                : table.replicas().stream().map(Replica::regionName).toList();
    }
}
