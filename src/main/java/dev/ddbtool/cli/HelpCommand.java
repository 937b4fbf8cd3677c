package dev.ddbtool.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The help of a command, for those who ask for it in this order. */
@Command(
        name = "help",
        header = "Show the help of a command.",
        abbreviateSynopsis = true,
        description = {"The same as 'ddbtool COMMAND --help'.", "", "AWS calls: none."},
        footer = {"  ddbtool help", "  ddbtool help create"},
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class HelpCommand implements Callable<Integer> {

    @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "The command. [default: ddbtool itself]")
    @Nullable
    String command;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    private final App app;

    HelpCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        Map<String, CommandLine> commands = root.getSubcommands();
        CommandLine asked = command == null ? root : commands.get(command);
        if (asked == null) {
            throw new UnmatchedArgumentException(root, List.of(String.valueOf(command)));
        }
        asked.usage(app.console().out());
        app.console().flush();
        return ExitCode.OK.code();
    }
}
