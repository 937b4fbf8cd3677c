package dev.ddbtool.cli.command;

import dev.ddbtool.cli.run.App;
import dev.ddbtool.report.ExitCode;
import java.io.PrintWriter;
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

/** Shows the help of a command. */
@Command(
        name = "help",
        header = "Show help for a command.",
        description = {"Same as 'ddbtool COMMAND --help'.", "", "AWS calls: none."},
        footer = {"  ddbtool help", "  ddbtool help create"})
public final class HelpCommand implements Callable<Integer> {

    private final App app;

    @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "Command. [default: ddbtool itself]")
    private @Nullable String asked;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    public HelpCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        Map<String, CommandLine> commands = root.getSubcommands();
        CommandLine command = asked == null ? root : commands.get(asked);
        if (command == null) {
            throw new UnmatchedArgumentException(root, List.of(String.valueOf(asked)));
        }
        command.usage(new PrintWriter(app.console().out()));
        app.console().flush();
        return ExitCode.OK.code();
    }
}
