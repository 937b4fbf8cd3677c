package dev.ddbtool.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root command. */
@Command(
        name = "ddbtool",
        header = "Schema files to DynamoDB tables, and back.",
        description = {
            "An organisation's DynamoDB tables are described by one JSON file a table, kept",
            "in git. ddbtool moves between those files and the tables of an environment. It",
            "never deletes a table, an index, a setting or a tag.",
            "",
            "AWS calls: as 'ddbtool COMMAND --help' names them, none that deletes."
        },
        footer = {"  ddbtool export", "  ddbtool create -e staging --dry-run"},
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeOnExecutionException = 70,
        exitCodeOnInvalidInput = 2,
        descriptionHeading = "%n",
        synopsisHeading = "%nUsage: ",
        footerHeading = "%nExamples:%n",
        parameterListHeading = "%nArguments:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n")
final class Ddbtool implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** The command line of an application, ready to be executed. */
    static CommandLine commandLine(App app) {
        CommandLine line = new CommandLine(new Ddbtool())
                .addSubcommand(new ExportCommand(app))
                .addSubcommand(new CreateCommand(app))
                .addSubcommand(new AddGsiCommand(app))
                .addSubcommand(new DiffCommand(app))
                .addSubcommand(new ValidateCommand(app))
                .addSubcommand(new CompletionCommand(app))
                .addSubcommand(new HelpCommand(app));
        line.setOut(app.console().out());
        line.setErr(app.console().err());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(Math.min(Math.max(app.console().columns(), 80), 120));
        line.getCommandSpec().usageMessage().customSynopsis("ddbtool COMMAND [OPTIONS]"); // else commands inherit it
        HelpLayout.apply(line);
        line.getSubcommands().values().forEach(HelpLayout::apply);
        collectErrors(line);
        line.getSubcommands().values().forEach(Ddbtool::collectErrors);
        line.setExecutionStrategy(Ddbtool::execute);
        line.setParameterExceptionHandler((thrown, arguments) -> usageError(app, thrown, arguments));
        return line;
    }

    /** Reading goes on after a mistake, so that all of them can be told at once. */
    private static void collectErrors(CommandLine line) {
        line.getCommandSpec().parser().collectErrors(true);
    }

    private static int execute(CommandLine.ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        List<ParameterException> errors = UsageErrors.in(parsed);
        if (!errors.isEmpty()) {
            throw errors.get(0);
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int usageError(App app, ParameterException thrown, String[] arguments) {
        CommandLine command = thrown.getCommandLine();
        boolean nothingTyped = arguments.length == 0;
        if (nothingTyped) {
            command.usage(app.console().err());
            app.console().flush();
            return ExitCode.USAGE.code();
        }
        return ended(app, command.getCommandName(), new CommandException(ExitCode.USAGE, UsageErrors.of(thrown)));
    }

    /** Reports what was thrown before any command was at work. */
    static int failed(App app, Throwable thrown) {
        return ended(app, "ddbtool", thrown);
    }

    private static int ended(App app, String command, Throwable thrown) {
        OutputOptions output = OutputOptions.typed(app.arguments());
        return new Invocation(app, command, output).run(() -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        });
    }
}
