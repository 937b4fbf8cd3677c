package dev.ddbtool.convert;

import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.Step;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as {@code create} would create it.
 *
 * @param logicalName the name in the schema files; {@link #table} has the physical name
 * @param timeToLive null: unknown, as in the schema file
 * @param recoveryPeriodInDays null: point-in-time recovery is off
 * @param isGlobal whether the schema file records a global table, of which {@code create} creates only one table
 */
public record NewTable(
        String logicalName,
        Table table,
        Encryption encryption,
        List<Tag> tags,
        @Nullable TimeToLive timeToLive,
        @Nullable Integer recoveryPeriodInDays,
        boolean isGlobal) {

    public NewTable {
        tags = List.copyOf(tags);
    }

    /** The table that the steps of a plan create. */
    public static NewTable of(TablePlan plan) {
        Step.CreateTable create = null;
        Integer days = null;
        TableSchema schema = plan.schema();
        TimeToLive timeToLive = schema == null || schema.timeToLive() == null ? null : TimeToLive.OFF;
        for (Step step : plan.steps()) {
            if (step instanceof Step.CreateTable creation) {
                create = creation;
            } else if (step instanceof Step.EnableTimeToLive ttl) {
                timeToLive = TimeToLive.on(ttl.attributeName());
            } else if (step instanceof Step.EnableRecovery recovery) {
                days = recovery.recoveryPeriodInDays();
            }
        }
        if (create == null) {
            throw new IllegalArgumentException("the plan does not create '" + plan.name() + "'");
        }
        return new NewTable(
                plan.table(),
                create.table(),
                create.encryption(),
                create.tags(),
                timeToLive,
                days,
                !plan.notApplied().isEmpty());
    }

    public String name() {
        return table.tableName();
    }
}
