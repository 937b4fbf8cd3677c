package dev.ddbtool.report;

import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.TableResult;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What the outcomes of tables mean for the run: its exit code, and how urgent they are. */
public final class Outcomes {

    private static final Set<ExitCode> CUT_SHORT =
            Set.of(ExitCode.HUNG_UP, ExitCode.INTERRUPTED, ExitCode.TERMINATED, ExitCode.UNFINISHED, ExitCode.FAILED);

    /** How urgently a user should look at a table, the most urgent first. */
    enum Urgency {
        FAILURE,
        ATTENTION,
        CHANGE,
        NONE
    }

    private Outcomes() {}

    static Urgency urgency(Outcome outcome) {
        return switch (outcome) {
            case BLOCKED, FAILED, INVALID, INTERRUPTED -> Urgency.FAILURE;
            case PLANNED, DIFFERS, IN_PROGRESS, MISSING, EXTRA -> Urgency.ATTENTION;
            case CREATED, INDEX_CREATED, WRITTEN, RECONCILED, RESTORED, DESTROYED, CONVERTED -> Urgency.CHANGE;
            case IN_SYNC, UNCHANGED, VALID -> Urgency.NONE;
        };
    }

    public static List<ExitCode> exitCodes(Collection<TableResult> tables) {
        return tables.stream().map(Outcomes::exitCode).toList();
    }

    /** A missing table without an error and an extra table are OK here: only {@code diff} counts them as differences. */
    private static ExitCode exitCode(TableResult table) {
        return switch (table.outcome()) {
            case FAILED -> ExitCode.FAILED;
            case MISSING -> table.error() == null ? ExitCode.OK : ExitCode.FAILED;
            case INVALID -> ExitCode.SCHEMA;
            case BLOCKED -> ExitCode.REFUSED;
            case DIFFERS -> ExitCode.DIFFERENCES;
            case IN_PROGRESS -> table.error() == null ? ExitCode.OK : ExitCode.UNFINISHED;
            case INTERRUPTED, // reported by the exit code of the signal
                    WRITTEN,
                    UNCHANGED,
                    VALID,
                    CONVERTED,
                    CREATED,
                    IN_SYNC,
                    RECONCILED,
                    RESTORED,
                    DESTROYED,
                    INDEX_CREATED,
                    PLANNED,
                    EXTRA -> ExitCode.OK;
        };
    }

    /** Whether the run ended before its changes were complete, so that it can be continued. */
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
