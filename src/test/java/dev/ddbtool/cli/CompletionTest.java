package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The completion script in real shells, with a clean home and without ddbtool on the PATH. */
class CompletionTest {

    /** Completes words that bash has split, and returns the candidates. */
    private static final String ASK_BASH = """
            set -u
            source ~/.ddbtool-completion
            COMP_WORDS=(ddbtool "$@")
            COMP_CWORD=$#
            _ddbtool
            echo "${COMPREPLY[*]-}"
            """;

    /** Types into zsh on a pseudo-terminal, and returns the line after the tab. */
    private static final String ASK_ZSH = """
            zmodload zsh/zpty
            zpty z "TERM=dumb PS1= zsh -f -i"
            zpty -w z "unsetopt zle_bracketed_paste; source ~/.ddbtool-completion; \
            x() { print -r -- \\"[\\$BUFFER]\\" > ~/typed.new; mv ~/typed.new ~/typed; }; zle -N x; bindkey '^Xx' x; \
            echo REA''DY"
            zpty -r z out '*READY*'
            zpty -n -w z "$1"$'\\t\\x18x'
            for i in {1..200}; do [[ -s ~/typed ]] && break; sleep 0.05; done
            cat ~/typed
            zpty -d z
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path home;

    @BeforeEach
    void install() {
        ExampleFiles.text(
                home.resolve(".ddbtool-completion"),
                CliRunner.withFake().run("completion").out());
        ExampleFiles.copyTo(home.resolve("schemas"));
    }

    private String ask(String shell, String script, List<String> words) {
        Path program = Path.of("/usr/bin", shell);
        assumeTrue(Files.isExecutable(program), "there is no " + program + " on this machine");
        ExampleFiles.text(home.resolve("ask"), script);
        List<String> command = new ArrayList<>(List.of(program.toString(), "ask"));
        command.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PATH", "/usr/bin:/bin");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return said.strip();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cr, create",
        "create --rec, --reconcile",
        "export --rec, ''",
        "export --allow, --allow-partial",
        "diff --output js, json",
        "diff --output=js, --output=json",
        "diff --output = j, json junit",
        "create --output = j, json",
        "create --output m, markdown",
        "create --billing as, as-exported",
        "add-gsi --projection KEYS, KEYS_ONLY",
        "create -e stag, staging",
        "diff --against prod, production",
        "create compani, companies",
        "add-gsi --table invit, invitations",
        "export --schemas sche, schemas",
        "validate sche, schemas",
        "diff --against-folder sche, schemas",
        "help comp, completion",
        "create --region eu, ''",
    })
    void bash_completes(String typed, String offered) {
        assertThat(ask("bash", ASK_BASH, List.of(typed.split(" ", -1)))).isEqualTo(offered);
    }

    @ParameterizedTest
    @CsvSource({
        "cre, create",
        "create --rec, create --reconcile",
        "export --rec, export --rec",
        "diff --output js, diff --output json",
        "diff --output=js, diff --output=json",
        "create -e stag, create -e staging",
        "add-gsi --table invit, add-gsi --table invitations",
        "create compani, create companies",
    })
    void zsh_completes(String typed, String completed) {
        String line = ask("zsh", ASK_ZSH, List.of("ddbtool " + typed));

        assertThat(line.replaceAll(" ?]$", "]")).isEqualTo("[ddbtool " + completed + "]");
    }

    @Test
    void bash_completes_environments_of_the_variable_and_tables_of_the_given_folder() throws IOException {
        Files.createDirectories(home.resolve("other"));
        ExampleFiles.text(home.resolve("other/books.json"), "{}");

        assertThat(ask("bash", "ENVIRONMENTS=qa,dev\n" + ASK_BASH, List.of("create", "-e", "")))
                .isEqualTo("production qa dev");
        assertThat(ask("bash", ASK_BASH, List.of("create", "--schemas", "other", "b")))
                .isEqualTo("books");
        assertThat(ask("bash", "SCHEMA_DIR=other\n" + ASK_BASH, List.of("diff", "b")))
                .isEqualTo("books");
    }
}
