package dev.ddbtool.cli;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
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

    private static final String COMPLETION = "completion";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /** picocli lays out no narrower help. */
    private static final int NARROWEST = 55;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** The command line of an application, with every option of every command. */
    static CommandLine commandLine(App app) {
        return commandLine(app, command -> true);
    }

    /** The same with what it takes to execute the application's own arguments, which is much faster to make. */
    static CommandLine executable(App app) {
        return commandLine(app, command -> isWanted(command, app.arguments()));
    }

    private static CommandLine commandLine(App app, Predicate<String> wanted) {
        CommandLine line = new CommandLine(new Ddbtool());
        add(line, wanted, ExportCommand.class, () -> new ExportCommand(app));
        add(line, wanted, CreateCommand.class, () -> new CreateCommand(app));
        add(line, wanted, AddGsiCommand.class, () -> new AddGsiCommand(app));
        add(line, wanted, DiffCommand.class, () -> new DiffCommand(app));
        add(line, wanted, ValidateCommand.class, () -> new ValidateCommand(app));
        add(line, wanted, CompletionCommand.class, () -> new CompletionCommand(app));
        add(line, wanted, HelpCommand.class, () -> new HelpCommand(app));
        line.setOut(app.console().out());
        line.setErr(app.console().err());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(Math.min(Math.max(app.console().columns(), NARROWEST), 120));
        line.getCommandSpec().usageMessage().customSynopsis("ddbtool COMMAND [OPTIONS]"); // else commands inherit it
        HelpLayout.apply(line);
        line.getSubcommands().values().forEach(HelpLayout::apply);
        collectErrors(line);
        line.getSubcommands().values().forEach(Ddbtool::collectErrors);
        Answering answering = new Answering(app);
        line.setExecutionStrategy(answering);
        line.setParameterExceptionHandler(answering);
        return line;
    }

    /** Adds a command: whole if it is wanted, else only its name and what the help of the root says of it. */
    private static void add(CommandLine line, Predicate<String> wanted, Class<?> type, Supplier<Object> command) {
        Command annotation = type.getAnnotation(Command.class);
        if (wanted.test(annotation.name())) {
            line.addSubcommand(command.get());
            return;
        }
        CommandSpec named = CommandSpec.create().name(annotation.name());
        named.usageMessage().header(annotation.header());
        line.addSubcommand(annotation.name(), named);
    }

    /** Completion is about all of them, and what stands in a file of arguments is not known yet. */
    private static boolean isWanted(String command, List<String> arguments) {
        for (String argument : arguments) {
            if (argument.equals(command) || argument.equals(COMPLETION) || argument.startsWith("@")) {
                return true;
            }
        }
        return false;
    }

    /** Reading goes on after a mistake, so that all of them can be told at once. */
    private static void collectErrors(CommandLine line) {
        line.getCommandSpec().parser().collectErrors(true);
    }

    private static int execute(ParseResult parsed) {
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

    /** No lambdas: their making would keep what they implement out of the archive of classes, and all that implements that too. */
    private static final class Answering implements IExecutionStrategy, IParameterExceptionHandler {

        private final App app;

        Answering(App app) {
            this.app = app;
        }

        @Override
        public int execute(ParseResult parsed) {
            return Ddbtool.execute(parsed);
        }

        @Override
        public int handleParseException(ParameterException thrown, String[] arguments) {
            return usageError(app, thrown, arguments);
        }
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
