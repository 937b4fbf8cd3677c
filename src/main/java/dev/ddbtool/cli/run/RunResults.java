package dev.ddbtool.cli.run;

import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.project.ResolvedSetting;
import dev.ddbtool.report.LiveEnvironment;
import dev.ddbtool.report.Sides;
import dev.ddbtool.report.WrittenFile;
import dev.ddbtool.report.WrittenProject;
import dev.ddbtool.schema.file.SchemaFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The results of a run so far. Several threads add results. */
final class RunResults {

    private final Map<String, TableResult> tables = new TreeMap<>();
    private final List<FileProblem> problems = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private @Nullable WrittenProject project;
    private final List<WrittenFile> written = new ArrayList<>();
    private @Nullable String document;
    private final List<ResolvedSetting> settings = new ArrayList<>();
    private final Map<String, SchemaFile> files = new TreeMap<>();
    private Sides sides = Sides.FILES_AND_TABLES;
    private @Nullable List<LiveEnvironment> live;

    /** Adds the result of a table. A later result replaces an earlier one. */
    synchronized void add(TableResult result) {
        tables.put(result.table() + "\n" + result.name(), result);
    }

    synchronized void add(List<FileProblem> found) {
        problems.addAll(found);
    }

    synchronized void set(WrittenProject written) {
        project = written;
    }

    /** The project file that the command has written; null if it has written none. */
    synchronized @Nullable WrittenProject project() {
        return project;
    }

    synchronized void add(WrittenFile file) {
        written.add(file);
    }

    /** The files that a conversion has written. */
    synchronized List<WrittenFile> written() {
        return List.copyOf(written);
    }

    synchronized void setDocument(String text) {
        document = text;
    }

    /** The text that stdout contains instead of the report; null for the report. */
    synchronized @Nullable String document() {
        return document;
    }

    synchronized void addSettings(List<ResolvedSetting> resolved) {
        settings.addAll(resolved);
    }

    synchronized List<ResolvedSetting> settings() {
        return List.copyOf(settings);
    }

    synchronized void set(Sides compared) {
        sides = compared;
    }

    /** What the command compares. */
    synchronized Sides sides() {
        return sides;
    }

    synchronized void addFiles(Collection<SchemaFile> compared) {
        compared.forEach(file -> files.put(file.schema().name(), file));
    }

    /** The schema files that the command compares, by logical name. */
    synchronized Map<String, SchemaFile> files() {
        return Map.copyOf(files);
    }

    synchronized void setLive(List<LiveEnvironment> environments) {
        live = environments;
    }

    /** The environments that have live tables; null if they were not listed. */
    synchronized @Nullable List<LiveEnvironment> live() {
        return live;
    }

    /** Adds a warning, and returns whether it is new. */
    synchronized boolean addWarning(String text) {
        return warnings.add(text);
    }

    /** The results, ordered by logical name. */
    synchronized List<TableResult> tables() {
        return List.copyOf(tables.values());
    }

    synchronized List<FileProblem> problems() {
        return List.copyOf(problems);
    }

    synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Tables that DynamoDB continues to change if the run ends now, each with its state. */
    List<String> underWay() {
        return tables().stream()
                .filter(result -> result.outcome() == Outcome.INTERRUPTED && result.note() != null)
                .map(result -> result.table() + " (" + result.note() + ")")
                .toList();
    }

    /** Unknown members of responses, each with the number of tables that have it. */
    Map<String, Integer> unknownMembers() {
        Map<String, Integer> numbers = new TreeMap<>();
        tables().forEach(table -> table.unknownMembers().forEach(member -> numbers.merge(member, 1, Integer::sum)));
        return numbers;
    }
}
