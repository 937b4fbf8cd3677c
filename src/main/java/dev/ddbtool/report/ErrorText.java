package dev.ddbtool.report;

import dev.ddbtool.plan.StepResult;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The errors of a report, their hints and the next commands, as text on stderr. */
final class ErrorText {

    /** If more tables than this fail in the same way, only the first message is printed. */
    private static final int ALIKE = 3;

    private final Report report;
    private final LineWriter err;
    private final Paint paint;
    private final boolean quiet;
    private final int columns;

    ErrorText(Report report, Display display) {
        this.report = report;
        this.err = display.err();
        this.paint = display.paint(Console.STDERR);
        this.quiet = display.quiet();
        this.columns = display.console().columns(Console.STDERR);
    }

    /** Prints what is on stderr in every output format: the errors, and the command that continues the run. */
    void print() {
        printErrors().forEach(hint -> err.println("hint: " + hint));
        if (report.carryOn() != null) {
            printNext();
        }
    }

    /** Prints the errors and returns their hints, each once. */
    Set<String> printErrors() {
        Set<String> hints = new LinkedHashSet<>();
        Map<String, List<TableResult>> alike = new LinkedHashMap<>();
        report.tables().stream()
                .filter(table -> table.error() != null)
                .forEach(table -> alike.computeIfAbsent(kind(table), kind -> new ArrayList<>())
                        .add(table));
        alike.values().forEach(tables -> {
            tables.stream().limit(tables.size() > ALIKE ? 1 : ALIKE).forEach(table -> error(table, hints));
            if (tables.size() > ALIKE) {
                line("same error for " + (tables.size() - 1) + " more tables: "
                        + names(tables.subList(1, tables.size())));
            }
        });
        Failure error = report.error();
        if (error != null) {
            line(error.message());
            if (error.hint() != null) {
                hints.add(error.hint());
            }
        }
        return hints;
    }

    /** Prints that stdout is incomplete, and which tables were changed. */
    void printUnwritten() {
        List<TableResult> changed = report.tables().stream()
                .filter(table -> table.steps().stream().anyMatch(StepResult::done))
                .toList();
        String changes = "; " + ValueText.count(changed.size(), "table") + " changed: ";
        line("cannot write to stdout: the output is incomplete"
                + (changed.isEmpty() ? "" : changes + shortened(changed)));
        err.println("hint: free disk space for the file that receives stdout, then run the same command again");
    }

    void printNext() {
        boolean incomplete = report.carryOn() != null;
        if (incomplete) {
            err.println("continue with: " + report.carryOn());
        }
        if (incomplete || !quiet) {
            report.next().forEach(line -> err.println(line));
        }
    }

    private void line(String message) {
        String start = "ddbtool: ";
        List<String> lines = ValueText.wrapped(start + message, columns, "  ");
        err.println(new LineWriter.Painted(paint.error(), start, lines.get(0).substring(start.length())));
        err.println(lines.subList(1, lines.size()));
    }

    private void error(TableResult table, Set<String> hints) {
        Failure error = Objects.requireNonNull(table.error());
        line(table.table() + ": " + error.message());
        if (error.hint() != null) {
            hints.add(error.hint());
        }
    }

    /** Failures that differ only in the table name are of the same kind. */
    private static String kind(TableResult table) {
        Failure error = Objects.requireNonNull(table.error());
        return (error.message() + "\n" + error.hint())
                .replace("'" + table.name() + "'", "''")
                .replace("/" + table.name(), "/");
    }

    private static String names(List<TableResult> tables) {
        return shortened(tables) + (tables.size() > ALIKE ? " (marked ! above)" : "");
    }

    private static String shortened(List<TableResult> tables) {
        String first = tables.stream().limit(ALIKE).map(TableResult::table).collect(Collectors.joining(", "));
        return first + (tables.size() > ALIKE ? ", …" : "");
    }
}
