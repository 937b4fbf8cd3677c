package dev.ddbtool.cli.command;

import dev.ddbtool.cli.Ddbtool;
import dev.ddbtool.cli.option.Section;
import dev.ddbtool.cli.option.Subcommand;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.report.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The help of a command, for those who ask for it in this order. */
public final class HelpCommand implements Subcommand {

    private final App app;
    private @Nullable String asked;

    public HelpCommand(App app) {
        this.app = app;
    }

    @Override
    public void describe(CommandSpec command) {
        command.usageMessage()
                .description("The same as 'ddbtool COMMAND --help'.", "", "AWS calls: none.")
                .footer("  ddbtool help", "  ddbtool help create");
        Section.Kept<String> kept = new Section.Kept<>(value -> asked = value);
        command.addPositional(PositionalParamSpec.builder()
                .paramLabel("COMMAND")
                .arity("0..1")
                .type(String.class)
                .description("The command. [default: ddbtool itself]")
                .getter(kept)
                .setter(kept)
                .build());
    }

    @Override
    public Integer call() {
        CommandLine root = Ddbtool.commandLine(app);
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
