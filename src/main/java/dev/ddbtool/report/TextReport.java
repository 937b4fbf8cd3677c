package dev.ddbtool.report;

import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.PolicyOverride;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.StepResult;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.project.ResolvedSetting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as text: results on stdout, errors and next commands on stderr. */
public final class TextReport {

    /** In a longer list, tables without changes and differences are only counted. */
    private static final int LONG_LIST = 50;

    /** If more tables than this fail in the same way, only the first message is printed. */
    private static final int ALIKE = 3;

    private static final String INDENT = "    ";
    private static final String HANGING = INDENT + "  ";

    private final Report report;
    private final LineWriter out;
    private final LineWriter err;
    private final Paint paint;
    private final Paint errorPaint;
    private final boolean quiet;
    private final int columns;
    private final int errorColumns;

    public TextReport(Report report, Console console, Paint paint, Paint errorPaint, boolean quiet) {
        this.report = report;
        this.out = console.out();
        this.err = console.err();
        this.paint = paint;
        this.errorPaint = errorPaint;
        this.quiet = quiet;
        this.columns = console.columns(Console.STDOUT);
        this.errorColumns = console.columns(Console.STDERR);
    }

    public void print() {
        settings();
        Map<String, Long> details = report.tables().stream()
                .flatMap(table -> details(table).stream())
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        List<TableResult> listed = listed(details);
        tables(listed, details);
        WrittenProject project = report.project();
        if (project != null) {
            out.println("+ " + project.file() + "  written");
        }
        out.flush();
        report.problems().forEach(problem -> err.println(problem));
        Set<String> hints = errors();
        err.flush();
        if (!report.tables().isEmpty()) {
            shared(details);
            out.println(counts(listed));
            out.flush();
        }
        hints.forEach(hint -> err.println("hint: " + hint));
        next();
    }

    private void settings() {
        int names = width(report.settings().stream().map(ResolvedSetting::name));
        int values = width(report.settings().stream().map(TextReport::value));
        report.settings()
                .forEach(each -> out.println(
                        padded(each.name(), names) + "  " + padded(value(each), values) + "  " + each.source()));
    }

    private static String value(ResolvedSetting setting) {
        return setting.value() == null ? "-" : setting.value().isEmpty() ? "\"\"" : setting.value();
    }

    private static int width(Stream<String> column) {
        return column.mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    /** Prints only errors and the command that continues the run, which are on stderr in every output format. */
    public void printErrors() {
        errors().forEach(hint -> err.println("hint: " + hint));
        if (report.carryOn() != null) {
            next();
        }
    }

    /** Reports on stderr that stdout is incomplete, and which tables were changed. */
    public void printUnwritten() {
        List<TableResult> changed = report.tables().stream()
                .filter(table -> table.steps().stream().anyMatch(StepResult::done))
                .toList();
        String changes = "; " + ValueText.count(changed.size(), "table") + " changed: ";
        errorLine("cannot write to stdout: the output is incomplete"
                + (changed.isEmpty() ? "" : changes + shortened(changed)));
        err.println("hint: free disk space for the file that receives stdout, then run the same command again");
    }

    private void tables(List<TableResult> listed, Map<String, Long> details) {
        TableLines lines = new TableLines(listed, columns, paint);
        for (TableResult table : listed) {
            out.println(lines.of(table));
            if (report.dryRun() && table.outcome() == Outcome.PLANNED) {
                PlannedChanges.of(table, report.environment()).forEach(change -> out.println(wrapped(change)));
            }
            table.differences().forEach(difference -> out.println(wrapped(line(difference))));
            if (report.showCalls()) {
                AwsCommands.of(table, report).forEach(command -> out.println(INDENT + command));
            }
            details(table).stream()
                    .filter(detail -> details.getOrDefault(detail, 0L) == 1)
                    .forEach(detail -> out.println(wrapped(detail)));
            table.problems().forEach(problem -> out.println(problem));
        }
    }

    /** Prints details that several tables share. */
    private void shared(Map<String, Long> details) {
        details.forEach((detail, tables) -> {
            if (tables > 1) {
                out.println(ValueText.wrapped(tables + " tables: " + detail, columns, HANGING));
            }
        });
    }

    private List<TableResult> listed(Map<String, Long> details) {
        return report.tables().stream()
                .filter(table -> table.outcome() != Outcome.VALID)
                .filter(table -> !isLong() || !TableLines.unremarkable(table) || hasDetailOfItsOwn(table, details))
                .toList();
    }

    /** Shared details are printed below the list, other details below their table. */
    private boolean hasDetailOfItsOwn(TableResult table, Map<String, Long> details) {
        return details(table).stream().anyMatch(detail -> details.getOrDefault(detail, 0L) == 1);
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
            String all = number + " " + counted(outcome, number);
            boolean some = isLong() && hidden > 0 && !listed.isEmpty();
            counts.add(some ? all + " (" + (hidden == number ? "" : hidden + " ") + "not listed)" : all);
        });
        return String.join(", ", counts);
    }

    private static String counted(String outcome, long number) {
        boolean many = number > 1 && outcome.equals(Outcome.DIFFERS.word());
        return many ? "differ" : outcome.replace('-', ' ');
    }

    /** Details below the line of a table, or below the list if several tables share them. */
    private List<String> details(TableResult table) {
        List<String> details = new ArrayList<>();
        table.overrides().forEach(override -> details.add(line(override)));
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

    private String line(PolicyOverride override) {
        String schema = ValueText.of(override.schema());
        String policy = ValueText.of(override.policy());
        return override.setting().label() + ": "
                + (report.against() == null
                        ? schema + " in the file, " + policy + " by policy"
                        : report.wantedSide() + " " + schema + ", " + report.liveSide() + " " + policy
                                + ", explained by policy");
    }

    private String line(Difference difference) {
        String what = ValueText.setting(difference);
        return switch (difference.remedy()) {
            case CREATE ->
                difference.live() == null && difference.setting() == Setting.TABLE
                        ? report.onlyWanted()
                        : values(what, difference);
            case EXTRA -> report.onlyLive();
            default -> values(what, difference);
        };
    }

    private String values(String what, Difference difference) {
        return what + ": " + report.wantedSide() + " " + ValueText.of(difference.schema()) + ", " + report.liveSide()
                + " "
                + ValueText.of(difference.live()) + " ["
                + difference.remedy().word() + "]";
    }

    /** Prints the errors and returns their hints, each once. */
    private Set<String> errors() {
        Set<String> hints = new LinkedHashSet<>();
        Map<String, List<TableResult>> alike = new LinkedHashMap<>();
        report.tables().stream()
                .filter(table -> table.error() != null)
                .forEach(table -> alike.computeIfAbsent(kind(table), kind -> new ArrayList<>())
                        .add(table));
        alike.values().forEach(tables -> {
            tables.stream().limit(tables.size() > ALIKE ? 1 : ALIKE).forEach(table -> error(table, hints));
            if (tables.size() > ALIKE) {
                errorLine("same error for " + (tables.size() - 1) + " more tables: "
                        + names(tables.subList(1, tables.size())));
            }
        });
        Failure error = report.error();
        if (error != null) {
            errorLine(error.message());
            if (error.hint() != null) {
                hints.add(error.hint());
            }
        }
        return hints;
    }

    private void errorLine(String message) {
        String start = "ddbtool: ";
        List<String> lines = ValueText.wrapped(start + message, errorColumns, "  ");
        err.println(
                new LineWriter.Painted(errorPaint.error(), start, lines.get(0).substring(start.length())));
        err.println(lines.subList(1, lines.size()));
    }

    private void error(TableResult table, Set<String> hints) {
        Failure error = Objects.requireNonNull(table.error());
        errorLine(table.table() + ": " + error.message());
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

    private void next() {
        if (report.carryOn() != null) {
            err.println("continue with: " + report.carryOn());
        } else if (!quiet) {
            report.next().forEach(line -> err.println(line));
        }
    }
}
