package dev.ddbtool.plan.compare;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.TableNames;
import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Plan;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.Step;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.schema.AddableIndex;
import dev.ddbtool.schema.AttributeDefinition;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.Replica;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Set<String> usableKeys;

    /** @param usableKeys the customer managed keys of files that belong to the account and Region of the session */
    public Planner(TableNames names, Environment environment, Policy policy, Set<String> usableKeys) {
        this.names = names;
        this.environment = environment;
        this.policy = policy;
        this.usableKeys = Set.copyOf(usableKeys);
    }

    TargetTable target(TableSchema schema) {
        return new TargetTable(schema, policy, environment, usableKeys);
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

    /**
     * The differences after the steps of a plan were carried out; empty if the plan has no schema. A new table must have
     * all tags.
     */
    public List<Difference> compare(TablePlan plan, LiveTable live) {
        if (plan.schema() == null) {
            return List.of();
        }
        TargetTable target = target(plan.schema());
        return compare(target, plan.missing() ? target.tags() : target.comparedTags(), live)
                .differences();
    }

    ComparisonResult compare(TargetTable target, Map<String, String> tags, LiveTable live) {
        return Comparison.of(target, tags, live, names.environments());
    }

    /** Compares an existing table with its schema. */
    private ComparisonResult compare(TableSchema schema, LiveTable live) {
        TargetTable target = target(schema);
        return compare(target, target.comparedTags(), live);
    }

    /**
     * Whether another run may have just created the table and still be completing it: it is ACTIVE, and differs only in
     * settings that can be added.
     */
    public boolean mayBeIncomplete(TableSchema schema, LiveTable live) {
        List<Difference> differences = live.active() ? compare(schema, live).differences() : List.of();
        return !differences.isEmpty()
                && differences.stream().allMatch(difference -> difference.remedy() == Remedy.RECONCILE);
    }

    /** The settings that the file lacks because it is a raw answer of AWS. They are not compared. */
    public List<Setting> unknown(TableSchema schema) {
        return target(schema).unknown();
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
        new AddableIndexes(wanted, live, Policy.AS_EXPORTED, found).compare(index);
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
                List.of(),
                List.of());
    }

    /** Plans only the global and vector indexes that the live table lacks. */
    public TablePlan planIndexes(TableSchema schema, LiveTable live) {
        ComparisonResult found = new ComparisonResult();
        new AddableIndexes(schema.table(), live, policy, found).compare();
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
                awaited(schema.table().addableIndexes(), live),
                List.of(),
                List.of(),
                List.of());
    }

    private TablePlan missing(TableSchema schema, String name) {
        TargetTable target = target(schema);
        List<Blocker> blockers = new ArrayList<>();
        String undecided = target.undecidedKey();
        if (undecided != null) {
            blockers.add(Blocker.customerKey(Remedy.CREATE, undecided));
        }
        Blocker.tooManyTags(Remedy.CREATE, name, target.tags().size()).ifPresent(blockers::add);
        Difference missing = new Difference(Setting.TABLE, null, schema.name(), null, Remedy.CREATE);
        return new TablePlan(
                schema.name(),
                name,
                schema,
                null,
                List.of(missing),
                undecided == null ? creation(target, name) : List.of(),
                blockers,
                List.of(),
                target.overrides().stream()
                        .filter(override -> undecided == null || override.setting() != Setting.ENCRYPTION)
                        .toList(),
                recordedOnly(schema.table(), null),
                warnings(schema, name));
    }

    /** All steps that create a table. */
    private static List<Step> creation(TargetTable target, String name) {
        List<Step> steps = new ArrayList<>();
        List<Tag> tags = new ArrayList<>();
        target.tags().forEach((key, value) -> tags.add(new Tag(key, value)));
        steps.add(new Step.CreateTable(target.table().with(copy -> copy.tableName = name), target.encryption(), tags));
        String timeToLive = target.timeToLive();
        if (timeToLive != null) {
            steps.add(new Step.EnableTimeToLive(Remedy.CREATE, timeToLive));
        }
        ContinuousBackups recovery = target.recovery();
        if (recovery.recoveryEnabled()) {
            steps.add(new Step.EnableRecovery(Remedy.CREATE, recovery.recoveryPeriodInDays()));
        }
        return steps;
    }

    TablePlan existing(TableSchema schema, LiveTable live) {
        ComparisonResult found = compare(schema, live);
        return new TablePlan(
                schema.name(),
                live.name(),
                schema,
                live,
                found.differences(),
                found.steps(),
                blockers(live, found),
                awaited(schema.table().addableIndexes(), live),
                target(schema).overrides(),
                recordedOnly(schema.table(), live.schema().table()),
                warnings(schema, live.name()));
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
        boolean given = policy.givenTags().stream().anyMatch(tag -> tag.key().equals(Tag.ENVIRONMENT));
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
                table,
                live.name(),
                null,
                live,
                List.of(extra),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static List<String> awaited(List<? extends AddableIndex> wanted, LiveTable live) {
        return wanted.stream()
                .map(AddableIndex::indexName)
                .filter(name -> LiveTable.CREATING.equals(live.indexStatuses().get(name)))
                .toList();
    }

    static List<String> warnings(TableSchema schema, String name) {
        return schema.warnings().stream()
                .map(each -> "'" + name + "': " + each.message())
                .toList();
    }

    /** Members of a global table that the file records but the live table lacks. ddbtool never creates replicas. */
    static List<String> recordedOnly(Table table, @Nullable Table live) {
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
