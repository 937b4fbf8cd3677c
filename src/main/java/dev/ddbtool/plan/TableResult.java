package dev.ddbtool.plan;

import dev.ddbtool.problem.Failure;
import dev.ddbtool.problem.FileProblem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The result of a command for one table.
 *
 * @param createdEmpty whether this run has created the table, or would create it: then it holds no items
 * @param restored what the table is restored from; null if it is not restored
 * @param elapsed from the first call for the table to the last; null without calls
 * @param changes the differences that the steps resolve, in a plan that is only shown
 * @param differences the differences that remain
 * @param overrides settings that the policy overrides
 * @param notApplied members of the file that the endpoint does not support, or that are never applied
 * @param unknownMembers members of responses that this version does not know and that no file contains
 * @param unread members of the file that could not be read, with the reason
 * @param problems the problems of the schema file
 * @param note additional information, such as the status of the table
 */
public record TableResult(
        String table,
        String name,
        Outcome outcome,
        boolean createdEmpty,
        @Nullable RestoreSource restored,
        @Nullable Duration elapsed,
        List<StepResult> steps,
        List<Difference> changes,
        List<Difference> differences,
        List<PolicyOverride> overrides,
        List<String> notApplied,
        List<String> unknownMembers,
        Map<String, String> unread,
        List<FileProblem> problems,
        @Nullable String note,
        @Nullable Failure error) {

    public TableResult {
        steps = List.copyOf(steps);
        changes = List.copyOf(changes);
        differences = List.copyOf(differences);
        overrides = List.copyOf(overrides);
        notApplied = List.copyOf(notApplied);
        unknownMembers = List.copyOf(unknownMembers);
        unread = Map.copyOf(unread);
        problems = List.copyOf(problems);
    }

    /** A result with only an outcome. */
    public static TableResult of(String table, String name, Outcome outcome) {
        return new TableResult(
                table, name, outcome, false, null, null, List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), Map.of(), List.of(), null, null);
    }

    public static TableResult failed(String table, String name, Failure error) {
        return of(table, name, Outcome.FAILED).withError(error);
    }

    public TableResult withOutcome(Outcome changed) {
        return with(copy -> copy.outcome = changed);
    }

    public TableResult withCreatedEmpty(boolean changed) {
        return with(copy -> copy.createdEmpty = changed);
    }

    public TableResult withRestored(@Nullable RestoreSource changed) {
        return with(copy -> copy.restored = changed);
    }

    public TableResult withElapsed(Duration duration) {
        return with(copy -> copy.elapsed = duration);
    }

    public TableResult withSteps(List<StepResult> changed) {
        return with(copy -> copy.steps = changed);
    }

    public TableResult withChanges(List<Difference> changed) {
        return with(copy -> copy.changes = changed);
    }

    public TableResult withDifferences(List<Difference> changed) {
        return with(copy -> copy.differences = changed);
    }

    public TableResult withOverrides(List<PolicyOverride> changed) {
        return with(copy -> copy.overrides = changed);
    }

    public TableResult withNotApplied(List<String> changed) {
        return with(copy -> copy.notApplied = changed);
    }

    /** Adds the unread and unknown members of a live table. Can be called for two tables. */
    public TableResult withRead(LiveTable live) {
        Set<String> unknown = new TreeSet<>(unknownMembers);
        unknown.addAll(live.unknownMembers());
        Map<String, String> notRead = new HashMap<>(live.unreadMembers());
        notRead.putAll(unread);
        return with(copy -> {
            copy.unknownMembers = List.copyOf(unknown);
            copy.unread = notRead;
        });
    }

    public TableResult withProblems(List<FileProblem> changed) {
        return with(copy -> copy.problems = changed);
    }

    public TableResult withNote(@Nullable String changed) {
        return with(copy -> copy.note = changed);
    }

    public TableResult withError(Failure changed) {
        return with(copy -> copy.error = changed);
    }

    private TableResult with(Consumer<Copy> changes) {
        Copy copy = new Copy(this);
        changes.accept(copy);
        return copy.result();
    }

    /** The components of a copy, to be changed before the copy is created. */
    private static final class Copy {
        private final String table;
        private final String name;
        private Outcome outcome;
        private boolean createdEmpty;
        private @Nullable RestoreSource restored;
        private @Nullable Duration elapsed;
        private List<StepResult> steps;
        private List<Difference> changes;
        private List<Difference> differences;
        private List<PolicyOverride> overrides;
        private List<String> notApplied;
        private List<String> unknownMembers;
        private Map<String, String> unread;
        private List<FileProblem> problems;
        private @Nullable String note;
        private @Nullable Failure error;

        private Copy(TableResult result) {
            table = result.table;
            name = result.name;
            outcome = result.outcome;
            createdEmpty = result.createdEmpty;
            restored = result.restored;
            elapsed = result.elapsed;
            steps = result.steps;
            changes = result.changes;
            differences = result.differences;
            overrides = result.overrides;
            notApplied = result.notApplied;
            unknownMembers = result.unknownMembers;
            unread = result.unread;
            problems = result.problems;
            note = result.note;
            error = result.error;
        }

        private TableResult result() {
            return new TableResult(
                    table,
                    name,
                    outcome,
                    createdEmpty,
                    restored,
                    elapsed,
                    steps,
                    changes,
                    differences,
                    overrides,
                    notApplied,
                    unknownMembers,
                    unread,
                    problems,
                    note,
                    error);
        }
    }
}
