package dev.ddbtool.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
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

    private static final String INSTALL = """
            # Completion of ddbtool for bash and zsh.
            #   bash, this shell:  source <(ddbtool completion)
            #   bash, for good:    ddbtool completion > ~/.local/share/bash-completion/completions/ddbtool
            #   zsh, for good:     ddbtool completion > ~/.ddbtool-completion, and in ~/.zshrc:
            #                      autoload -Uz compinit && compinit && source ~/.ddbtool-completion
            """;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    private final App app;

    CompletionCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        app.console()
                .out()
                .print(INSTALL + AutoComplete.bash("ddbtool", spec.root().commandLine()));
        app.console().flush();
        return ExitCode.OK.code();
    }
}
