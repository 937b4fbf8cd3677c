package dev.ddbtool.cli.run;

import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.FileProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a run has found so far. Several threads add to it. */
final class RunResults {

    private final Map<String, TableResult> tables = new TreeMap<>();
    private final List<FileProblem> problems = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();

    /** Keeps what has happened to a table; a later result replaces an earlier one. */
    synchronized void add(TableResult result) {
        tables.put(result.table() + "\n" + result.name(), result);
    }

    synchronized void add(List<FileProblem> found) {
        problems.addAll(found);
    }

    /** Keeps a warning, and returns whether it is a new one. */
    synchronized boolean addWarning(String text) {
        return warnings.add(text);
    }

    /** In the order of their logical names. */
    synchronized List<TableResult> tables() {
        return List.copyOf(tables.values());
    }

    synchronized List<FileProblem> problems() {
        return List.copyOf(problems);
    }

    synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Tables that the service continues to work on if the run ends now, each with that work. */
    List<String> underWay() {
        return tables().stream()
                .filter(result -> result.outcome() == Outcome.INTERRUPTED && result.note() != null)
                .map(result -> result.table() + " (" + result.note() + ")")
                .toList();
    }

    /** The members of answers that this version does not know, each with the number of tables that have it. */
    Map<String, Integer> unknownMembers() {
        Map<String, Integer> numbers = new TreeMap<>();
        tables().forEach(table -> table.unknownMembers().forEach(member -> numbers.merge(member, 1, Integer::sum)));
        return numbers;
    }
}
