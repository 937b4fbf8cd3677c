package dev.ddbtool.cli;

import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.Failure;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.StepResult;
import dev.ddbtool.plan.TableResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The report as people read it: the answer on stdout, errors and what to do next on stderr. */
final class TextReport {

    private final Report report;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Paint paint;
    private final Paint errorPaint;
    private final boolean quiet;

    TextReport(Report report, Console console, Paint paint, Paint errorPaint, boolean quiet) {
        this.report = report;
        this.out = console.out();
        this.err = console.err();
        this.paint = paint;
        this.errorPaint = errorPaint;
        this.quiet = quiet;
    }

    void print() {
        tables();
        report.problems().forEach(problem -> err.println(problem));
        errors();
        next();
    }

    /** Only what belongs on stderr whatever form the answer has: the errors, and the command that carries on. */
    void printErrors() {
        errors();
        if (report.carryOn() != null) {
            next();
        }
    }

    private void tables() {
        if (report.tables().isEmpty()) {
            return;
        }
        int width = report.tables().stream()
                .mapToInt(table -> table.table().length())
                .max()
                .orElse(0);
        Map<String, Long> details = report.tables().stream()
                .flatMap(table -> details(table).stream())
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        for (TableResult table : report.tables()) {
            if (table.outcome() == Outcome.VALID) {
                continue;
            }
            out.println(line(table, width));
            table.differences().forEach(difference -> out.println("    " + line(difference)));
            if (report.dryRun()) {
                table.steps().forEach(step -> out.println("    " + call(step, table)));
            }
            details(table).stream()
                    .filter(detail -> details.getOrDefault(detail, 0L) == 1)
                    .forEach(detail -> out.println("    " + detail));
            table.problems().forEach(problem -> out.println(problem));
        }
        out.println(counts());
        details.forEach((detail, tables) -> {
            if (tables > 1) {
                out.println(tables + " tables: " + detail);
            }
        });
    }

    private String counts() {
        return report.counts().entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().replace('-', ' '))
                .collect(Collectors.joining(", "));
    }

    /** What stands below a table's line, or once below all of them where several tables share it. */
    private static List<String> details(TableResult table) {
        List<String> details = new ArrayList<>();
        if (!table.notApplied().isEmpty()) {
            details.add("not applied: " + String.join(", ", new TreeSet<>(table.notApplied())));
        }
        new TreeMap<>(table.unread()).forEach((member, reason) -> {
            if (!table.notApplied().contains(member)) {
                details.add("not read: " + member + ": " + reason);
            }
        });
        table.unknownMembers().forEach(member -> details.add("unknown to this version of ddbtool: " + member));
        return details;
    }

    private String line(TableResult table, int width) {
        // a table that is named as its file is may have any name
        String padded =
                String.format(Locale.ROOT, "%-" + width + "s", table.table().replaceAll("\\p{Cntrl}", "?"));
        StringBuilder line = new StringBuilder();
        line.append(Words.sign(table.outcome())).append(' ').append(padded).append("  ");
        line.append(Words.of(table.outcome()));
        if (table.elapsed() != null) {
            line.append("  ").append(Words.of(table.elapsed()));
        }
        if (table.note() != null) {
            line.append("  (").append(table.note()).append(')');
        }
        return paint.outcome(table.outcome(), line.toString());
    }

    private static String line(Difference difference) {
        String what = difference.setting().label() + (difference.item() == null ? "" : " " + difference.item());
        return switch (difference.remedy()) {
            case CREATE ->
                difference.live() == null && difference.setting() == Setting.TABLE
                        ? "in the schema files, not live"
                        : values(what, difference);
            case EXTRA -> "live, in no schema file";
            default -> values(what, difference);
        };
    }

    private static String values(String what, Difference difference) {
        return what + ": schema " + Words.of(difference.schema()) + ", live " + Words.of(difference.live()) + " ["
                + difference.remedy().word() + "]";
    }

    /** A call that can be pasted, and goes where this run would have gone. */
    private String call(StepResult step, TableResult table) {
        String action =
                step.step().action().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        return "aws dynamodb " + action + report.awsOptions()
                + " --cli-input-json "
                + Words.quoted(JsonReport.request(step.step(), table, report).toString());
    }

    private void errors() {
        Set<String> hints = new LinkedHashSet<>();
        for (TableResult table : report.tables()) {
            Failure error = table.error();
            if (error != null) {
                err.println(errorPaint.error("ddbtool: ") + table.table() + ": " + error.message());
                if (error.hint() != null) {
                    hints.add(error.hint());
                }
            }
        }
        Failure error = report.error();
        if (error != null) {
            err.println(errorPaint.error("ddbtool: ") + error.message());
            if (error.hint() != null) {
                hints.add(error.hint());
            }
        }
        hints.forEach(hint -> err.println("hint: " + hint));
    }

    private void next() {
        if (report.carryOn() != null) {
            err.println("carry on with: " + report.carryOn());
            return;
        }
        Set<Remedy> remedies = report.tables().stream()
                .filter(table -> table.outcome() != Outcome.BLOCKED)
                .flatMap(table -> table.differences().stream())
                .map(Difference::remedy)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (quiet || report.dryRun()) {
            return;
        }
        report.next().forEach((remedy, command) -> {
            if (remedies.contains(remedy)) {
                err.println(purpose(remedy) + ": " + command);
            }
        });
        if (remedies.contains(Remedy.MANUAL)) {
            err.println("what is marked [manual] is never changed by ddbtool: decide which side is right");
        }
    }

    private static String purpose(Remedy remedy) {
        return switch (remedy) {
            case CREATE -> "make what is missing";
            case RECONCILE -> "complete existing tables";
            case ADD_GSI -> "add missing indexes";
            case MANUAL, EXTRA -> "decide by hand";
        };
    }
}
