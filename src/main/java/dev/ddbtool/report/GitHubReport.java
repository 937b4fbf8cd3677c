package dev.ddbtool.report;

import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.ControlCharacters;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.problem.FileProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The report as workflow commands of GitHub Actions, which become annotations of files and lines, and a summary for the log.
 */
final class GitHubReport {

    /**
     * GitHub shows this many errors and this many warnings of a step, and drops the others (actions/toolkit,
     * docs/problem-matchers.md, "Limitations").
     */
    private static final int MOST = 10;

    /** At most this many of the annotations that are only counted are also named. */
    private static final int MOST_NAMED = 50;

    private static final Locations.Location NOWHERE = new Locations.Location(null, null);

    private final Report report;
    private final List<Annotation> errors = new ArrayList<>();

    private GitHubReport(Report report) {
        this.report = report;
    }

    private record Annotation(Locations.Location location, String title, String message) {

        String command(String name) {
            String properties = property("file", location.file())
                    + property("line", location.line())
                    + property("title", ControlCharacters.escaped(title));
            return "::" + name + " " + properties.substring(0, properties.length() - 1) + "::" + data(message) + "\n";
        }

        private static String property(String name, @Nullable Object value) {
            return value == null
                    ? ""
                    : name + "="
                            + data(String.valueOf(value)).replace(":", "%3A").replace(",", "%2C") + ",";
        }

        /** Escapes as {@code escapeData} of GitHub's own toolkit (actions/toolkit, packages/core/src/command.ts). */
        private static String data(String text) {
            return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
        }
    }

    static String of(Report report) {
        return new GitHubReport(report).commands();
    }

    private String commands() {
        Failure error = report.error();
        if (error != null && !report.listsError()) {
            error(NOWHERE, report.title(), lines(error));
        }
        report.problems().forEach(problem -> problem("invalid", problem));
        report.byUrgency().forEach(this::table);
        List<Annotation> warnings = report.warnings().stream()
                .map(warning -> new Annotation(NOWHERE, report.title(), ControlCharacters.escaped(warning)))
                .toList();
        return commands("error", errors) + commands("warning", warnings) + report.summary() + "\n";
    }

    private void error(Locations.Location location, String title, String message) {
        errors.add(new Annotation(location, title, message));
    }

    private void problem(String title, FileProblem problem) {
        String message = problem.line() == null ? problem.toString() : ControlCharacters.escaped(problem.message());
        error(report.locations().of(problem), title, message);
    }

    private static String lines(Failure error) {
        return ControlCharacters.escaped(error.message())
                + (error.hint() == null ? "" : "\nhint: " + ControlCharacters.escaped(error.hint()));
    }

    private void table(TableResult table) {
        String title = table.table() + " " + ValueText.of(table.outcome());
        if (table.error() != null) {
            error(report.locations().of(table), title, lines(table.error()));
        }
        table.problems().forEach(problem -> problem(title, problem));
        table.differences()
                .forEach(difference -> error(
                        report.locations().of(table, difference),
                        title,
                        ControlCharacters.escaped(report.sides().line(difference))));
    }

    /** As many commands as GitHub shows. If there are more, the last one counts and names the others. */
    private static String commands(String name, List<Annotation> annotations) {
        boolean all = annotations.size() <= MOST;
        List<Annotation> shown = new ArrayList<>(all ? annotations : annotations.subList(0, MOST - 1));
        if (!all) {
            List<Annotation> others = annotations.subList(shown.size(), annotations.size());
            String title = others.size() + " more " + name + "s";
            shown.add(new Annotation(
                    NOWHERE,
                    title,
                    others.stream()
                                    .limit(MOST_NAMED)
                                    .map(each -> ControlCharacters.escaped(each.title()) + ": " + each.message())
                                    .collect(Collectors.joining("\n"))
                            + (others.size() > MOST_NAMED ? "\n…" : "")));
        }
        return shown.stream().map(each -> each.command(name)).collect(Collectors.joining());
    }
}
