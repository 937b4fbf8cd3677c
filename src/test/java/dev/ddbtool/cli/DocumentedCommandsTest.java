package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command line of ours in the documentation, pipelines and code spans included, is one that the program takes. */
class DocumentedCommandsTest {

    private static final List<String> SHELLS = List.of("sh", "yaml", "console");

    /** What ends a command in a shell, and what is no part of it. */
    private static final Pattern SEPARATORS = Pattern.compile("&&|\\|\\||[|;]|(?<=\\s)#.*$|[$<]\\(|\\)");

    private static final Pattern REDIRECTION = Pattern.compile("[0-9]?[<>]\\s*\\S+");
    private static final Pattern BEFORE =
            Pattern.compile("^\\s*(?:\\$ )?(?:- )?(?:run: )?(?:\\./mvnw .*&& )?((?:[A-Z_]+=\\S* )*)ddbtool(?= |$)");

    /** Shown for their refusal; the first takes the variables that stand before it. */
    private static final Set<String> REFUSED = Set.of(
            "ddbtool add-gsi",
            "ddbtool create --prefix construction-expenses-staging",
            "ddbtool create --reconsile",
            "ddbtool create -e eu --environments eu,eu-west",
            "ddbtool create -e prod",
            "ddbtool create -e qa",
            "ddbtool create -e stagin",
            "ddbtool create staging-companies",
            "ddbtool export -e staging");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path temporary;

    /** One for all: whatever earlier commands have changed, a wrong usage is one. */
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static TranscriptStage stage;

    @BeforeAll
    static void set_the_stage() {
        stage = TranscriptStage.of("production, staging, emulator", temporary);
    }

    /** By where they stand. */
    static List<String> commands() {
        Map<String, List<String>> lines = new TreeMap<>();
        Documents.pages().forEach(page -> lines.put(page.toString(), Documents.blockLines(page, SHELLS)));
        Documents.files(".yml")
                .forEach(file -> lines.put(
                        file.toString(),
                        Documents.continued(ExampleFiles.text(file)).lines().toList()));
        TreeSet<String> commands = new TreeSet<>();
        lines.values().forEach(each -> each.forEach(line -> commands.addAll(commandsIn(line))));
        Documents.pages()
                .forEach(page -> Documents.codes(ExampleFiles.text(page)).stream()
                        .filter(code -> code.matches("((ENVIRONMENT|TABLE_PREFIX)=\\S+ )*ddbtool [a-z].*"))
                        .filter(code -> !code.contains("COMMAND") && !code.contains("…"))
                        .forEach(code -> commands.addAll(commandsIn(code))));
        return List.copyOf(commands);
    }

    /** The commands of ours in a line of a shell: variables before the name, then its words. */
    static List<String> commandsIn(String line) {
        List<String> found = new ArrayList<>();
        String plain = line.replaceFirst("^\\s*(?:- )?(?:run: )", "");
        for (String part : SEPARATORS.split(plain, -1)) {
            String command = REDIRECTION.matcher(part).replaceAll("").strip();
            var begins = BEFORE.matcher(command);
            if (begins.find()) {
                found.add((begins.group(1) + "ddbtool" + command.substring(begins.end())).strip());
            }
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_documented_command_is_no_wrong_usage(String command) {
        if (command.equals("ddbtool") || command.contains("--help") || command.contains("--version")) {
            return;
        }
        List<String> screen = stage.run(filledIn(command));

        assertThat(stage.run("echo $?"))
                .as(command + "\n" + String.join("\n", screen))
                .satisfies(code -> assertThat(code.get(0).equals("2")).isEqualTo(REFUSED.contains(command)));
    }

    /** With values for what the reader is to fill in. */
    private static String filledIn(String command) {
        return command.replaceAll("\\[TABLE…\\]", "").replaceAll("--profile \\S+", "");
    }

    @Test
    void commands_are_found_behind_variables_and_among_others() {
        assertThat(commandsIn("      - run: ddbtool create -e dev > a.json && ddbtool diff | jq . # ddbtool x"))
                .containsExactly("ddbtool create -e dev", "ddbtool diff");
        assertThat(commandsIn("$ ENVIRONMENT=dev ddbtool export  # all"))
                .containsExactly("ENVIRONMENT=dev ddbtool export");
        assertThat(commandsIn("cp target/ddbtool bin")).isEmpty();
        assertThat(commandsIn("source <(ddbtool completion)")).containsExactly("ddbtool completion");
    }

    @Test
    void there_are_many() {
        assertThat(commands()).hasSizeGreaterThan(60).containsAll(REFUSED);
        assertThat(Stream.of("export", "create", "add-gsi", "diff", "validate", "completion"))
                .allMatch(name -> commands().stream().anyMatch(command -> command.contains("ddbtool " + name)));
    }
}
