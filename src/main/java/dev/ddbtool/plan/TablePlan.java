package dev.ddbtool.plan;

import dev.ddbtool.schema.TableSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about one table.
 *
 * @param table the logical name; the physical one where a table belongs to no known environment
 * @param name the physical name
 * @param schema what the schema file has, or null where no file is looked at
 * @param live the table as it is, or null where it is missing
 * @param differences what differs between the schema and the live table: keys, indexes, then settings
 * @param steps the calls that would remove the differences, in the order in which the service takes them
 * @param blockers what forbids steps
 * @param awaitedIndexes indexes that are as wanted but still being built
 * @param notApplied members of the schema file that are recorded and never replayed
 * @param warnings what a person must know before the steps are carried out, such as data that they delete
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
        List<String> notApplied,
        List<String> warnings) {

    public TablePlan {
        differences = List.copyOf(differences);
        steps = List.copyOf(steps);
        blockers = List.copyOf(blockers);
        awaitedIndexes = List.copyOf(awaitedIndexes);
        notApplied = List.copyOf(notApplied);
        warnings = List.copyOf(warnings);
    }

    /** The steps that a command carries out. */
    public List<Step> steps(Set<Remedy> remedies) {
        return steps.stream().filter(step -> remedies.contains(step.remedy())).toList();
    }

    /** What forbids a command to run; each reason once, though it may stand for several remedies. */
    public List<Blocker> blockers(Set<Remedy> remedies) {
        Map<String, Blocker> byMessage = new LinkedHashMap<>();
        blockers.stream()
                .filter(blocker -> remedies.contains(blocker.remedy()))
                .forEach(blocker -> byMessage.putIfAbsent(blocker.message(), blocker));
        return List.copyOf(byMessage.values());
    }

    /** The differences that remain when a command has carried out its steps. */
    public List<Difference> remaining(Set<Remedy> remedies) {
        return differences.stream()
                .filter(difference -> !remedies.contains(difference.remedy()))
                .toList();
    }

    public boolean missing() {
        return live == null;
    }
}
