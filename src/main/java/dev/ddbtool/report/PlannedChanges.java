package dev.ddbtool.report;

import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.Step;
import dev.ddbtool.plan.StepResult;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.schema.KeySchemaElement;
import dev.ddbtool.schema.Projection;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableClassSummary;
import dev.ddbtool.schema.Tag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes the planned changes of a table: a new table in two texts, an existing table in one text per change. */
final class PlannedChanges {

    private PlannedChanges() {}

    /** @param environment the value of the environment tag that goes without saying */
    static List<String> of(TableResult table, @Nullable String environment) {
        List<Step> steps = table.steps().stream().map(StepResult::step).toList();
        if (!steps.isEmpty() && steps.get(0) instanceof Step.RestoreTable restore) {
            List<String> lines = new ArrayList<>(List.of("restore: " + ValueText.of(restore.source())));
            table.changes().stream()
                    .filter(change -> change.setting() != Setting.TABLE)
                    .map(ValueText::change)
                    .forEach(lines::add);
            return lines;
        }
        if (!steps.isEmpty() && steps.get(0) instanceof Step.DeleteTable) {
            return List.of("delete the table with all its items");
        }
        if (steps.isEmpty() || !(steps.get(0) instanceof Step.CreateTable create)) {
            return table.changes().stream().map(ValueText::change).toList();
        }
        List<String> lines =
                new ArrayList<>(List.of("new table: " + String.join("; ", settings(create, steps, environment))));
        List<String> indexes = indexes(create.table());
        if (!indexes.isEmpty()) {
            lines.add((indexes.size() == 1 ? "index " : "indexes ") + String.join(", ", indexes));
        }
        return lines;
    }

    /** Key, billing, TTL and recovery, and all other settings that differ from the usual ones. */
    private static List<String> settings(Step.CreateTable create, List<Step> steps, @Nullable String environment) {
        Table table = create.table();
        List<String> settings = new ArrayList<>();
        settings.add("key " + ValueText.of(table.keySchema()));
        settings.add(table.onDemand() ? "on-demand" : "provisioned " + ValueText.of(table.provisionedThroughput()));
        if (table.onDemandThroughput() != null) {
            settings.add("at most " + ValueText.of(table.onDemandThroughput()));
        }
        String recovery = "recovery off";
        for (Step step : steps) {
            if (step instanceof Step.EnableTimeToLive ttl) {
                settings.add("TTL " + ttl.attributeName());
            } else if (step instanceof Step.EnableRecovery on) {
                recovery = "recovery " + on.recoveryPeriodInDays() + " days";
            }
        }
        settings.add(recovery);
        if (!create.encryption().equals(Encryption.AWS_MANAGED_KEY)) {
            settings.add(ValueText.of(create.encryption().description()));
        }
        if (table.streamViewType() != null) {
            settings.add("stream " + table.streamViewType());
        }
        if (!table.tableClass().equals(TableClassSummary.STANDARD)) {
            settings.add("class " + table.tableClass());
        }
        if (table.deletionProtected()) {
            settings.add("deletion protection");
        }
        create.tags().stream()
                .filter(tag ->
                        !(tag.key().equals(Tag.ENVIRONMENT) && tag.value().equals(environment)))
                .forEach(tag -> settings.add("tag " + tag.key() + "=" + tag.value()));
        return settings;
    }

    private static List<String> indexes(Table table) {
        List<String> indexes = new ArrayList<>();
        table.globalSecondaryIndexes()
                .forEach(index -> indexes.add(index(
                        index.indexName(),
                        index.keySchema(),
                        index.projection(),
                        table.onDemand() ? index.onDemandThroughput() : index.provisionedThroughput())));
        table.localSecondaryIndexes()
                .forEach(index ->
                        indexes.add("local " + index(index.indexName(), index.keySchema(), index.projection(), null)));
        table.vectorIndexes().forEach(index -> indexes.add("vector " + index.indexName()));
        return indexes;
    }

    private static String index(
            String name, List<KeySchemaElement> keys, Projection projection, @Nullable Object throughput) {
        return name + " (" + ValueText.of(keys)
                + (projection.projectionType().equals(Projection.ALL) ? "" : ", " + projection.projectionType())
                + (throughput == null ? "" : ", " + ValueText.of(throughput)) + ")";
    }
}
