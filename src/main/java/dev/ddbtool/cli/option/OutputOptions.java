package dev.ddbtool.cli.option;

import dev.ddbtool.cli.run.OutputSettings;
import dev.ddbtool.cli.run.RunRequest;
import dev.ddbtool.project.Variables;
import dev.ddbtool.report.OutputFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The options for output. */
@OptionHeading("Output")
public abstract sealed class OutputOptions {

    private static final String FORMAT =
            "Format of stdout: ${COMPLETION-CANDIDATES} (docs/output-formats.md). [default: ${DEFAULT-VALUE}]";

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
    abstract Enum<?> format();

    /** The options of most commands. */
    @OptionHeading("Output")
    public static final class OfCommand extends OutputOptions {

        @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "text", description = FORMAT)
        private CommandFormat format = CommandFormat.text;

        enum CommandFormat {
            text,
            json,
            markdown
        }

        @Override
        CommandFormat format() {
            return format;
        }
    }

    /** The options of commands that check schema files, with formats for CI. */
    @OptionHeading("Output")
    public static final class OfCheck extends OutputOptions {

        @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "text", description = FORMAT)
        private CheckFormat format = CheckFormat.text;

        enum CheckFormat {
            text,
            json,
            markdown,
            github,
            junit
        }

        @Override
        CheckFormat format() {
            return format;
        }
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
        OutputOptions options = new OfCheck();
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
        OutputFormat chosen = OutputFormat.valueOf(format().name().toUpperCase(Locale.ROOT));
        return new OutputSettings(chosen, quiet, debug, colors);
    }
}
