package dev.ddbtool.report;

import static dev.ddbtool.report.MarkdownText.code;
import static dev.ddbtool.report.MarkdownText.html;

import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.ControlCharacters;
import dev.ddbtool.problem.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The report as a GitHub comment: a summary, a table, folded details, warnings and next commands. It fits into one comment,
 * with the tables that need attention first, and says what it omits.
 */
final class MarkdownReport {

    /** The REST API of GitHub rejects more: "Body is too long (maximum is 65536 characters)". */
    static final int LIMIT = 65_536;

    /** The room for warnings, and for next commands. */
    private static final int ROOM_OF_LINES = 8_000;

    /** The room that each list keeps for the line that counts its omitted parts. */
    private static final int ROOM_OF_COUNT = 60;

    private static final int LONGEST_MESSAGE = 1_000;
    private static final int LONGEST_CELL = 200;
    private static final int MOST_SETTINGS = 5;

    private final Report report;
    private final TableDetails details;
    private final List<TableResult> listed;

    private MarkdownReport(Report report) {
        this.report = report;
        this.details = new TableDetails(report);
        this.listed = report.byUrgency().stream()
                .filter(table -> Outcomes.urgency(table.outcome()) != Outcomes.Urgency.NONE
                        || table.note() != null
                        || !table.differences().isEmpty()
                        || !details.own(table).isEmpty())
                .toList();
    }

    static String of(Report report) {
        return new MarkdownReport(report).comment();
    }

    private String comment() {
        String start = heading() + error();
        String end =
                lines("Notes", details.shared().stream().map(MarkdownText::code).toList())
                        + lines(
                                "Warnings",
                                report.warnings().stream()
                                        .map(MarkdownReport::shortened)
                                        .toList())
                        + lines("Next", next());
        StringBuilder comment = new StringBuilder(start);
        int room = LIMIT - 1 - end.length();
        comment.append(fitting(
                "\n",
                report.problems().stream()
                        .map(problem -> bullet(shortened(problem.toString())))
                        .toList(),
                (room - comment.length()) / 2,
                "problems"));
        comment.append(fitting(tableHead(), rows(), room - comment.length() - ROOM_OF_COUNT, "tables"));
        comment.append(fitting(
                "", listed.stream().flatMap(this::folded).toList(), room - comment.length(), "tables in detail"));
        return comment + end;
    }

    /** The start and as many of these parts as fit, in order, and a line that counts the others; empty without parts. */
    private static String fitting(String start, List<String> parts, int room, String noun) {
        if (parts.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(start);
        int shown = 0;
        while (shown < parts.size() && text.length() + parts.get(shown).length() + ROOM_OF_COUNT <= room) {
            text.append(parts.get(shown++));
        }
        int omitted = parts.size() - shown;
        return omitted == 0 ? text.toString() : text + "\nand " + omitted + " more " + noun + "\n";
    }

    private static String lines(String title, List<String> lines) {
        return fitting(
                "\n**" + title + "**\n\n",
                lines.stream().map(MarkdownReport::bullet).toList(),
                ROOM_OF_LINES,
                "lines");
    }

    private static String bullet(String text) {
        return "- " + text + "\n";
    }

    private static String shortened(String message) {
        return code(ValueText.cut(message, LONGEST_MESSAGE));
    }

    private static String cell(String text) {
        return code(ValueText.cut(text, LONGEST_CELL));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private String heading() {
        List<String> facts = new ArrayList<>();
        if (report.region() != null) {
            facts.add("region " + cell(report.region()));
        }
        if (report.account() != null) {
            facts.add("account " + cell(report.account()));
        }
        if (report.endpoint() != null) {
            facts.add("endpoint " + cell(report.endpoint()));
        }
        if (!report.tables().isEmpty()) { // otherwise the summary says it
            facts.add("exit code " + report.exitCode().code());
        }
        return "### " + report.title() + ": " + report.summary() + "\n"
                + (facts.isEmpty() ? "" : "\n" + String.join(", ", facts) + "\n");
    }

    private String error() {
        Failure error = report.error();
        if (error == null) {
            return "";
        }
        return "\n**Error:** " + shortened(error.message()) + "\n"
                + (error.hint() == null ? "" : "\n**Hint:** " + shortened(error.hint()) + "\n");
    }

    private List<String> next() {
        return Stream.concat(Stream.ofNullable(report.carryOn()).map("continue with: "::concat), report.next().stream())
                .map(MarkdownText::code)
                .toList();
    }

    /** The rows of the table: of tables, settings or live environments. */
    private List<String> rows() {
        if (!report.rows().isEmpty()) {
            return report.rows().stream()
                    .map(cells -> row(cells.stream().map(MarkdownReport::cell).toArray(String[]::new)))
                    .toList();
        }
        WrittenProject project = report.project();
        if (project != null) {
            return List.of(row(cell(project.file()), "written", ""));
        }
        return listed.stream()
                .map(table -> row(code(table.table()), ValueText.of(table.outcome()), what(table)))
                .toList();
    }

    private String tableHead() {
        String first = !report.settings().isEmpty()
                ? row("setting", "value", "source")
                : report.live() != null
                        ? row("environment", "live", "declaration")
                        : row(report.project() == null ? "table" : "file", "outcome", "what");
        return "\n" + first + row("---", "---", "---");
    }

    /** What happened to a table, in short. */
    private String what(TableResult table) {
        List<String> parts = new ArrayList<>();
        Failure error = table.error();
        if (error != null) {
            parts.add(cell(error.message()));
        }
        if (!table.problems().isEmpty()) {
            parts.add(ValueText.count(table.problems().size(), "problem"));
        }
        if (table.outcome() == Outcome.PLANNED) {
            PlannedChanges.of(table, report.environment()).stream().limit(1).forEach(change -> parts.add(cell(change)));
        }
        parts.addAll(limited(table.differences().stream()
                .map(difference -> cell(
                        difference.setting() == Setting.TABLE
                                ? report.sides().line(difference)
                                : ValueText.setting(difference)))
                .toList()));
        if (table.note() != null) {
            parts.add(cell(table.note()));
        }
        if (table.elapsed() != null) {
            parts.add(ValueText.of(table.elapsed()));
        }
        return String.join(", ", parts);
    }

    private static List<String> limited(List<String> settings) {
        if (settings.size() <= MOST_SETTINGS) {
            return settings;
        }
        List<String> some = new ArrayList<>(settings.subList(0, MOST_SETTINGS));
        some.add("and " + (settings.size() - MOST_SETTINGS) + " more");
        return some;
    }

    /** The details of a table, folded; none if its row says everything. */
    private Stream<String> folded(TableResult table) {
        List<Difference> differences = table.differences().stream()
                .filter(difference -> difference.setting() != Setting.TABLE)
                .toList();
        String content = differences(differences) + bullets(table) + calls(table);
        return content.isEmpty()
                ? Stream.empty()
                : Stream.of("\n<details><summary>" + html(table.table()) + ": " + ValueText.of(table.outcome())
                        + "</summary>\n" + content + "\n</details>\n");
    }

    private String differences(List<Difference> differences) {
        if (differences.isEmpty()) {
            return "";
        }
        return "\n"
                + row(
                        "setting",
                        code(report.sides().labels().get(0)),
                        code(report.sides().labels().get(1)),
                        "remedy")
                + row("---", "---", "---", "---")
                + differences.stream()
                        .map(difference -> row(
                                cell(ValueText.setting(difference)),
                                cell(report.sides().values(difference).get(0)),
                                cell(report.sides().values(difference).get(1)),
                                difference.remedy().word()))
                        .collect(Collectors.joining());
    }

    private String bullets(TableResult table) {
        List<String> lines = new ArrayList<>();
        Failure error = table.error();
        if (error != null && error.hint() != null) {
            lines.add("hint: " + error.hint());
        }
        if (table.outcome() == Outcome.PLANNED) {
            PlannedChanges.of(table, report.environment()).stream().skip(1).forEach(lines::add);
        }
        table.problems().forEach(problem -> lines.add(problem.toString()));
        lines.addAll(details.own(table));
        return lines.isEmpty()
                ? ""
                : "\n" + lines.stream().map(line -> bullet(shortened(line))).collect(Collectors.joining());
    }

    private String calls(TableResult table) {
        List<String> calls = report.showCalls() ? AwsCommands.of(table, report) : List.of();
        return calls.isEmpty()
                ? ""
                : "\n```sh\n"
                        + calls.stream()
                                .map(call -> ControlCharacters.escaped(call) + "\n")
                                .collect(Collectors.joining())
                        + "```\n";
    }
}
