package dev.ddbtool.cli.command;

import dev.ddbtool.cli.option.EnvironmentOptions;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.cli.option.Subcommand;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.RunError;
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
import picocli.CommandLine.Model.CommandSpec;

/** Schema files, offline. */
public final class ValidateCommand implements Subcommand {

    private List<Path> paths = new ArrayList<>();

    private final EnvironmentOptions environment = new EnvironmentOptions();
    private final OutputOptions output = new OutputOptions();
    private final App app;

    public ValidateCommand(App app) {
        this.app = app;
    }

    @Override
    public void describe(CommandSpec command) {
        command.usageMessage()
                .description(
                        "Every rule that a file can break, all at once. Exit code 3 if any is broken.",
                        "",
                        "AWS calls: none.")
                .footer(
                        "  ddbtool validate",
                        "  ddbtool validate schemas/companies.json --environments staging,dev,qa");
        Subcommand.arguments(
                command,
                "FILE",
                Path.class,
                "Schema files or folders. [default: the schema folder]",
                value -> paths = value);
        environment.addTo(command);
        output.addTo(command);
    }

    @Override
    public Integer call() {
        Run invocation = new Run(app, "validate", output);
        return invocation.run(() -> validate(invocation));
    }

    private ExitCode validate(Run invocation) {
        EnvironmentOptions.Place place = environment.resolve(app.variables());
        invocation.at(place);
        SchemaFiles files = new SchemaFiles(place.schemas(), place.names());
        List<FileProblem> problems = problems(files, invocation);
        Map<String, List<FileProblem>> byTable = new TreeMap<>();
        for (Path file : files(place)) {
            byTable.computeIfAbsent(table(file), table -> new ArrayList<>())
                    .addAll(problems.stream()
                            .filter(problem -> problem.file().equals(file.toString()))
                            .toList());
        }
        byTable.forEach((table, own) -> invocation.result(result(place, table, own)));
        if (problems.isEmpty()) {
            return ExitCode.OK;
        }
        List<FileProblem> others = new ArrayList<>(problems);
        byTable.values().forEach(others::removeAll);
        invocation.problems(others);
        throw new CommandException(
                ExitCode.SCHEMA, new Failure(RunError.count(problems), RunError.mend(problems), null));
    }

    /** What is wrong with the files; what is only suspicious is told at once. */
    private List<FileProblem> problems(SchemaFiles files, Run invocation) {
        try {
            for (SchemaFile file : files.readPaths(paths.isEmpty() ? List.of(files.folder()) : paths)) {
                file.schema()
                        .warnings()
                        .forEach(each -> invocation.warn(file.locate(each).toString()));
            }
            return List.of();
        } catch (InvalidSchemaException e) {
            return e.problems();
        }
    }

    /** The files that are meant, as the reading names them. */
    private Set<Path> files(EnvironmentOptions.Place place) {
        Set<Path> files = new LinkedHashSet<>();
        for (Path path : paths.isEmpty() ? List.of(place.schemas()) : paths) {
            if (Files.isDirectory(path)) {
                SchemaFiles folder = new SchemaFiles(path, place.names());
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

    private static TableResult result(EnvironmentOptions.Place place, String table, List<FileProblem> problems) {
        boolean usable = place.names().problem(table).isEmpty();
        String name = usable ? place.names().physical(place.environment(), table) : table;
        return TableResult.of(table, name, problems.isEmpty() ? Outcome.VALID : Outcome.INVALID)
                .withProblems(problems);
    }
}
