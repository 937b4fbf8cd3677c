package dev.ddbtool.plan.compare;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.Environments;
import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Plan;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.TableClassSummary;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.TimeToLive;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares two folders of schema files, as if the tables of the other folder were live, but without a policy. Every change of
 * a file that can change a table is a difference.
 */
public final class FolderComparison {

    /** Settings whose absence leaves them to a policy or means that they are unknown: an absent one is not "off". */
    private static final List<Setting> OPTIONAL = List.of(
            Setting.BILLING_MODE,
            Setting.ENCRYPTION,
            Setting.DELETION_PROTECTION,
            Setting.TIME_TO_LIVE,
            Setting.POINT_IN_TIME_RECOVERY,
            Setting.TAG);

    private static final Policy AS_IN_FILES = Policy.AS_EXPORTED.with(copy -> copy.comparesThroughput = true);

    private final Environment environment;
    private final Environments known;

    /** @param environment the environment of the files */
    public FolderComparison(Environment environment, Environments known) {
        this.environment = environment;
        this.known = known;
    }

    /** Compares the tables of both folders. A table that only the other folder has is extra. */
    public Plan plan(List<TableSchema> schemas, List<TableSchema> others) {
        Map<String, TableSchema> extra = new TreeMap<>();
        others.forEach(other -> extra.put(other.name(), other));
        List<TablePlan> tables = new ArrayList<>();
        for (TableSchema schema : schemas) {
            TableSchema other = extra.remove(schema.name());
            tables.add(plan(schema.name(), schema, other));
        }
        extra.forEach((name, other) -> tables.add(plan(name, null, other)));
        return new Plan(tables);
    }

    private TablePlan plan(String name, @Nullable TableSchema schema, @Nullable TableSchema other) {
        List<Difference> differences;
        if (schema == null) {
            differences = List.of(new Difference(Setting.TABLE, null, null, name, Remedy.EXTRA));
        } else if (other == null) {
            differences = List.of(new Difference(Setting.TABLE, null, name, null, Remedy.CREATE));
        } else {
            differences = differences(schema, other);
        }
        return new TablePlan(
                name,
                name,
                schema,
                other == null ? null : live(other),
                differences,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private List<Difference> differences(TableSchema schema, TableSchema other) {
        TargetTable target = new TargetTable(schema, AS_IN_FILES, environment, Set.of());
        List<Difference> found = Comparison.of(target, TargetTable.byKey(schema.tags()), live(other), known)
                .differences();
        List<Difference> differences = new ArrayList<>();
        found.stream()
                .filter(each -> !OPTIONAL.contains(each.setting())
                        || (value(each.setting(), schema) != null && value(each.setting(), other) != null))
                .forEach(differences::add);
        for (Setting setting : OPTIONAL) {
            Object wanted = value(setting, schema);
            Object actual = value(setting, other);
            if ((wanted == null) != (actual == null)) {
                differences.add(new Difference(setting, null, wanted, actual, remedy(setting, found)));
            }
        }
        if (schema.tags() != null) {
            Map<String, String> removed = TargetTable.byKey(other.tags());
            removed.keySet().removeAll(TargetTable.byKey(schema.tags()).keySet());
            removed.forEach(
                    (key, value) -> differences.add(new Difference(Setting.TAG, key, null, value, Remedy.MANUAL)));
        }
        differences.sort(Comparator.comparing(Difference::setting));
        return differences;
    }

    /** The remedy that the setting has if it is off where it is absent. */
    private static Remedy remedy(Setting setting, List<Difference> found) {
        return found.stream()
                .filter(each -> each.setting() == setting)
                .map(Difference::remedy)
                .findFirst()
                .orElse(Remedy.MANUAL);
    }

    /** The value of an optional setting; null if the file lacks it. */
    private static @Nullable Object value(Setting setting, TableSchema schema) {
        Table table = schema.table();
        return switch (setting) {
            case BILLING_MODE ->
                table.billingModeSummary() == null && table.provisionedThroughput() == null
                        ? null
                        : new BillingModeSummary(table.billingMode());
            case ENCRYPTION -> table.sseDescription();
            case DELETION_PROTECTION -> table.deletionProtectionEnabled();
            case TIME_TO_LIVE -> schema.timeToLive();
            case POINT_IN_TIME_RECOVERY -> schema.continuousBackups();
            case TAG -> schema.tags();
            default -> throw new IllegalArgumentException(setting.word());
        };
    }

    /** The other file as a live table. What it lacks is off. */
    private static LiveTable live(TableSchema other) {
        Table table = other.table().with(copy -> {
            copy.sseDescription = Objects.requireNonNullElse(copy.sseDescription, SseDescription.AWS_OWNED_KEY);
            copy.tableClassSummary = Objects.requireNonNullElseGet(
                    copy.tableClassSummary, () -> new TableClassSummary(TableClassSummary.STANDARD));
        });
        TableSchema complete = new TableSchema(
                table,
                Objects.requireNonNullElse(other.timeToLive(), TimeToLive.OFF),
                Objects.requireNonNullElseGet(other.continuousBackups(), ContinuousBackups::recoveryOff),
                Objects.requireNonNullElse(other.tags(), List.of()));
        return new LiveTable(
                other.name(), complete, LiveTable.ACTIVE, Map.of(), false, "", List.of(), Map.of(), null, null);
    }
}
