package dev.ddbtool.cli.option;

import dev.ddbtool.cli.run.OutputSettings;
import dev.ddbtool.cli.run.RunRequest;
import dev.ddbtool.project.Variables;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The options for output. */
@OptionHeading("Output")
public final class OutputOptions {

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, or json (see docs/report.schema.json). [default: ${DEFAULT-VALUE}]")
    private Format format = Format.text;

    @Option(
            names = {"-q", "--quiet"},
            description = "Hide notes and progress, but not warnings and errors.")
    private boolean quiet;

    @Option(names = "--no-color", description = "Do not use colours. [env: NO_COLOR]")
    private boolean noColor;

    @Option(names = "--debug", description = "Show stack traces and the AWS SDK's log.")
    private boolean debug;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** The format of stdout, spelled as on the command line. */
    enum Format {
        text,
        json
    }

    /** The options of the command. If something else precedes the command, the options found in the arguments. */
    public static OutputOptions of(ParseResult parsed) {
        if (!parsed.hasSubcommand() || !parsed.unmatched().isEmpty()) {
            return in(parsed.originalArgs());
        }
        return parsed.subcommand().commandSpec().mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(OutputOptions.class::isInstance)
                .map(OutputOptions.class::cast)
                .findFirst()
                .orElseGet(() -> in(parsed.originalArgs()));
    }

    /** Finds the options in arguments that cannot be parsed otherwise. */
    public static OutputOptions in(List<String> words) {
        OutputOptions options = new OutputOptions();
        CommandLine line = new CommandLine(options);
        line.getCommandSpec().parser().collectErrors(true);
        line.setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false).parseArgs(words.toArray(String[]::new));
        return options;
    }

    public boolean debug() {
        return debug;
    }

    /** The request of the command that these options belong to. */
    public RunRequest request(Variables variables) {
        CommandSpec typed = Objects.requireNonNull(command);
        return new RunRequest(typed.name(), TypedCommandReader.read(typed), settings(variables));
    }

    public OutputSettings settings(Variables variables) {
        boolean colors = !noColor
                && variables.get("NO_COLOR").isEmpty()
                && !variables.get("TERM").orElse("").equals("dumb");
        return new OutputSettings(format == Format.json, quiet, debug, colors);
    }
}
