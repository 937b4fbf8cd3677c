package dev.ddbtool.cli;

import dev.ddbtool.cli.command.AddGsiCommand;
import dev.ddbtool.cli.command.CompletionCommand;
import dev.ddbtool.cli.command.CreateCommand;
import dev.ddbtool.cli.command.DiffCommand;
import dev.ddbtool.cli.command.ExportCommand;
import dev.ddbtool.cli.command.HelpCommand;
import dev.ddbtool.cli.command.ValidateCommand;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.cli.option.Section;
import dev.ddbtool.cli.option.Subcommand;
import dev.ddbtool.cli.option.UsageErrors;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.report.ExitCode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The program: its commands, and what they have in common. */
public final class Ddbtool {

    /** picocli lays out no narrower help. */
    private static final int NARROWEST = 55;

    private static final List<Entry> COMMANDS = List.of(
            new Entry("export", "Write an environment's live tables to schema files. Read only.", ExportCommand::new),
            new Entry("create", "Make an environment's missing tables from the schema files.", CreateCommand::new),
            new Entry("add-gsi", "Add global secondary indexes and wait until they are ACTIVE.", AddGsiCommand::new),
            new Entry("diff", "Compare the schema files with the live tables. Read only.", DiffCommand::new),
            new Entry("validate", "Check schema files offline.", ValidateCommand::new),
            new Entry("completion", "Print the completion script for bash and zsh.", CompletionCommand::new),
            new Entry("help", "Show the help of a command.", HelpCommand::new));

    private Ddbtool() {}

    /** A command by its name, and what the help of the program says of it. */
    private record Entry(String name, String header, Function<App, Subcommand> command) {}

    /** The commands by their names, each with what the help of the program says of it. */
    static Map<String, String> listed() {
        Map<String, String> listed = new LinkedHashMap<>();
        COMMANDS.forEach(entry -> listed.put(entry.name(), entry.header()));
        return listed;
    }

    /** The command line of an application, with every option of every command. */
    public static CommandLine commandLine(App app) {
        return commandLine(app, COMMANDS, command -> true);
    }

    /**
     * The same with what it takes to execute the application's own arguments, which is much faster to make: of most command lines
     * the first word names the one command that they need.
     */
    public static CommandLine executable(App app) {
        List<String> arguments = app.arguments();
        if (isHelpAlone(arguments)) {
            return commandLine(app, List.of(), command -> false);
        }
        List<Entry> typed = COMMANDS.stream()
                .filter(entry -> !arguments.isEmpty() && arguments.get(0).equals(entry.name()))
                .toList();
        return typed.isEmpty()
                ? commandLine(app, COMMANDS, arguments::contains)
                : commandLine(app, typed, command -> true);
    }

    private static boolean isHelpAlone(List<String> arguments) {
        return arguments.size() == 1
                && (arguments.get(0).equals("--help") || arguments.get(0).equals("-h"));
    }

    private static CommandLine commandLine(App app, List<Entry> entries, Predicate<String> wanted) {
        CommandLine line = new CommandLine(root());
        for (Entry entry : entries) {
            line.addSubcommand(entry.name(), wanted.test(entry.name()) ? whole(entry, app) : named(entry));
        }
        line.setOut(new PrintWriter(app.console().out())); // its own texts have several lines
        line.setErr(new PrintWriter(app.console().err()));
        line.setExpandAtFiles(false); // the name of a table, which may come from anywhere, must not bring options
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(Math.min(Math.max(app.console().columns(), NARROWEST), 120));
        HelpLayout.apply(line);
        line.getSubcommands().values().forEach(HelpLayout::apply);
        collectErrors(line);
        line.getSubcommands().values().forEach(Ddbtool::collectErrors);
        Answering answering = new Answering(app);
        line.setExecutionStrategy(answering);
        line.setParameterExceptionHandler(answering);
        return line;
    }

    private static CommandSpec root() {
        Root program = new Root();
        CommandSpec spec = CommandSpec.wrapWithoutInspection(program).name("ddbtool");
        program.spec = spec;
        spec.usageMessage()
                .header("Schema files to DynamoDB tables, and back.")
                .description(
                        "An organisation's DynamoDB tables are described by one JSON file a table, kept",
                        "in git. ddbtool moves between those files and the tables of an environment. It",
                        "never deletes a table, an index, a setting or a tag.",
                        "",
                        "AWS calls: as 'ddbtool COMMAND --help' names them, none that deletes.")
                .footer("  ddbtool export", "  ddbtool create -e staging --dry-run")
                .customSynopsis("ddbtool COMMAND [OPTIONS]");
        addCommon(spec);
        return spec;
    }

    /** What is the same for all commands. */
    private static void addCommon(CommandSpec spec) {
        new Section(spec, Section.Heading.HELP)
                .add(
                        OptionSpec.builder("-h", "--help")
                                .type(boolean.class)
                                .usageHelp(true)
                                .description("Show this help message and exit."),
                        asked -> {})
                .add(
                        OptionSpec.builder("-V", "--version")
                                .type(boolean.class)
                                .versionHelp(true)
                                .description("Print version information and exit."),
                        asked -> {});
        spec.versionProvider(new Version())
                .exitCodeOnExecutionException(ExitCode.DEFECT.code())
                .exitCodeOnInvalidInput(ExitCode.USAGE.code());
        spec.usageMessage()
                .sortOptions(false)
                .descriptionHeading("%n")
                .synopsisHeading("%nUsage: ")
                .footerHeading("%nExamples:%n")
                .parameterListHeading("%nArguments:%n")
                .exitCodeListHeading("%nExit codes:%n");
    }

    private static CommandSpec whole(Entry entry, App app) {
        Subcommand command = entry.command().apply(app);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(entry.name());
        spec.usageMessage().header(entry.header()).abbreviateSynopsis(true);
        addCommon(spec);
        command.describe(spec);
        return spec;
    }

    /** A command of which nothing but its name was typed, if that. */
    private static CommandSpec named(Entry entry) {
        return CommandSpec.create().name(entry.name());
    }

    /** Reading goes on after a mistake, so that all of them can be told at once. */
    private static void collectErrors(CommandLine line) {
        line.getCommandSpec().parser().collectErrors(true);
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
        app.outside().handleSignals(app); // before this there is nothing to interrupt
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int usageError(App app, ParameterException thrown, String[] arguments) {
        CommandLine command = thrown.getCommandLine();
        boolean nothingTyped = arguments.length == 0;
        if (nothingTyped) {
            command.usage(new PrintWriter(app.console().err()));
            app.console().flush();
            return ExitCode.USAGE.code();
        }
        return ended(
                app,
                command.getCommandName(),
                new CommandException(ExitCode.USAGE, UsageErrors.of(thrown, commandLine(app))));
    }

    /** The program without a command. */
    private static final class Root implements Runnable {

        private @Nullable CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "a command is missing");
        }
    }

    /** No lambdas: their making would keep what they implement out of the archive of classes, and all that implements that too. */
    private static final class Answering implements IExecutionStrategy, IParameterExceptionHandler {

        private final App app;

        Answering(App app) {
            this.app = app;
        }

        @Override
        public int execute(ParseResult parsed) {
            return Ddbtool.execute(app, parsed);
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

    /** Reports that help, version or completion script could not be written: they are printed without an invocation. */
    static int unwritten(App app) {
        return new Run(app, "ddbtool", new OutputOptions()).run(() -> ExitCode.OK);
    }

    private static int ended(App app, String command, Throwable thrown) {
        OutputOptions output = OutputOptions.typed(app.arguments());
        return new Run(app, command, output).run(() -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        });
    }
}
