package dev.ddbtool.cli.command;

import dev.ddbtool.cli.Ddbtool;
import dev.ddbtool.cli.option.Subcommand;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.report.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** The completion script of the shells. */
public final class CompletionCommand implements Subcommand {

    private final App app;

    public CompletionCommand(App app) {
        this.app = app;
    }

    @Override
    public void describe(CommandSpec command) {
        command.usageMessage()
                .description("The script says in its first lines how it is installed for good.", "", "AWS calls: none.")
                .footer(
                        "  source <(ddbtool completion)",
                        "  ddbtool completion > ~/.local/share/bash-completion/completions/ddbtool");
    }

    @Override
    public Integer call() {
        app.console().out().write(CompletionScript.of(Ddbtool.commandLine(app)));
        app.console().flush();
        return ExitCode.OK.code();
    }
}
