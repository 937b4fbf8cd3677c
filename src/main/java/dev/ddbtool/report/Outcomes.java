package dev.ddbtool.report;

import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.TableResult;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What the outcomes of tables mean for the run as a whole. */
public final class Outcomes {

    private static final Set<ExitCode> CUT_SHORT =
            Set.of(ExitCode.HUNG_UP, ExitCode.INTERRUPTED, ExitCode.TERMINATED, ExitCode.UNFINISHED, ExitCode.FAILED);

    private Outcomes() {}

    public static List<ExitCode> exitCodes(Collection<TableResult> tables) {
        return tables.stream().map(Outcomes::exitCode).toList();
    }

    /** A table that is missing or extra is a matter of the command: only {@code diff} counts it. */
    private static ExitCode exitCode(TableResult table) {
        return switch (table.outcome()) {
            case FAILED -> ExitCode.FAILED;
            case INVALID -> ExitCode.SCHEMA;
            case BLOCKED -> ExitCode.REFUSED;
            case DIFFERS -> ExitCode.DIFFERENCES;
            case IN_PROGRESS -> table.error() == null ? ExitCode.OK : ExitCode.UNFINISHED;
            case INTERRUPTED, // the signal's own code says it
                    WRITTEN,
                    UNCHANGED,
                    VALID,
                    CREATED,
                    IN_SYNC,
                    RECONCILED,
                    INDEX_CREATED,
                    PLANNED,
                    MISSING,
                    EXTRA -> ExitCode.OK;
        };
    }

    /** Whether a run was cut short while it was changing something, so that there is something to carry on with. */
    public static boolean leftToDo(ExitCode code, Collection<TableResult> tables) {
        boolean changing = tables.stream().anyMatch(table -> !table.steps().isEmpty());
        boolean open = tables.stream()
                .anyMatch(table -> table.outcome() == Outcome.INTERRUPTED
                        || table.outcome() == Outcome.IN_PROGRESS
                        || table.outcome() == Outcome.FAILED);
        boolean waited = tables.stream().anyMatch(table -> table.outcome() == Outcome.IN_PROGRESS);
        return CUT_SHORT.contains(code) && (changing || waited) && open;
    }
}
