package dev.ddbtool.cli.command;

import dev.ddbtool.cli.run.App;
import dev.ddbtool.report.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the completion script. */
@Command(
        name = "completion",
        header = "Print the completion script for bash and zsh.",
        description = {"The first lines of the script explain how to install it.", "", "AWS calls: none."},
        footer = {
            "  source <(ddbtool completion)",
            "  ddbtool completion > ~/.local/share/bash-completion/completions/ddbtool"
        })
public final class CompletionCommand implements Callable<Integer> {

    private final App app;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    public CompletionCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        app.console().out().write(CompletionScript.of(spec.root().commandLine()));
        app.console().flush();
        return ExitCode.OK.code();
    }
}
