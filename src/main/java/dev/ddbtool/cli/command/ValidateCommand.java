package dev.ddbtool.cli.command;

import dev.ddbtool.cli.option.EnvironmentOptions;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.RunError;
import dev.ddbtool.cli.run.TargetEnvironment;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.schema.file.InvalidSchemaException;
import dev.ddbtool.schema.file.SchemaFile;
import dev.ddbtool.schema.file.SchemaFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks schema files offline. */
@Command(
        name = "validate",
        header = "Check schema files offline.",
        description = {"Reports all problems at once. Exits with 3 if there are any.", "", "AWS calls: none."},
        footer = {"  ddbtool validate", "  ddbtool validate schemas/companies.json --environments staging,dev,qa"})
public final class ValidateCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Schema files or folders. [default: the schema folder]")
    private List<Path> paths = new ArrayList<>();

    @Mixin
    private final EnvironmentOptions environment = new EnvironmentOptions();

    @Mixin
    private final OutputOptions.OfCheck output = new OutputOptions.OfCheck();

    private final App app;

    public ValidateCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        return Run.execute(
                app, output.request(app.variables()), () -> environment.resolveOffline(app, false), this::validate);
    }

    private ExitCode validate(Run run) {
        TargetEnvironment target = run.target();
        SchemaFiles files = target.files();
        List<FileProblem> problems = problems(files, run);
        Map<String, List<FileProblem>> byTable = new TreeMap<>();
        for (Path file : files(target)) {
            byTable.computeIfAbsent(table(file), table -> new ArrayList<>())
                    .addAll(problems.stream()
                            .filter(problem -> problem.file().equals(file.toString()))
                            .toList());
        }
        byTable.forEach((table, own) -> run.result(result(target, table, own)));
        if (problems.isEmpty()) {
            return ExitCode.OK;
        }
        List<FileProblem> others = new ArrayList<>(problems);
        byTable.values().forEach(others::removeAll);
        run.problems(others);
        throw new CommandException(
                ExitCode.SCHEMA, new Failure(RunError.count(problems), RunError.hint(problems), null));
    }

    /** Finds the problems of the files, and prints warnings. */
    private List<FileProblem> problems(SchemaFiles files, Run run) {
        try {
            for (SchemaFile file : files.readPaths(paths.isEmpty() ? List.of(files.folder()) : paths())) {
                file.schema()
                        .warnings()
                        .forEach(each -> run.warn(file.locate(each).toString()));
            }
            return List.of();
        } catch (InvalidSchemaException e) {
            return e.problems();
        }
    }

    private List<Path> paths() {
        return paths.stream().map(app.workingDirectory()::resolve).toList();
    }

    /** The selected files, named as in problems. */
    private Set<Path> files(TargetEnvironment target) {
        Set<Path> files = new LinkedHashSet<>();
        for (Path path : paths.isEmpty() ? List.of(target.schemas()) : paths()) {
            if (Files.isDirectory(path)) {
                SchemaFiles folder = new SchemaFiles(path, target.names());
                folder.tables().forEach(table -> files.add(folder.folder().resolve(table + ".json")));
            } else if (Files.exists(path)) {
                files.add(path);
            }
        }
        return files;
    }

    private static String table(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
    }

    private static TableResult result(TargetEnvironment target, String table, List<FileProblem> problems) {
        boolean usable = target.names().problem(table).isEmpty();
        String name = usable ? target.physical(table) : table;
        return TableResult.of(table, name, problems.isEmpty() ? Outcome.VALID : Outcome.INVALID)
                .withProblems(problems);
    }
}
