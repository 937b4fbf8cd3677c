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

/** Every ddbtool command in the documentation, including pipelines and code spans, is valid. */
class DocumentedCommandsTest {

    private static final List<String> SHELLS = List.of("sh", "yaml", "console");

    /** The end of a command in a shell. */
    private static final Pattern SEPARATORS = Pattern.compile("&&|\\|\\||[|;]|(?<=\\s)#.*$|[$<]\\(|\\)");

    private static final Pattern REDIRECTION = Pattern.compile("[0-9]?[<>]\\s*\\S+");
    private static final Pattern BEFORE =
            Pattern.compile("^\\s*(?:\\$ )?(?:- )?(?:(?:run|command|entry): )?(?:\\./mvnw .*&& )?((?:[A-Z_]+=\\S* )*)"
                    + "(?:tools/ddbtool/bin/)?ddbtool(?= |$)");

    /** Examples of refused commands. The first uses the variables before it. */
    private static final Set<String> REFUSED = Set.of(
            "ddbtool add-gsi",
            "ddbtool create --prefix construction-expenses-staging",
            "ddbtool create --reconsile",
            "ddbtool create -e prod",
            "ddbtool create -e qa",
            "ddbtool create -e stagin",
            "ddbtool create staging-companies",
            "ddbtool export -e staging");

    private static final Path PIPELINES = Path.of("src/test/resources/transcripts/pipelines.md");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path temporary;

    /** Shared by all tests: usage errors do not depend on earlier commands. */
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static TranscriptRunner stage;

    @BeforeAll
    static void set_up() {
        stage = TranscriptRunner.of("production, staging, emulator", temporary.resolve("stage"));
    }

    /** Commands by their location. */
    static List<String> commands() {
        Map<String, List<String>> lines = new TreeMap<>();
        Documents.pages().forEach(page -> lines.put(page.toString(), Documents.blockLines(page, SHELLS)));
        Stream.concat(Documents.files(".yml").stream(), Stream.of(Path.of(".pre-commit-hooks.yaml")))
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

    /** The ddbtool commands in a line of shell: variables, then the words. */
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
    void documented_commands_are_valid(String command) {
        if (command.equals("ddbtool") || command.contains("--help") || command.contains("--version")) {
            return;
        }
        boolean first = command.contains("ddbtool init");
        TranscriptRunner runner = first
                ? TranscriptRunner.of(
                        "production, no project", temporary.resolve("init-" + Integer.toHexString(command.hashCode())))
                : stage;
        List<String> screen = runner.run(filledIn(command));

        assertThat(runner.run("echo $?"))
                .as(command + "\n" + String.join("\n", screen))
                .satisfies(code -> assertThat(code.get(0).equals("2")).isEqualTo(REFUSED.contains(command)));
    }

    /** The command with placeholders replaced. */
    private static String filledIn(String command) {
        return command.replaceAll("\\[TABLE…\\]", "").replace("$PR", "12").replaceAll("--profile \\S+", "");
    }

    /** A new command in a pipeline also goes into the transcript: what it prints, and its exit code. */
    @Test
    void commands_of_pipelines_run_as_transcripts() {
        List<String> run = Stream.of(PIPELINES, Documents.FOLDER.resolve("ci.md"))
                .flatMap(page -> Documents.blockLines(page, List.of("console")).stream())
                .filter(line -> line.startsWith("$ "))
                .flatMap(line -> commandsIn(line).stream())
                .toList();
        for (Path pipeline : Documents.files(".yml")) {
            List<String> commands = Documents.continued(ExampleFiles.text(pipeline))
                    .lines()
                    .flatMap(line -> commandsIn(line).stream())
                    .map(DocumentedCommandsTest::filledIn)
                    .toList();

            assertThat(run).as(pipeline + " in " + PIPELINES).containsAll(commands);
        }
    }

    @Test
    void commands_are_found_after_variables_and_in_pipelines() {
        assertThat(commandsIn("      - run: ddbtool create -e dev > a.json && ddbtool diff | jq . # ddbtool x"))
                .containsExactly("ddbtool create -e dev", "ddbtool diff");
        assertThat(commandsIn("$ ENVIRONMENT=dev ddbtool export  # all"))
                .containsExactly("ENVIRONMENT=dev ddbtool export");
        assertThat(commandsIn("    command: tools/ddbtool/bin/ddbtool create -e dev"))
                .containsExactly("ddbtool create -e dev");
        assertThat(commandsIn("cp target/ddbtool bin")).isEmpty();
        assertThat(commandsIn("source <(ddbtool completion)")).containsExactly("ddbtool completion");
    }

    @Test
    void there_are_many_documented_commands() {
        assertThat(commands()).hasSizeGreaterThan(60).containsAll(REFUSED);
        assertThat(Stream.of(
                        "init",
                        "export",
                        "create",
                        "reconcile",
                        "add-gsi",
                        "diff",
                        "validate",
                        "convert",
                        "completion"))
                .allMatch(name -> commands().stream().anyMatch(command -> command.contains("ddbtool " + name)));
    }
}
