package dev.ddbtool.report;

import dev.ddbtool.plan.TableResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What users should know about a table besides its differences. Several tables can share a detail. */
final class TableDetails {

    private final Report report;
    private final Map<String, Long> numbers;

    TableDetails(Report report) {
        this.report = report;
        this.numbers = report.tables().stream()
                .flatMap(table -> all(table).stream())
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
    }

    private List<String> all(TableResult table) {
        List<String> details = new ArrayList<>();
        table.overrides().forEach(override -> details.add(report.sides().line(override)));
        if (!table.notApplied().isEmpty()) {
            details.add("not applied: " + String.join(", ", new TreeSet<>(table.notApplied())));
        }
        new TreeMap<>(table.unread()).forEach((member, reason) -> {
            if (!table.notApplied().contains(member)) {
                details.add("not read: " + member + ": " + reason);
            }
        });
        return details;
    }

    /** The details of this table alone. */
    List<String> own(TableResult table) {
        return all(table).stream()
                .filter(detail -> numbers.getOrDefault(detail, 0L) == 1)
                .toList();
    }

    /** Every detail of every table. */
    Stream<String> all() {
        return report.tables().stream()
                .flatMap(table -> all(table).stream().map(detail -> table.table() + ": " + detail));
    }

    /** The details of several tables, each with their number. */
    List<String> shared() {
        return numbers.entrySet().stream()
                .filter(detail -> detail.getValue() > 1)
                .map(detail -> detail.getValue() + " tables: " + detail.getKey())
                .toList();
    }
}
