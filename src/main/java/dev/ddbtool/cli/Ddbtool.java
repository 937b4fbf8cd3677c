package dev.ddbtool.cli;

import dev.ddbtool.cli.command.AddGsiCommand;
import dev.ddbtool.cli.command.CompletionCommand;
import dev.ddbtool.cli.command.ConfigCommand;
import dev.ddbtool.cli.command.ConvertCommand;
import dev.ddbtool.cli.command.CreateCommand;
import dev.ddbtool.cli.command.DestroyCommand;
import dev.ddbtool.cli.command.DiffCommand;
import dev.ddbtool.cli.command.ExportCommand;
import dev.ddbtool.cli.command.HelpCommand;
import dev.ddbtool.cli.command.InitCommand;
import dev.ddbtool.cli.command.ReconcileCommand;
import dev.ddbtool.cli.command.RestoreCommand;
import dev.ddbtool.cli.command.ValidateCommand;
import dev.ddbtool.cli.option.CommandOptions;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.cli.option.UsageErrors;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.report.ExitCode;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command. It parses all arguments. */
@Command(
        name = "ddbtool",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeOnExecutionException = 70,
        exitCodeOnInvalidInput = 2,
        sortOptions = false,
        abbreviateSynopsis = true,
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        footerHeading = "%nExamples:%n",
        commandListHeading = "%nCommands:%n",
        parameterListHeading = "%nArguments:%n",
        header = {
            "Keep DynamoDB table definitions in git, and create tables from them.",
            "Only destroy deletes tables, and only those of ephemeral environments."
        },
        footer = {"  ddbtool export", "  ddbtool create -e staging --dry-run"})
final class Ddbtool implements Runnable, CommandOptions {

    private static final List<Class<?>> COMMANDS = List.of(
            InitCommand.class,
            ConfigCommand.class,
            ExportCommand.class,
            CreateCommand.class,
            ReconcileCommand.class,
            RestoreCommand.class,
            AddGsiCommand.class,
            DiffCommand.class,
            ValidateCommand.class,
            ConvertCommand.class,
            DestroyCommand.class,
            CompletionCommand.class,
            HelpCommand.class);

    /** These describe the other commands. */
    private static final Set<Class<?>> ABOUT_COMMANDS = Set.of(CompletionCommand.class, HelpCommand.class);

    /** The minimum of picocli. */
    private static final int FEWEST_COLUMNS = 55;

    private static final int MOST_COLUMNS = 120;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final App app;

    private Ddbtool(App app) {
        this.app = app;
    }

    /** Runs if there is no command. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "missing command");
    }

    @Override
    public Set<String> longNames(String command) {
        return named(command).stream()
                .map(type -> CommandSpec.forAnnotatedObject(type, new CommandFactory(app)))
                .flatMap(known -> known.options().stream())
                .map(OptionSpec::longestName)
                .collect(Collectors.toSet());
    }

    private static Optional<Class<?>> named(String name) {
        return COMMANDS.stream()
                .filter(command -> command.getAnnotation(Command.class).name().equals(name))
                .findFirst();
    }

    /** Runs a command line. Help and the explanation of mistakes require all commands, everything else only its own. */
    static int run(App app, String... arguments) {
        Optional<Class<?>> own = Arrays.stream(arguments)
                .findFirst()
                .flatMap(Ddbtool::named)
                .filter(command -> !ABOUT_COMMANDS.contains(command));
        if (own.isEmpty()) {
            return commandLine(app).execute(arguments);
        }
        CommandLine line = commandLine(app, List.of(own.get()));
        line.setParameterExceptionHandler((mistake, words) -> commandLine(app).execute(words));
        return line.execute(arguments);
    }

    /** Creates the command line of an application, with all commands. */
    static CommandLine commandLine(App app) {
        return commandLine(app, COMMANDS);
    }

    /** With these commands only: picocli examines each by reflection, which takes a large part of a start. */
    private static CommandLine commandLine(App app, List<Class<?>> commands) {
        CommandLine line = new CommandLine(new Ddbtool(app), new CommandFactory(app));
        commands.forEach(line::addSubcommand);
        line.setOut(new PrintWriter(app.console().out())); // help has several lines
        line.setErr(new PrintWriter(app.console().err()));
        line.setExpandAtFiles(false); // a table name may come from anywhere and must not add options
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(Math.min(Math.max(app.console().columns(), FEWEST_COLUMNS), MOST_COLUMNS));
        line.getCommandSpec()
                .usageMessage()
                .customSynopsis("ddbtool COMMAND [OPTIONS]"); // subcommands do not inherit it
        setUp(line);
        line.getSubcommands().values().forEach(Ddbtool::setUp);
        line.setExecutionStrategy(parsed -> execute(app, parsed));
        line.setParameterExceptionHandler((thrown, arguments) -> usageError(app, thrown, arguments));
        return line;
    }

    private static void setUp(CommandLine line) {
        HelpLayout.apply(line);
        line.getCommandSpec().parser().collectErrors(true); // report all mistakes at once
    }

    private static int execute(App app, ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        List<ParameterException> errors = UsageErrors.in(parsed);
        if (!errors.isEmpty()) {
            throw errors.get(0);
        }
        app.outside().configureLogging(OutputOptions.of(parsed).debug());
        app.outside().handleSignals(app); // nothing to interrupt before this
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int usageError(App app, ParameterException thrown, String[] arguments) {
        CommandLine command = thrown.getCommandLine();
        if (arguments.length == 0) {
            HelpLayout.shorten(command);
            command.usage(command.getErr());
            app.console().flush();
            return ExitCode.USAGE.code();
        }
        CommandLine root = command.getCommandSpec().root().commandLine();
        OutputOptions output = root.getParseResult() == null
                ? OutputOptions.in(List.of(arguments))
                : OutputOptions.of(root.getParseResult());
        return Run.failed(
                app,
                command.getCommandName(),
                output.settings(app.variables()),
                new CommandException(ExitCode.USAGE, UsageErrors.of(thrown)));
    }

    /** Reports what was thrown before a command started. */
    static int failed(App app, String[] arguments, Throwable thrown) {
        return Run.failed(app, "ddbtool", OutputOptions.in(List.of(arguments)).settings(app.variables()), thrown);
    }

    /** Reports that help, the version or the completion script could not be written. */
    static int unwritten(App app) {
        return Run.unwritten(app, OutputOptions.in(List.of()).settings(app.variables()));
    }

    /** Passes the application to the commands. */
    private record CommandFactory(App app) implements IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (List.of(constructor.getParameterTypes()).equals(List.of(App.class))) {
                    return type.cast(constructor.newInstance(app));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
