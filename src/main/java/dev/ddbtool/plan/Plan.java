package dev.ddbtool.plan;

import java.util.List;
import java.util.Set;

/** What is to be done about a set of tables. */
public record Plan(List<TablePlan> tables) {

    public Plan {
        tables = List.copyOf(tables);
    }

    /** Everything that forbids a command to run. */
    public List<Blocker> blockers(Set<Remedy> remedies) {
        return tables.stream()
                .flatMap(table -> table.blockers(remedies).stream())
                .toList();
    }
}
