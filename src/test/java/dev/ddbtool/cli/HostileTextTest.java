package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ddbtool.cli.run.Logging;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.Fault;
import dev.ddbtool.report.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * Text from outside that would forge lines, move the cursor or change the direction of text. In answers, errors, files,
 * names, flags and variables, it is always escaped on the terminal and in the log.
 */
class HostileTextTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Line breaks of every kind, escape sequences, a bell, backspaces and invisible characters. */
    private static final String HOSTILE =
            "x\r\nFORGED\u0085FORGED\u2028FORGED\u001b]0;title\u0007\u007f\b\u009b2K\u202e\u2066\u200e\u200b\ufeff";

    /** The escape sequences of ddbtool itself: erasing the progress line, and colours. */
    private static final String OWN_SEQUENCES = "\r\u001b\\[K|\u001b\\[(31|32|33|0)m";

    private static final String SHOWN = "FORGED\\u001b]0;title";

    private static final String COMPANIES = ExampleTables.PREFIX + "companies";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final CliRunner cli = CliRunner.withFake();

    @BeforeEach
    void start_with_the_example_files_and_two_tables() {
        cli.variable("SCHEMA_DIR", folder.toString());
        ExampleFiles.copyTo(folder, "companies", "invitations", "pending-payments");
        for (String table : List.of("companies", "invitations")) {
            cli.fake()
                    .seed(ExampleTables.createTable(table, ExampleTables.PREFIX + table))
                    .tags(Map.of("team", "core"))
                    .member("/Replicas", "[{\"RegionName\": \"eu-central-1\"}]")
                    .member("/TableClassSummary", "{\"TableClass\": \"STANDARD\"}")
                    .member("/StreamSpecification", "{\"StreamEnabled\": true, \"StreamViewType\": \"NEW_IMAGE\"}");
        }
    }

    private String check(String... arguments) {
        CliRunner.Result ended = cli.run(arguments);
        for (String stream : List.of(ended.out(), ended.err(), ended.screen())) {
            String foreign = stream.replaceAll(OWN_SEQUENCES, "");
            assertThat(foreign)
                    .as(String.join(" ", arguments))
                    .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n]]");
            assertThat(foreign.lines()).as(String.join(" ", arguments)).noneMatch(line -> line.startsWith("FORGED"));
        }
        assertThat(ended.exitCode()).as(ended.screen()).isNotEqualTo(ExitCode.INTERNAL_ERROR.code());
        return ended.screen();
    }

    /** @return the output, which shows the hostile text escaped */
    private String checkAll(String... commands) {
        StringBuilder screens = new StringBuilder();
        for (String command : commands) {
            screens.append(check(command.split(" ", -1)));
        }
        return screens.toString();
    }

    private static JsonNode hostile(JsonNode json, String pointer) {
        JsonPointer path = JsonPointer.compile(pointer);
        JsonNode holder = json.at(path.head());
        if (holder instanceof ObjectNode object) {
            object.put(path.last().getMatchingProperty(), json.at(path).asText() + HOSTILE);
        } else if (holder instanceof ArrayNode list) {
            list.set(
                    path.last().getMatchingIndex(),
                    TextNode.valueOf(json.at(path).asText() + HOSTILE));
        }
        return json;
    }

    /** Locations of texts. */
    private static List<String> texts(JsonNode value, String pointer) {
        List<String> pointers = new ArrayList<>();
        if (value.isTextual()) {
            pointers.add(pointer);
        }
        value.properties()
                .forEach(member -> pointers.addAll(texts(member.getValue(), pointer + "/" + member.getKey())));
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            pointers.addAll(texts(value.get(i), pointer + "/" + i));
        }
        return pointers;
    }

    // ---- answers

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ListTables",
                "DescribeTable",
                "DescribeTimeToLive",
                "DescribeContinuousBackups",
                "ListTagsOfResource"
            })
    void every_text_of_every_answer(String operation) {
        List<String> pointers = new ArrayList<>();
        cli.way(AnswerRewriter.by((called, request, answer) -> {
            if (called.equals(operation)) {
                pointers.addAll(texts(answer, ""));
            }
            return answer;
        }));
        cli.run("diff", "companies");
        cli.run("diff");
        assertThat(pointers).isNotEmpty();

        for (String pointer : pointers.stream().distinct().toList()) {
            cli.way(AnswerRewriter.by((called, request, answer) ->
                    called.equals(operation) && !answer.at(pointer).isMissingNode()
                            ? hostile(answer, pointer)
                            : answer));
            cli.terminal("n\n");
            checkAll("diff", "diff companies --output json", "create companies --reconcile --no-pitr --timeout 20s");
            cli.terminal(Set.of(), "");
            checkAll(
                    "config --live",
                    "export --debug --schemas " + folder.resolve("exported"),
                    "create companies --reconcile --dry-run",
                    "add-gsi --from-schema companies --dry-run");
        }
    }

    @Test
    void an_unknown_member() {
        cli.fake().edit(COMPANIES).member("/New", "1");
        cli.way(AnswerRewriter.by((called, request, answer) -> {
            if (answer.at("/Table") instanceof ObjectNode table) {
                table.put(HOSTILE, 1);
            }
            return answer;
        }));

        checkAll("diff companies", "diff companies --output json", "export companies");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ListTables",
                "DescribeTable",
                "DescribeTimeToLive",
                "DescribeContinuousBackups",
                "ListTagsOfResource",
                "CreateTable",
                "UpdateTable",
                "UpdateTimeToLive",
                "UpdateContinuousBackups",
                "TagResource",
                "DescribeKey",
                "GetCallerIdentity"
            })
    void every_error_by_its_code_and_its_message(String operation) {
        String screens = "";
        for (Fault fault : List.of(
                Fault.error("com.amazonaws.dynamodb.v20120810#New" + HOSTILE, HOSTILE, 400),
                Fault.dynamoDb("ResourceInUseException", HOSTILE),
                Fault.dynamoDb("LimitExceededException", "tables per subscriber " + HOSTILE),
                Fault.error("com.amazon.coral.service#AccessDeniedException", HOSTILE, 400))) {
            cli.fake().on(operation).first(40).fail(fault);
            cli.terminal("y\ny\n");
            screens += checkAll(
                    "diff --timeout 10s",
                    "create pending-payments companies --reconcile --timeout 10s",
                    "add-gsi --table companies --index by-email --partition-key email:S --timeout 10s");
            cli.terminal(Set.of(), "");
            checkAll(
                    "diff --output json --timeout 10s --allow-partial",
                    "export --debug --timeout 10s --schemas " + folder.resolve("exported"),
                    "create pending-payments -e dev --kms-key alias/x --output json --timeout 10s");
            cli.fake().forget(operation);
        }
        if (!operation.equals("GetCallerIdentity")) { // without this response the account is "unknown"
            assertThat(screens).contains(SHOWN);
        }
    }

    /** A status during a wait appears in lines, in the rewritten line, and before the question. */
    @Test
    void statuses_during_a_wait() {
        cli.fake().behave(Behaviour.likeAws());
        cli.way(AnswerRewriter.by((called, request, answer) -> called.equals("DescribeTable")
                        && answer.at("/Table/TableStatus").asText().equals("CREATING")
                ? hostile(answer, "/Table/TableStatus")
                : answer));

        assertThat(checkAll("create companies -e dev"))
                .contains("waiting for the table (CREATINGx\\u000d\\u000aFORGED");
        cli.terminal("").columns(300);
        assertThat(checkAll("create companies -e staging")).contains("(CREATINGx\\u000d\\u000aFORGED");
    }

    // ---- files

    @Test
    void every_text_of_a_schema_file_and_every_name() throws IOException {
        Path file = folder.resolve("companies.json");
        String written = ExampleFiles.text(file);
        List<String> changed = new ArrayList<>();
        for (String pointer : texts(JSON.readTree(written), "")) {
            changed.add(hostile(JSON.readTree(written), pointer).toString());
        }
        changed.add(written.replace("\"KeySchema\"", JSON.writeValueAsString(HOSTILE)));
        changed.add(written.replace("\"KeySchema\"", HOSTILE));
        changed.add(written.replace("\"KeySchema\"", "\"" + HOSTILE + "\""));
        changed.add(HOSTILE);

        for (String text : changed) {
            Files.writeString(file, text);
            cli.terminal("n\n");
            checkAll("validate", "create companies --reconcile", "diff");
            cli.terminal(Set.of(), "");
            checkAll("validate --output json", "create -e dev --dry-run companies", "add-gsi --from-schema companies");
        }
    }

    @Test
    void names_of_files_and_folders() throws IOException {
        Path odd = Files.createDirectory(folder.resolve(HOSTILE));
        Files.copy(folder.resolve("companies.json"), odd.resolve(HOSTILE + ".json"));

        check("validate", odd.toString());
        check("validate", "--output", "json", odd.toString());
        check("validate", odd.resolve(HOSTILE + ".json").toString());
        check("export", "companies", "--schemas", odd.toString());
        check("export", "companies", "--schemas", odd.resolve(HOSTILE + ".json").toString());
        check("diff", "--schemas", odd.toString());
        check("create", "--dry-run", "--schemas", odd.resolve("missing").toString());
    }

    // ---- flags and variables

    @ParameterizedTest
    @MethodSource
    void every_option(String command, String option) {
        String value = option.equals("--schemas") ? folder.resolve(HOSTILE).toString() : HOSTILE;
        check(command, option + "=" + value);
        check(command, option, value, "--output", "json");
        check(command, option + HOSTILE);
    }

    static Stream<Arguments> every_option() {
        List<Arguments> options = new ArrayList<>();
        new TreeMap<>(Ddbtool.commandLine(CliRunner.withFake().app()).getSubcommands())
                .forEach((String name, CommandLine command) -> command.getCommandSpec()
                        .options()
                        .forEach(option -> options.add(arguments(name, option.longestName()))));
        return options.stream();
    }

    @Test
    void every_argument() {
        check(HOSTILE);
        check("--" + HOSTILE);
        for (String command : List.of(
                "config",
                "export",
                "create",
                "reconcile",
                "restore",
                "diff",
                "validate",
                "add-gsi",
                "destroy",
                "completion",
                "help")) {
            check(command, HOSTILE);
            check(command, "--output=json", HOSTILE);
        }
        check("add-gsi", "--from-schema", HOSTILE);
        check("add-gsi", "--table", "companies", "--index", HOSTILE, "--partition-key", "a:" + HOSTILE);
        check("add-gsi", "--table", "companies", "--index", "by-x", "--partition-key", HOSTILE + ":S", "--dry-run");
        check("create", "companies", "--tag", HOSTILE + "=" + HOSTILE, "--dry-run");
        check("create", "companies", "--tag", "team=" + HOSTILE, "--dry-run", "--output", "json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ENVIRONMENT",
                "ENVIRONMENTS",
                "TABLE_PREFIX",
                "SCHEMA_DIR",
                "AWS_REGION",
                "AWS_PROFILE",
                "AWS_ENDPOINT_URL",
                "AWS_ENDPOINT_URL_DYNAMODB",
                "EXPECT_ACCOUNT",
                "TABLE_NAME",
                "INDEX_NAME",
                "PARTITION_KEY",
                "PARTITION_KEY_TYPE",
                "SORT_KEY",
                "SORT_KEY_TYPE",
                "PROJECTION_TYPE",
                "NON_KEY_ATTRIBUTES"
            })
    void every_variable(String name) {
        Map.of(
                        "TABLE_NAME", COMPANIES,
                        "INDEX_NAME", "by-x",
                        "PARTITION_KEY", "x",
                        "PARTITION_KEY_TYPE", "S",
                        "PROJECTION_TYPE", "INCLUDE",
                        "NON_KEY_ATTRIBUTES", "a")
                .forEach(cli::variable);
        cli.variable(name, name.equals("SCHEMA_DIR") ? folder.resolve(HOSTILE).toString() : HOSTILE);

        checkAll("diff companies", "create companies --dry-run", "export companies", "validate", "add-gsi --dry-run");
        checkAll("add-gsi --dry-run --output json", "diff companies --output json");
    }

    // ---- the log

    @Test
    void messages_and_exceptions_in_the_log() {
        Logger logger = new LoggerContext().getLogger("dev.ddbtool.aws.call.RetriedCall");
        Exception thrown = new IllegalStateException(HOSTILE, new IOException(HOSTILE));

        String log = new Logging.Layout()
                .doLayout(new LoggingEvent("", logger, Level.DEBUG, "{} failed", thrown, new Object[] {HOSTILE}));

        assertThat(log)
                .contains("DEBUG RetriedCall x\\u000d\\u000aFORGED")
                .contains("    at ")
                .contains("Caused by: ");
        assertThat(log).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n]]");
        assertThat(log.lines()).noneMatch(line -> line.startsWith("FORGED"));
    }
}
