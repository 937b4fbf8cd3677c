package dev.ddbtool.plan;

import java.util.List;
import java.util.Set;

/** All steps and blockers of a set of tables. */
public record Plan(List<TablePlan> tables) {

    public Plan {
        tables = List.copyOf(tables);
    }

    /** The blockers of a command with these remedies. */
    public List<Blocker> blockers(Set<Remedy> remedies) {
        return tables.stream()
                .flatMap(table -> table.blockers(remedies).stream())
                .toList();
    }
}
