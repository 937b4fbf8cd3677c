package dev.ddbtool.report;

import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.TableResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The report as text: results on stdout, errors and next commands on stderr. */
final class TextReport {

    /** In a longer list, tables without changes and differences are only counted. */
    private static final int LONG_LIST = 50;

    private static final String INDENT = "    ";
    private static final String HANGING = INDENT + "  ";

    private final Report report;
    private final TableDetails details;
    private final LineWriter out;
    private final LineWriter err;
    private final Paint paint;
    private final int columns;
    private final ErrorText errors;

    TextReport(Report report, Display display) {
        this.report = report;
        this.details = new TableDetails(report);
        this.out = display.out();
        this.err = display.err();
        this.paint = display.paint(Console.STDOUT);
        this.columns = display.console().columns(Console.STDOUT);
        this.errors = new ErrorText(report, display);
    }

    void print() {
        if (report.document() != null) {
            out.write(report.document());
            errors.print();
            return;
        }
        rows();
        List<TableResult> listed = listed();
        tables(listed);
        WrittenProject project = report.project();
        if (project != null) {
            out.println("+ " + project.file() + "  written");
        }
        report.files()
                .forEach(file -> out.println(
                        (file.written() ? "+ " : "= ") + file.file() + (file.written() ? "  written" : "  unchanged")));
        out.flush();
        report.problems().forEach(problem -> err.println(problem));
        Set<String> hints = errors.printErrors();
        err.flush();
        if (!report.tables().isEmpty()) {
            details.shared().forEach(detail -> out.println(ValueText.wrapped(detail, columns, HANGING)));
            out.println(counts(listed));
            out.flush();
        }
        hints.forEach(hint -> err.println("hint: " + hint));
        errors.printNext();
    }

    private void rows() {
        List<List<String>> rows = report.rows();
        int first = width(rows, 0);
        int second = width(rows, 1);
        rows.forEach(
                row -> out.println(padded(row.get(0), first) + "  " + padded(row.get(1), second) + "  " + row.get(2)));
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private void tables(List<TableResult> listed) {
        TableLines lines = new TableLines(listed, columns, paint);
        for (TableResult table : listed) {
            out.println(lines.of(table));
            if (report.dryRun() && table.outcome() == Outcome.PLANNED) {
                PlannedChanges.of(table, report.environment()).forEach(change -> out.println(wrapped(change)));
            }
            table.differences()
                    .forEach(difference -> out.println(wrapped(report.sides().line(difference))));
            if (report.showCalls()) {
                AwsCommands.of(table, report).forEach(command -> out.println(INDENT + command));
            }
            details.own(table).forEach(detail -> out.println(wrapped(detail)));
            table.problems().forEach(problem -> out.println(problem));
        }
    }

    /** Shared details are printed below the list, other details below their table. */
    private List<TableResult> listed() {
        return report.tables().stream()
                .filter(table -> table.outcome() != Outcome.VALID)
                .filter(table -> table.outcome() != Outcome.CONVERTED
                        || !details.own(table).isEmpty())
                .filter(table -> !isLong()
                        || !TableLines.unremarkable(table)
                        || !details.own(table).isEmpty())
                .toList();
    }

    private boolean isLong() {
        return report.tables().size() > LONG_LIST;
    }

    private List<String> wrapped(String detail) {
        return ValueText.wrapped(INDENT + detail, columns, HANGING);
    }

    private String counts(List<TableResult> listed) {
        Map<String, Long> shown = listed.stream()
                .collect(Collectors.groupingBy(table -> table.outcome().word(), Collectors.counting()));
        List<String> counts = new ArrayList<>();
        report.counts().forEach((outcome, number) -> {
            long hidden = number - shown.getOrDefault(outcome, 0L);
            String all = ValueText.count(outcome, number);
            boolean some = isLong() && hidden > 0 && !listed.isEmpty();
            counts.add(some ? all + " (" + (hidden == number ? "" : hidden + " ") + "not listed)" : all);
        });
        return String.join(", ", counts);
    }
}
