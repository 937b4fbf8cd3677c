package dev.ddbtool.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ddbtool.cli.CliRunner;
import dev.ddbtool.cli.ExampleFiles;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.Fault;
import dev.ddbtool.fake.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The content of the JSON report. {@link CliRunner} checks it against its schema. */
class JsonReportTest {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String PHYSICAL = "construction-expenses-companies";

    private final Path folder;
    private final CliRunner cli;

    JsonReportTest(@TempDir Path folder) {
        this.folder = folder;
        cli = CliRunner.withExamples(folder.resolve("schemas"));
    }

    @Test
    void an_output_option_before_the_command_is_an_error_in_json() throws JsonProcessingException {
        CliRunner.Result ended = cli.run("--output", "json", "export");

        assertThat(ended.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(MAPPER.readTree(ended.out()).at("/error/hint").textValue())
                .isEqualTo("put options after the command: ddbtool COMMAND --output");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export",
                "export companies nosuch",
                "create companies",
                "create -e staging",
                "create -e staging --dry-run",
                "create --tag team=a companies",
                "create --tag team=a companies --reconcile",
                "create --tag team=a companies --reconcile --yes",
                "create --tag team=a companies --reconcile --dry-run",
                "create --expect-account 999999999999",
                "create -e nosuch",
                "create nosuch",
                "create --schemas nosuch",
                "create -e staging companies --timeout 1s",
                "create -e staging companies --quiet",
                "add-gsi --table companies --index by-email --partition-key email:S --yes",
                "add-gsi --table companies --index by-email --partition-key email:S --dry-run",
                "add-gsi --table companies --index by-email --partition-key email:S --yes --no-wait",
                "add-gsi --table companies --index by-owner --partition-key email:S --yes",
                "add-gsi --table nosuch --index by-owner --partition-key email:S",
                "add-gsi --from-schema",
                "diff",
                "diff -e staging",
                "diff --against dev",
                "diff -e staging --against production",
                "validate",
                "validate nosuch.json",
                "--output json nosuch",
                "create --nosuch",
                "create --timeout soon",
                "create --billing free",
                "export --region nowhere",
                "export --endpoint-url nowhere"
            })
    void a_report_counts_its_tables_and_names_failures(String line) throws JsonProcessingException {
        ExampleTables.production(cli.fake());
        List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
        arguments.addAll(List.of("--output", "json"));

        CliRunner.Result ended = cli.run(arguments.toArray(String[]::new));

        JsonNode report = MAPPER.readTree(ended.out());
        int sum = 0;
        for (JsonNode count : report.get("counts")) {
            sum += count.intValue();
        }
        assertThat(sum).isEqualTo(report.get("tables").size());
        assertThat(ended.exitCode()).isNotEqualTo(ExitCode.INTERNAL_ERROR.code());
        assertThat(ended.err()).doesNotContain("{");
        if (ended.exitCode() == 0 || ended.exitCode() == 1) {
            assertThat(report.get("error").isNull()).isTrue();
        } else {
            boolean tablesSay =
                    report.get("tables").findValues("error").stream().anyMatch(JsonNode::isObject)
                            || report.get("counts").has("invalid");
            assertThat(report.get("error").isObject() || tablesSay).isTrue();
        }
    }

    @Test
    void a_created_table_has_its_steps_with_the_requests_as_sent() throws JsonProcessingException {
        JsonNode report = MAPPER.readTree(cli.run("create", "-e", "staging", "pending-payments", "--output", "json")
                .out());

        assertThat(report.get("schemaVersion").asInt()).isEqualTo(1);
        assertThat(report.get("command").asText()).isEqualTo("create");
        assertThat(report.get("environment").asText()).isEqualTo("staging");
        assertThat(report.get("prefix").asText()).isEqualTo("construction-expenses");
        assertThat(report.get("region").asText()).isEqualTo("eu-west-1");
        assertThat(report.get("account").asText()).isEqualTo("111122223333");
        assertThat(report.get("endpoint").isNull()).isTrue();
        assertThat(report.get("dryRun").asBoolean()).isFalse();
        assertThat(report.get("counts")).isEqualTo(MAPPER.readTree("{\"created\": 1}"));
        JsonNode table = report.at("/tables/0");
        assertThat(table.get("table").asText()).isEqualTo("pending-payments");
        assertThat(table.get("name").asText()).isEqualTo("construction-expenses-staging-pending-payments");
        assertThat(table.get("outcome").asText()).isEqualTo("created");
        assertThat(table.findValuesAsText("action"))
                .containsExactly("CreateTable", "UpdateTimeToLive", "UpdateContinuousBackups");
        List<JsonNode> sent = cli.fake().calls().stream()
                .filter(call -> call.mutation())
                .map(call -> call.request())
                .toList();
        assertThat(table.get("steps").findValues("request")).isEqualTo(sent);
        assertThat(table.get("steps").findValues("done")).allMatch(JsonNode::asBoolean);
    }

    @Test
    void a_dry_run_has_the_same_requests_but_none_done() throws JsonProcessingException {
        JsonNode dry = MAPPER.readTree(cli.run("create", "-e", "staging", "--dry-run", "--output", "json")
                .out());
        assertThat(cli.fake().mutations()).isEmpty();
        JsonNode real = MAPPER.readTree(
                cli.run("create", "-e", "staging", "--output", "json").out());

        assertThat(dry.get("dryRun").asBoolean()).isTrue();
        assertThat(dry.get("counts")).isEqualTo(MAPPER.readTree("{\"planned\": 13}"));
        assertThat(dry.findValues("request")).isEqualTo(real.findValues("request"));
        assertThat(dry.findValues("done")).isNotEmpty().noneMatch(JsonNode::asBoolean);
    }

    @Test
    void a_difference_has_both_values_in_the_form_of_the_schema_file() throws JsonProcessingException {
        ExampleTables.production(cli.fake());
        cli.fake().edit(PHYSICAL).recovery(0).timeToLive("until");

        JsonNode report =
                MAPPER.readTree(cli.run("diff", "companies", "--output", "json").out());

        assertThat(report.at("/tables/0/differences"))
                .containsExactlyInAnyOrder(MAPPER.readTree("""
                                {"setting": "pointInTimeRecovery", "item": null,
                                 "schema": {"ContinuousBackupsStatus": "ENABLED", "PointInTimeRecoveryDescription":
                                   {"PointInTimeRecoveryStatus": "ENABLED", "RecoveryPeriodInDays": 35}},
                                 "live": {"ContinuousBackupsStatus": "ENABLED", "PointInTimeRecoveryDescription":
                                   {"PointInTimeRecoveryStatus": "DISABLED"}},
                                 "remedy": "reconcile"}
                                """), MAPPER.readTree("""
                                {"setting": "timeToLive", "item": null,
                                 "schema": {"TimeToLiveStatus": "DISABLED"},
                                 "live": {"TimeToLiveStatus": "ENABLED", "AttributeName": "until"},
                                 "remedy": "manual"}
                                """));
    }

    @Test
    void a_failed_table_has_the_error_code_of_aws_and_the_action_to_allow() throws JsonProcessingException {
        ExampleTables.production(cli.fake());
        cli.fake().on("DescribeTimeToLive").table(PHYSICAL).fail(Fault.accessDenied());

        JsonNode report = MAPPER.readTree(
                cli.run("export", "companies", "--output", "json").out());

        JsonNode error = report.at("/tables/0/error");
        assertThat(error.get("awsCode").asText()).isEqualTo("AccessDeniedException");
        assertThat(error.get("hint").asText()).contains("dynamodb:DescribeTimeToLive");
        assertThat(report.get("exitCode").asInt()).isEqualTo(4);
    }

    @Test
    void problems_of_schema_files_have_file_line_path_and_message() throws JsonProcessingException {
        Path file = folder.resolve("schemas/companies.json");
        ExampleFiles.text(file, ExampleFiles.text(file).replace("\"PAY_PER_REQUEST\"", "\"FREE\""));

        CliRunner.Result ended = cli.run("validate", "--output", "json");

        JsonNode report = MAPPER.readTree(ended.out());
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(report.get("counts")).isEqualTo(MAPPER.readTree("{\"invalid\": 1, \"valid\": 12}"));
        JsonNode problem = report.at("/tables/0/problems/0");
        assertThat(problem.get("file").asText()).endsWith("companies.json");
        assertThat(problem.get("line").asInt()).isPositive();
        assertThat(problem.get("path").asText()).contains("BillingMode");
        assertThat(problem.get("message").asText()).contains("'FREE'");
    }

    @Test
    void a_created_table_is_marked_as_empty() throws JsonProcessingException {
        assertThat(createdEmpty("create -e staging companies --dry-run")).isTrue();
        assertThat(createdEmpty("create -e staging companies")).isTrue();
        assertThat(createdEmpty("create -e staging companies")).isFalse();
        assertThat(createdEmpty("reconcile -e staging companies --tag team=a")).isFalse();
        assertThat(createdEmpty("reconcile -e staging invitations")).isFalse();
    }

    @Test
    void a_refused_table_is_not_marked_as_empty() throws JsonProcessingException {
        assertThat(createdEmpty("create companies")).isFalse();
        cli.fake().deny("CreateTable");
        assertThat(createdEmpty("create companies --yes")).isFalse();
    }

    @Test
    void a_table_whose_creation_is_not_finished_is_marked_as_empty() throws JsonProcessingException {
        cli.fake().behave(Behaviour.likeAws().with(Phase.CREATING, Duration.ofHours(1)));

        assertThat(createdEmpty("create -e staging companies --timeout 20s")).isTrue();
    }

    @Test
    void a_table_is_marked_as_empty_even_if_the_response_was_lost() throws JsonProcessingException {
        cli.fake().on("CreateTable").first(1).fail(Fault.lostResponse());

        assertThat(createdEmpty("create -e staging companies")).isTrue();
    }

    @Test
    void a_table_that_was_restored_in_the_meantime_is_not_marked_as_empty() throws JsonProcessingException {
        String name = "construction-expenses-staging-companies";
        cli.fake()
                .on("CreateTable")
                .first(1)
                .before(() -> cli.fake()
                        .seed(ExampleTables.createTable("companies", name))
                        .member("/RestoreSummary", "{\"RestoreInProgress\": false, \"RestoreDateTime\": 1772000000}"));

        assertThat(createdEmpty("create -e staging companies")).isFalse();
    }

    private boolean createdEmpty(String line) throws JsonProcessingException {
        JsonNode report =
                MAPPER.readTree(cli.run((line + " --output json").split(" ")).out());
        assertThat(report.get("tables")).hasSize(1);
        return report.at("/tables/0/createdEmpty").asBoolean();
    }
}
