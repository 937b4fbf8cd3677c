package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.Call;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.report.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The complete help of every command, and whether it is correct. {@code -Dhelp.update=true} updates the expected texts:
 * review them before you commit.
 */
class HelpTest {

    private static final Path TEXTS = Path.of("src/test/resources/help");
    private static final boolean UPDATE = Boolean.getBoolean("help.update");

    /** The variables that help names for each option. */
    private static final Map<String, String> VARIABLES = new TreeMap<>(Map.ofEntries(
            Map.entry("--config", "DDBTOOL_CONFIG"),
            Map.entry("--environment", "DDBTOOL_ENVIRONMENT"),
            Map.entry("--prefix", "DDBTOOL_PREFIX"),
            Map.entry("--environments", "DDBTOOL_ENVIRONMENTS"),
            Map.entry("--schemas", "DDBTOOL_SCHEMAS"),
            Map.entry("--region", "AWS_REGION, AWS_DEFAULT_REGION"),
            Map.entry("--profile", "AWS_PROFILE"),
            Map.entry("--endpoint-url", "AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL"),
            Map.entry("--expect-account", "EXPECT_ACCOUNT"),
            Map.entry("--no-color", "NO_COLOR"),
            Map.entry("--table-name", "TABLE_NAME"),
            Map.entry("--index", "INDEX_NAME"),
            Map.entry("--partition-key", "PARTITION_KEY, PARTITION_KEY_TYPE"),
            Map.entry("--sort-key", "SORT_KEY, SORT_KEY_TYPE"),
            Map.entry("--projection", "PROJECTION_TYPE"),
            Map.entry("--include", "NON_KEY_ATTRIBUTES")));

    private static final Map<String, String> DEFAULTS = new TreeMap<>(Map.ofEntries(
            Map.entry("--config", "the nearest ddbtool.toml"),
            Map.entry("--environment", "the project's default, else production"),
            Map.entry("--prefix", "the project's prefix"),
            Map.entry("--environments", "the project's, else staging,dev"),
            Map.entry("--schemas", "the project's, else schemas"),
            Map.entry("--region", "as in the AWS CLI"),
            Map.entry("--profile", "as in the AWS CLI"),
            Map.entry("--endpoint-url", "AWS"),
            Map.entry("--out", "print"),
            Map.entry("--parallel", "32"),
            Map.entry("--timeout", "30m; add-gsi, restore: 24h"),
            Map.entry("--output", "text"),
            Map.entry("--projection", "ALL"),
            Map.entry("--read-capacity", "as in the table"),
            Map.entry("--write-capacity", "as in the table"),
            Map.entry("--max-read", "no maximum"),
            Map.entry("--max-write", "no maximum")));

    /** Options with neither variable nor default. */
    private static final Set<String> OF_ONES_OWN = Set.of(
            "--billing",
            "--deletion-protection",
            "--kms-key",
            "--to",
            "--tag",
            "--table",
            "--against",
            "--against-folder",
            "--at",
            "--backup",
            "--into",
            "--confirm",
            "--endpoint-kind",
            "--rate-limits");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final CliRunner cli = CliRunner.withFake();

    static Stream<String> commands() {
        return Ddbtool.commandLine(CliRunner.withFake().app()).getSubcommands().keySet().stream();
    }

    static Stream<String> everything() {
        return Stream.concat(Stream.of(""), commands());
    }

    private CliRunner.Result help(String command, int columns) {
        String line = (command + " --help").strip();
        CliRunner.Result ended = cli.columns(columns).run(line.split(" ", -1));
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEmpty();
        return ended;
    }

    @ParameterizedTest
    @MethodSource("everything")
    void help_matches_the_expected_text(String command) {
        Path file = TEXTS.resolve((command.isEmpty() ? "ddbtool" : command) + ".txt");
        String help = help(command, 80).out();
        if (UPDATE) {
            ExampleFiles.text(file, help);
        }
        assertThat(help).isEqualTo(ExampleFiles.text(file));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void help_fits_the_screen_and_has_no_control_characters_even_on_a_terminal(String command) {
        cli.terminal("");
        for (int columns : List.of(80, 120)) {
            String help = help(command, columns).out();
            assertThat(help).doesNotContainPattern("[\\p{Cntrl}&&[^\n]]").doesNotContain("${");
            assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void help_starts_with_a_summary_and_ends_with_a_link(String command) {
        List<String> headings = help(command, 80)
                .out()
                .lines()
                .filter(line -> line.matches("[A-Z][A-Za-z ]+:.*"))
                .map(line -> line.replaceFirst(":.*", ""))
                .toList();

        List<String> order = List.of(
                "AWS calls",
                "Usage",
                "Examples",
                "Commands",
                "Arguments",
                "Options",
                "Index",
                "Policy",
                "Tables",
                "Safety",
                "AWS connection",
                "Output",
                "Help",
                "Exit codes",
                "Read more");
        assertThat(headings).isEqualTo(order.stream().filter(headings::contains).toList());
        assertThat(headings).contains("Usage", "Examples", "Read more");
        assertThat(headings.contains("AWS calls")).isNotEqualTo(command.isEmpty());
        assertThat(headings.contains("Exit codes")).isEqualTo(command.isEmpty());
        assertThat(help(command, 80).out()).matches("(?s).*\nRead more: docs/[a-z-]+\\.md\n");
    }

    @ParameterizedTest
    @MethodSource("everything")
    void help_of_a_command_is_the_same_for_option_and_command(String command) {
        CliRunner.Result asked = cli.columns(80).run(("help " + command).strip().split(" ", -1));

        assertThat(asked.exitCode()).isZero();
        assertThat(asked.err()).isEmpty();
        assertThat(asked.out()).isEqualTo(help(command, 80).out());
    }

    static Stream<Arguments> options() {
        return Ddbtool.commandLine(CliRunner.withFake().app()).getSubcommands().entrySet().stream()
                .flatMap(command -> command.getValue().getCommandSpec().options().stream()
                        .map(option -> Arguments.of(command.getKey(), option)));
    }

    @ParameterizedTest
    @MethodSource("options")
    void help_names_the_variable_and_the_default_of_each_option(String command, OptionSpec option) {
        String name = option.longestName();
        String text = description(option);

        String variable = VARIABLES.get(name);
        assertThat(text.contains("[env: ")).isEqualTo(variable != null);
        if (variable != null) {
            assertThat(text).contains("[env: " + variable + "]");
        }
        boolean found = command.equals("init") && name.matches("--prefix|--environments");
        String preset = found ? "found in live table names" : DEFAULTS.get(name);
        if (preset != null) {
            assertThat(text).contains("[default: " + preset + "]");
        }
        boolean takesAValue = option.arity().max() > 0;
        assertThat(!takesAValue || variable != null || preset != null || OF_ONES_OWN.contains(name))
                .as(command + " " + name + " has a value, but neither a variable nor a default")
                .isTrue();
    }

    private static String description(OptionSpec option) {
        return String.join(" ", option.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()));
    }

    @Test
    void every_documented_variable_belongs_to_an_option() {
        Set<String> names = new TreeSet<>();
        options().forEach(row -> names.add(((OptionSpec) row.get()[1]).longestName()));

        assertThat(names).containsAll(VARIABLES.keySet()).containsAll(DEFAULTS.keySet());
    }

    // ---- AWS calls

    /** Command lines that, with those of the policies, make every call of a command. */
    private static final Map<String, List<String>> MORE = Map.of(
            "export", List.of("export --prefix nothing-here"),
            "diff", List.of("diff --prefix nothing-here -e dev --against staging"),
            "add-gsi", List.of("add-gsi --table nosuch --index by-a --partition-key a:S --expect-account 111122223333"),
            "reconcile", List.of("reconcile companies -e staging --expect-account 111122223333"),
            "restore", List.of("restore books -e staging --latest --expect-account 111122223333"),
            "destroy", List.of("destroy -e pr-8 --confirm pr-8 --config pull-requests.toml"),
            "validate", List.of("validate"),
            "completion", List.of("completion"),
            "help", List.of("help create"));

    private Set<String> made(List<String> lines, boolean changes) {
        Set<String> made = new TreeSet<>();
        for (String line : lines) {
            CliRunner account = IamPoliciesTest.account(folder.resolve("calls"));
            account.run(Transcript.words(line).toArray(String[]::new));
            account.fake().calls().stream()
                    .filter(call -> call.mutation() == changes)
                    .map(HelpTest::name)
                    .forEach(made::add);
        }
        return made;
    }

    private static String name(Call call) {
        return switch (call.operation()) {
            case "DescribeKey" -> "kms:DescribeKey";
            case "GetCallerIdentity" -> "sts:GetCallerIdentity";
            default -> call.operation();
        };
    }

    /** The command lines of a command, with or without {@code --reconcile}. */
    private static List<String> lines(String command) {
        List<String> words = Transcript.words(command);
        boolean reconcile = command.contains("--reconcile");
        return Stream.concat(
                        MORE.getOrDefault(words.get(0), List.of()).stream(),
                        IamPoliciesTest.POLICIES.values().stream().flatMap(List::stream))
                .filter(line -> Transcript.words(line).get(0).equals(words.get(0)))
                .filter(line -> line.contains("--reconcile") == reconcile)
                .toList();
    }

    /** The calls after a label in help, on several lines. */
    private Set<String> named(String command, String label) {
        String help = help(command, 80).out();
        Matcher section =
                Pattern.compile("\nAWS calls:(.*?)\n\n", Pattern.DOTALL).matcher(help);
        assertThat(section.find()).isTrue();
        Matcher named = Pattern.compile("  " + label + "  (.*(?:\n {5,}.*)*)").matcher(section.group(1));
        Set<String> calls = new TreeSet<>();
        if (named.find()) {
            Pattern.compile("[\\w:]+").matcher(named.group(1)).results().forEach(call -> calls.add(call.group()));
        } else {
            assertThat(section.group(1)).doesNotContain(label);
        }
        return calls;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_lists_exactly_the_calls_of_the_command(String command) {
        assertThat(named(command, "reads ")).isEqualTo(made(lines(command), false));
        assertThat(named(command, "changes")).isEqualTo(made(lines(command), true));
    }

    @Test
    void help_lists_the_additional_calls_of_create_reconcile() {
        Set<String> besides = made(lines("create --reconcile"), true);
        besides.removeAll(made(lines("create"), true));

        assertThat(named("create", "changes, with --reconcile")).isEqualTo(besides);
    }

    // ---- examples

    static Stream<String> examples() {
        return everything().flatMap(command -> {
            String help = CliRunner.withFake()
                    .run((command + " --help").strip().split(" ", -1))
                    .out();
            Matcher section =
                    Pattern.compile("\nExamples:\n(.*?)\n\n", Pattern.DOTALL).matcher(help);
            assertThat(section.find()).isTrue();
            List<String> lines = section.group(1)
                    .replace("\\\n", " ")
                    .lines()
                    .map(String::strip)
                    .toList();
            assertThat(lines).hasSize(2);
            return lines.stream();
        });
    }

    /** {@code CompletionTest} runs those of completion. */
    @ParameterizedTest
    @MethodSource("examples")
    void every_example_runs(String example) {
        if (example.contains("ddbtool completion")) {
            return;
        }
        boolean first = example.contains("ddbtool init");
        TranscriptRunner stage =
                TranscriptRunner.of(first ? "production, no project" : "production", folder.resolve("stage"));
        stage.run("ddbtool create -e staging");
        stage.run("ddbtool create -e dev");

        List<String> screen = stage.run(example);

        assertThat(stage.run("echo $?")).as("%s", screen).isEqualTo(List.of("0"));
    }

    // ---- other

    @ParameterizedTest
    @ValueSource(strings = {"--endpoint-kind", "--rate-limits"})
    void options_for_tests_are_hidden(String option) {
        assertThat(help("create", 80).out()).doesNotContain(option);
    }

    @Test
    void help_of_ddbtool_lists_every_exit_code() {
        for (ExitCode code : ExitCode.values()) {
            assertThat(help("", 80).out()).containsPattern("(?m)^ *" + code.code() + "   ");
        }
    }

    @Test
    void help_does_not_depend_on_variables() {
        String before = help("create", 80).out();

        cli.variable("ENVIRONMENT", "staging").variable("SCHEMA_DIR", "elsewhere");

        assertThat(help("create", 80).out()).isEqualTo(before);
    }

    @Test
    void without_a_command_a_short_help_goes_to_stderr_and_fits_on_one_screen() {
        CliRunner.Result ended = cli.columns(80).run();

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines().toList())
                .hasSizeLessThanOrEqualTo(24)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .isSubsetOf(help("", 80).out().lines().toList());
    }

    @Test
    void completion_prints_a_script_with_every_command_and_installation_steps() {
        CliRunner.Result ended = cli.run("completion");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .startsWith("# ")
                .contains("source <(ddbtool completion)", "complete ", "add-gsi", "--from-schema", "validate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void the_version_is_the_same_for_every_command(String option) {
        CliRunner.Result alone = CliRunner.withFake().run(option);

        assertThat(alone).isEqualTo(CliRunner.withFake().run("export", option));
        assertThat(alone.out()).startsWith("ddbtool ").hasLineCount(1);
    }

    @Test
    void help_and_version_make_no_calls() {
        CliRunner.Result ended = cli.terminal(Set.of(), "").run("--version");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).startsWith("ddbtool ");
        ExampleTables.production(cli.fake());
        cli.fake().forgetCalls();
        help("create", 80);
        assertThat(cli.fake().operations()).isEmpty();
    }
}
