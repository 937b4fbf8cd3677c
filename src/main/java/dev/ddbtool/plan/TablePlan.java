package dev.ddbtool.plan;

import dev.ddbtool.schema.TableSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The plan of one table.
 *
 * @param table the logical name, or the physical name if the table belongs to no known environment
 * @param name the physical name
 * @param schema the content of the schema file, or null if no file is read
 * @param live the live table, or null if it is missing
 * @param differences the differences between schema and live table: keys, indexes, then settings
 * @param steps the steps that would remove the differences, in the order in which the service accepts them
 * @param blockers the reasons why steps are refused
 * @param awaitedIndexes indexes that match but are still being built
 * @param overrides settings of the file that the policy overrides
 * @param notApplied members of the schema file that are recorded but never applied
 * @param warnings what is questionable in the schema file
 */
public record TablePlan(
        String table,
        String name,
        @Nullable TableSchema schema,
        @Nullable LiveTable live,
        List<Difference> differences,
        List<Step> steps,
        List<Blocker> blockers,
        List<String> awaitedIndexes,
        List<PolicyOverride> overrides,
        List<String> notApplied,
        List<String> warnings) {

    public TablePlan {
        differences = List.copyOf(differences);
        steps = List.copyOf(steps);
        blockers = List.copyOf(blockers);
        awaitedIndexes = List.copyOf(awaitedIndexes);
        overrides = List.copyOf(overrides);
        notApplied = List.copyOf(notApplied);
        warnings = List.copyOf(warnings);
    }

    /** The steps that a command carries out. */
    public List<Step> steps(Set<Remedy> remedies) {
        return steps.stream().filter(step -> remedies.contains(step.remedy())).toList();
    }

    /** The blockers of a command, without duplicates. */
    public List<Blocker> blockers(Set<Remedy> remedies) {
        Map<String, Blocker> byMessage = new LinkedHashMap<>();
        blockers.stream()
                .filter(blocker -> remedies.contains(blocker.remedy()))
                .forEach(blocker -> byMessage.putIfAbsent(blocker.message(), blocker));
        return List.copyOf(byMessage.values());
    }

    /** What users must know before a command carries out its steps, such as data that will be deleted. */
    public List<String> warnings(Set<Remedy> remedies) {
        return Stream.concat(
                        warnings.stream(),
                        steps(remedies).stream().flatMap(step -> Stream.ofNullable(step.warning(name))))
                .toList();
    }

    /** The differences that the steps of a command resolve. */
    public List<Difference> resolved(Set<Remedy> remedies) {
        return differences.stream()
                .filter(difference -> isResolved(difference, remedies))
                .toList();
    }

    private boolean isResolved(Difference difference, Set<Remedy> remedies) {
        return steps(remedies).stream().anyMatch(step -> step.resolves(difference));
    }

    /** The differences that remain after a command has carried out its steps. */
    public List<Difference> remaining(Set<Remedy> remedies) {
        return differences.stream()
                .filter(difference -> !isResolved(difference, remedies))
                .toList();
    }

    public boolean missing() {
        return live == null;
    }

    /** Whether the table is created empty. */
    public boolean createsEmpty() {
        return missing() && !restores();
    }

    /** Whether the table is restored. */
    public boolean restores() {
        return !steps.isEmpty() && steps.get(0) instanceof Step.RestoreTable;
    }

    /** Whether the table is deleted. */
    public boolean deletes() {
        return !steps.isEmpty() && steps.get(0) instanceof Step.DeleteTable;
    }

    /** What the table is restored from; null if it is not restored. */
    public @Nullable RestoreSource source() {
        return restores() ? ((Step.RestoreTable) steps.get(0)).source() : null;
    }

    /** The plan without steps. Its differences remain. */
    public TablePlan withoutSteps() {
        return new TablePlan(
                table,
                name,
                schema,
                live,
                differences,
                List.of(),
                List.of(),
                List.of(),
                overrides,
                notApplied,
                warnings);
    }

    /** The plan with other steps, and with other members of the file that are not applied. */
    public TablePlan completing(List<Step> changed, List<String> omitted) {
        return new TablePlan(
                table,
                name,
                schema,
                live,
                differences,
                changed,
                blockers,
                awaitedIndexes,
                overrides,
                omitted,
                warnings);
    }

    /** The plan without the steps that change a setting. Its differences remain. */
    public TablePlan without(Setting setting) {
        return completing(
                steps.stream().filter(step -> step.setting() != setting).toList(), notApplied);
    }

    /** The plan with only the differences that remain after the policies of two environments explain the others. */
    public TablePlan explained(List<Difference> remaining, List<PolicyOverride> explained) {
        return new TablePlan(
                table, name, schema, live, remaining, steps, blockers, awaitedIndexes, explained, notApplied, warnings);
    }
}
