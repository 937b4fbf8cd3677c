package dev.ddbtool.cli;

import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.schema.SchemaFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Schema files, offline. */
@Command(
        name = "validate",
        header = "Check schema files offline: every rule that a file can break. Exit code 3 if any is broken.",
        abbreviateSynopsis = true,
        description = {
            "%nMakes no AWS call.",
            "%nExamples:",
            "  ddbtool validate",
            "  ddbtool validate schemas/companies.json",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ValidateCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Schema files or folders (default: the schema folder).")
    List<Path> paths = new ArrayList<>();

    @ArgGroup(validate = false, heading = "%nWhich tables:%n")
    EnvironmentOptions environment = new EnvironmentOptions();

    @ArgGroup(validate = false, heading = "%nOutput:%n")
    OutputOptions output = new OutputOptions();

    private final App app;

    ValidateCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        Invocation invocation = new Invocation(app, "validate", output);
        return invocation.run(() -> {
            EnvironmentOptions.Place place = environment.resolve(app.variables());
            invocation.at(place);
            SchemaFiles files = new SchemaFiles(place.schemas(), place.names());
            (paths.isEmpty() ? files.readAll() : files.readPaths(paths)).forEach(file -> {
                String table = file.schema().name();
                invocation.result(
                        TableResult.of(table, place.names().physical(place.environment(), table), Outcome.VALID));
            });
            return ExitCode.OK;
        });
    }
}
