package dev.ddbtool.cli.command;

import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.RunError;
import dev.ddbtool.cli.run.TargetEnvironment;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.file.ConvertedSchema;
import dev.ddbtool.schema.file.InvalidSchemaException;
import dev.ddbtool.schema.file.SchemaFiles;
import dev.ddbtool.schema.file.SchemaWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts files in other forms to schema files. */
final class SchemaConversion {

    private final Run run;
    private final TargetEnvironment target;
    private final List<FileProblem> problems = new ArrayList<>();

    SchemaConversion(Run run) {
        this.run = run;
        this.target = run.target();
    }

    /**
     * Writes or prints the schema files.
     *
     * @param inputs the files to convert; those in the folder are replaced
     * @param out the folder of the files; null for stdout
     */
    void convert(List<Path> inputs, @Nullable Path out) {
        Map<String, ConvertedSchema> tables = new LinkedHashMap<>();
        for (Path input : inputs) {
            read(input, tables);
        }
        if (!problems.isEmpty()) {
            run.problems(problems);
            throw new CommandException(
                    ExitCode.SCHEMA,
                    new Failure(
                            RunError.count(problems), "fix the problems above, then run the same command again", null));
        }
        tables.values().forEach(this::report);
        if (out == null) {
            tables.values().forEach(each -> run.document(SchemaWriter.visibleText(each.schema())));
        } else {
            SchemaFiles files = new SchemaFiles(out, target.names());
            Map<Path, String> texts = new LinkedHashMap<>();
            tables.values().forEach(each -> texts.put(files.path(each.schema().name()), text(each.schema())));
            new ConvertedFiles(run).write(texts, inputs);
        }
    }

    private void read(Path input, Map<String, ConvertedSchema> tables) {
        try {
            ConvertedSchema converted = ConvertedSchema.read(input, target.names());
            String table = converted.schema().name();
            if (tables.put(table, converted) != null) {
                problems.add(new FileProblem(
                        input.toString(),
                        null,
                        null,
                        "duplicate table '" + table + "': convert only one of the files"));
            }
        } catch (InvalidSchemaException e) {
            problems.addAll(e.problems());
        }
    }

    private void report(ConvertedSchema converted) {
        TableSchema schema = converted.schema();
        String name = schema.name();
        run.result(
                TableResult.of(name, target.physical(name), Outcome.CONVERTED).withNotApplied(converted.omitted()));
        if (!converted.omitted().isEmpty()) {
            run.warn("'" + name + "': schema files do not keep " + String.join(", ", converted.omitted()));
        }
        schema.warnings().forEach(each -> run.warn("'" + name + "': " + each.message()));
        List<String> unknown = new ArrayList<>();
        if (schema.timeToLive() == null) {
            unknown.add(Setting.TIME_TO_LIVE.member());
        }
        if (schema.continuousBackups() == null) {
            unknown.add(Setting.POINT_IN_TIME_RECOVERY.member());
        }
        if (schema.tags() == null) {
            unknown.add(Setting.TAG.member());
        }
        if (!unknown.isEmpty()) {
            run.note("'" + name + "': not in the file: " + String.join(", ", unknown)
                    + ": add them, or write the file with ddbtool export");
        }
    }

    private static String text(TableSchema schema) {
        return new String(SchemaWriter.bytes(schema), StandardCharsets.UTF_8);
    }
}
