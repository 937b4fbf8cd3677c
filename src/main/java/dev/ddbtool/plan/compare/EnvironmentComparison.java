package dev.ddbtool.plan.compare;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.TableNames;
import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Plan;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.PolicyOverride;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the live tables of two environments. A difference in a setting is explained, and only noted, if at least one
 * policy fixes the setting and both live values conform to their own policy.
 */
public final class EnvironmentComparison {

    private final TableNames names;
    private final Environment environment;
    private final Policy policy;
    private final Policy otherPolicy;

    public EnvironmentComparison(TableNames names, Environment environment, Policy policy, Policy otherPolicy) {
        this.names = names;
        this.environment = environment;
        this.policy = policy;
        this.otherPolicy = otherPolicy;
    }

    /**
     * Compares the tables.
     *
     * @param others the tables of the other environment, by logical name
     * @param live the tables of the environment, by physical name
     */
    public Plan plan(Map<String, LiveTable> others, Map<String, LiveTable> live) {
        Policy asFound = policy.with(Policy.Copy::settingsAsExported);
        List<TableSchema> schemas = new ArrayList<>();
        others.forEach((table, other) -> schemas.add(
                schema(other, live.get(names.physical(environment, table))).withName(table)));
        Plan plan = new Planner(names, environment, asFound, Set.of()).plan(schemas, live);
        return new Plan(plan.tables().stream()
                .map(table -> {
                    LiveTable other = others.get(table.table());
                    return table.live() == null || other == null ? table : explained(table, table.live(), other);
                })
                .toList());
    }

    /** The other table as if a file described it, without the tags that only its environment or a restore sets. */
    private TableSchema schema(LiveTable other, @Nullable LiveTable live) {
        TableSchema schema = other.lastingSchema().asAnswer();
        boolean added = live != null && lacksEnvironmentTag(live);
        return schema.tags() == null
                ? schema
                : schema.withTags(schema.tags().stream()
                        .filter(tag ->
                                !otherPolicy.tags().contains(tag) && !tag.key().equals(Tag.RESTORED))
                        .filter(tag -> !added || !tag.key().equals(Tag.ENVIRONMENT))
                        .toList());
    }

    /**
     * Whether only {@code create} can have added the tag to the other table: the schema files describe the default
     * environment, and there the table does not have it.
     */
    private boolean lacksEnvironmentTag(LiveTable live) {
        List<Tag> tags = live.schema().tags();
        return names.environments().isDefault(environment)
                && tags != null
                && tags.stream().noneMatch(tag -> tag.key().equals(Tag.ENVIRONMENT));
    }

    private TablePlan explained(TablePlan plan, LiveTable live, LiveTable other) {
        List<Difference> left = new ArrayList<>();
        List<PolicyOverride> explained = new ArrayList<>();
        for (Difference difference : plan.differences()) {
            Setting setting = difference.setting();
            if ((policy.fixes(setting) || otherPolicy.fixes(setting))
                    && conforms(policy, setting, live, other)
                    && conforms(otherPolicy, setting, other, live)) {
                explained.add(new PolicyOverride(setting, difference.schema(), difference.live()));
            } else {
                left.add(difference);
            }
        }
        return plan.explained(left, explained);
    }

    /** Whether a live value is the one that its policy fixes, where the other table stands for the file. */
    private boolean conforms(Policy own, Setting setting, LiveTable live, LiveTable other) {
        TargetTable target = new TargetTable(other.lastingSchema().asAnswer(), own, environment, Set.of());
        return !own.fixes(setting)
                || Comparison.of(target, Map.of(), live, names.environments()).differences().stream()
                        .noneMatch(difference -> difference.setting() == setting);
    }
}
