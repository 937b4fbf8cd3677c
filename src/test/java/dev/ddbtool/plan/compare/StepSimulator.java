package dev.ddbtool.plan.compare;

import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Step;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.StreamSpecification;
import dev.ddbtool.schema.TableClassSummary;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import dev.ddbtool.schema.VectorIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A table in memory that carries out steps like the service. */
final class StepSimulator implements Step.Visitor<StepSimulator> {

    private final String name;
    private @Nullable Table table;
    private @Nullable TimeToLive timeToLive = TimeToLive.OFF;
    private @Nullable ContinuousBackups backups = ContinuousBackups.recoveryOff();
    private @Nullable List<Tag> tags = List.of();

    private StepSimulator(String name) {
        this.name = name;
    }

    /** The live table after all steps of a plan. */
    static LiveTable all(TablePlan plan) {
        StepSimulator result = new StepSimulator(plan.name());
        LiveTable before = plan.live();
        if (before != null) {
            result.table = before.schema().table();
            result.timeToLive = before.schema().timeToLive();
            result.backups = before.schema().continuousBackups();
            result.tags = before.schema().tags();
        }
        for (Step step : plan.steps()) {
            result = step.accept(result);
        }
        return new LiveTable(
                result.name,
                new TableSchema(result.there(), result.timeToLive, result.backups, result.tags),
                LiveTable.ACTIVE,
                Map.of(),
                false,
                "",
                List.of(),
                Map.of(),
                null,
                null);
    }

    private Table there() {
        return Objects.requireNonNull(table);
    }

    @Override
    public StepSimulator restoreTable(Step.RestoreTable step) {
        throw new UnsupportedOperationException("only schema files are simulated");
    }

    @Override
    public StepSimulator deleteTable(Step.DeleteTable step) {
        throw new UnsupportedOperationException("only schema files are simulated");
    }

    @Override
    public StepSimulator createTable(Step.CreateTable step) {
        Table made = step.table();
        table = made;
        tags = step.tags();
        return change(copy -> {
            copy.sseDescription = step.encryption().description();
            copy.tableClassSummary = new TableClassSummary(made.tableClass());
        });
    }

    @Override
    public StepSimulator enableTimeToLive(Step.EnableTimeToLive step) {
        timeToLive = TimeToLive.on(step.attributeName());
        return this;
    }

    @Override
    public StepSimulator enableRecovery(Step.EnableRecovery step) {
        backups = ContinuousBackups.recoveryOn(step.recoveryPeriodInDays());
        return this;
    }

    @Override
    public StepSimulator createIndex(Step.CreateIndex step) {
        return change(copy -> {
            copy.attributeDefinitions = step.attributeDefinitions();
            if (step.definition() instanceof GlobalSecondaryIndex global) {
                copy.globalSecondaryIndexes = with(copy.globalSecondaryIndexes, global);
            } else {
                copy.vectorIndexes = with(copy.vectorIndexes, (VectorIndex) step.definition());
            }
        });
    }

    private static <T> List<T> with(List<T> there, T added) {
        List<T> all = new ArrayList<>(there);
        all.add(added);
        return all;
    }

    @Override
    public StepSimulator addTags(Step.AddTags step) {
        List<Tag> all = new ArrayList<>(Objects.requireNonNull(tags));
        all.addAll(step.tags());
        tags = all;
        return this;
    }

    @Override
    public StepSimulator enableStream(Step.EnableStream step) {
        return change(copy -> copy.streamSpecification = new StreamSpecification(true, step.streamViewType()));
    }

    @Override
    public StepSimulator enableDeletionProtection(Step.EnableDeletionProtection step) {
        return change(copy -> copy.deletionProtectionEnabled = true);
    }

    @Override
    public StepSimulator enableEncryption(Step.EnableEncryption step) {
        return change(copy -> copy.sseDescription = step.encryption().description());
    }

    private StepSimulator change(Consumer<Table.Copy> changes) {
        table = there().with(changes);
        return this;
    }
}
