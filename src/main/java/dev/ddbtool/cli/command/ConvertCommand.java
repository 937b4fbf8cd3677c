package dev.ddbtool.cli.command;

import dev.ddbtool.cli.option.EnvironmentOptions;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.cli.option.PolicyOptions;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.RunRequest;
import dev.ddbtool.cli.run.TargetEnvironment;
import dev.ddbtool.convert.CloudFormation;
import dev.ddbtool.convert.Terraform;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.report.OutputFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Converts schema files to templates of other tools. */
@Command(
        name = "convert",
        header = "Convert to CloudFormation, Terraform or schema files, offline.",
        customSynopsis = "ddbtool convert --to FORMAT [OPTIONS] [TABLE|FILE...]",
        description = {
            "cloudformation, terraform: a template of the tables that ddbtool create would",
            "create, with the names and the policy of the environment. --out also writes the",
            "file that imports existing tables. It never overwrites a file, except the one",
            "that --to schema converts.",
            "schema: input for create-table, or a table description, as a schema file.",
            "",
            "AWS calls: none."
        },
        footer = {
            "  ddbtool convert --to cloudformation --out cloudformation",
            "  ddbtool convert --to terraform companies -e staging"
        })
public final class ConvertCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "TABLE|FILE",
            arity = "0..*",
            description = "Logical names. [default: every schema file] With --to schema: files.")
    private List<String> arguments = new ArrayList<>();

    @Option(names = "--to", paramLabel = "FORMAT", description = "cloudformation, terraform or schema.")
    private @Nullable Format format;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Write files to this folder. [default: print]")
    private @Nullable Path out;

    @Mixin
    private final PolicyOptions policy = new PolicyOptions();

    @Mixin
    private final EnvironmentOptions environment = new EnvironmentOptions();

    @Mixin
    private final OutputOptions.OfCommand output = new OutputOptions.OfCommand();

    private final App app;

    public ConvertCommand(App app) {
        this.app = app;
    }

    /** The target format, spelled as on the command line. */
    enum Format {
        cloudformation,
        terraform,
        schema
    }

    @Override
    public Integer call() {
        RunRequest request = output.request(app.variables());
        return Run.execute(
                app,
                request,
                this::resolve,
                run -> convert(run, request.output().format()));
    }

    private TargetEnvironment resolve() {
        if (format == null) {
            throw CommandException.usage("missing format", "use --to=cloudformation, --to=terraform or --to=schema");
        }
        return environment.resolveOffline(app, format != Format.schema);
    }

    private ExitCode convert(Run run, OutputFormat output) {
        if (output != OutputFormat.TEXT && out == null) {
            String option = "--output " + output.name().toLowerCase(Locale.ROOT);
            throw CommandException.usage(
                    option + " requires --out", "add --out FOLDER, or omit " + option + " to print the result");
        }
        Path folder = out == null ? null : app.workingDirectory().resolve(out);
        if (format == Format.schema) {
            checkFiles();
            new SchemaConversion(run)
                    .convert(
                            arguments.stream()
                                    .map(app.workingDirectory()::resolve)
                                    .toList(),
                            folder);
        } else {
            TargetEnvironment target = run.target();
            target.check(arguments);
            new TemplateConversion(
                            run,
                            format == Format.terraform ? new Terraform() : new CloudFormation(),
                            policy.apply(target.policy()))
                    .convert(arguments, folder);
        }
        return ExitCode.OK;
    }

    private void checkFiles() {
        if (arguments.isEmpty()) {
            throw CommandException.usage("missing file", "name it: ddbtool convert --to schema FILE");
        }
        if (arguments.size() > 1 && out == null) {
            throw CommandException.usage("several files require --out", "add --out FOLDER, or name one file");
        }
        policy.given().ifPresent(option -> {
            throw CommandException.usage("--to schema conflicts with " + option, "omit " + option);
        });
    }
}
