package dev.ddbtool.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The completion script of the shells. */
@Command(
        name = "completion",
        header = "Print the completion script for bash and zsh.",
        abbreviateSynopsis = true,
        description = {"The script says in its first lines how it is installed for good.", "", "AWS calls: none."},
        footer = {
            "  source <(ddbtool completion)",
            "  ddbtool completion > ~/.local/share/bash-completion/completions/ddbtool"
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CompletionCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    private final App app;

    CompletionCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        app.console().out().print(CompletionScript.of(spec.root().commandLine()));
        app.console().flush();
        return ExitCode.OK.code();
    }
}
