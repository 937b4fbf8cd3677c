package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.report.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON Schema describes exactly the reports. {@link CliRunner} checks every report against it. */
class ReportSchemaTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** A report with every member. */
    private JsonNode good() {
        CliRunner cli = CliRunner.withFake();
        ExampleTables.production(cli.fake());
        ExampleFiles.copyTo(folder.resolve("schemas"));
        cli.fake().edit("construction-expenses-companies").recovery(0).timeToLive("until");
        cli.variable("SCHEMA_DIR", folder.resolve("schemas").toString());
        JsonNode report =
                parsed(cli.run("create", "--reconcile", "--dry-run", "companies", "--tag", "a=b", "--output", "json")
                        .out());
        assertThat(report.at("/tables/0/steps")).isNotEmpty();
        assertThat(report.at("/tables/0/differences")).isNotEmpty();
        return report;
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/schemaVersion | 2",
                "/command | \"drop\"",
                "/environment | 5",
                "/prefix | [\"a\"]",
                "/region | \"\"",
                "/dryRun | \"true\"",
                "/tables | {}",
                "/tables/0/table | null",
                "/tables/0/name | \"\"",
                "/tables/0/outcome | \"deleted\"",
                "/tables/0/outcome | \"failed\"",
                "/tables/0/seconds | -1",
                "/tables/0/steps/0/action | \"DeleteItem\"",
                "/tables/0/steps/0/request | null",
                "/tables/0/steps/0/request | {}",
                "/tables/0/steps/0/done | 0",
                "/tables/0/differences/0/setting | \"colour\"",
                "/tables/0/differences/0/remedy | \"delete\"",
                "/tables/0/notApplied | [null]",
                "/tables/0/unread | {\"Tags\": null}",
                "/tables/0/problems | [{\"file\": \"a.json\", \"line\": 0, \"path\": null, \"message\": \"m\"}]",
                "/tables/0/problems | [{\"file\": \"a.json\", \"line\": 1, \"path\": \"a\", \"message\": \"m\"}]",
                "/tables/0/error | \"it failed\"",
                "/counts | {\"deleted\": 1}",
                "/counts | {\"created\": 0}",
                "/error | {\"message\": \"m\", \"hint\": null, \"awsCode\": null}",
                "/error | {\"message\": \"m\"}",
                "/carryOn | \"terraform apply\"",
                "/exitCode | 7",
                "/exitCode | 4",
                "/exitCode | \"0\""
            })
    void a_report_that_does_not_match_its_schema_is_rejected(String pointer, String value) {
        JsonNode report = good();
        assertThat(ReportSchema.mistakes(report)).isEmpty();
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = report.at(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1);
        assertThat(parent.has(name)).isTrue();

        ((ObjectNode) parent).set(name, parsed(value));

        assertThat(ReportSchema.mistakes(report)).isNotEmpty();
    }

    /** Every member of each object is required. */
    @ParameterizedTest
    @CsvSource({"''", "/tables/0", "/tables/0/steps/0", "/tables/0/differences/0"})
    void every_member_is_required_and_described(String pointer) {
        JsonNode good = good();
        List<String> members = new ArrayList<>();
        good.at(pointer).fieldNames().forEachRemaining(members::add);

        for (String member : members) {
            JsonNode report = good.deepCopy();
            ((ObjectNode) report.at(pointer)).remove(member);
            assertThat(ReportSchema.mistakes(report)).as("without " + member).isNotEmpty();
        }
        JsonNode report = good.deepCopy();
        ((ObjectNode) report.at(pointer)).put("colour", "blue");
        assertThat(ReportSchema.mistakes(report)).as("open for more").isEmpty();
        assertThat(ReportSchema.strictMistakes(report)).as("not described").isNotEmpty();
    }

    private static Stream<Arguments> enums() {
        return Stream.of(
                Arguments.of("/$defs/outcome", words(Outcome.values(), Outcome::word)),
                Arguments.of("/$defs/difference/properties/remedy", words(Remedy.values(), Remedy::word)),
                Arguments.of("/$defs/difference/properties/setting", words(Setting.values(), Setting::word)),
                Arguments.of("/properties/exitCode", words(ExitCode.values(), code -> Integer.toString(code.code()))),
                Arguments.of("/properties/command", commands()));
    }

    private static <T> List<String> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).toList();
    }

    private static List<String> commands() {
        Map<String, ?> subcommands =
                Ddbtool.commandLine(CliRunner.withFake().app()).getSubcommands();
        return Stream.concat(Stream.of("ddbtool"), subcommands.keySet().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("enums")
    void enums_of_the_schema_match_the_code(String pointer, List<String> words) {
        List<String> described = new ArrayList<>();
        ReportSchema.published().at(pointer + "/enum").forEach(word -> described.add(word.asText()));

        assertThat(described).containsExactlyInAnyOrderElementsOf(words);
    }

    /** The steps are sealed, so that their actions are known without an enum. */
    @Test
    void the_actions_are_the_operations_that_change_tables() {
        Set<String> described = new TreeSet<>();
        ReportSchema.published().at("/$defs/step/properties/action/enum").forEach(word -> described.add(word.asText()));

        assertThat(described)
                .containsExactly(
                        "CreateTable",
                        "DeleteTable",
                        "RestoreTableFromBackup",
                        "RestoreTableToPointInTime",
                        "TagResource",
                        "UpdateContinuousBackups",
                        "UpdateTable",
                        "UpdateTimeToLive");
    }

    @Test
    void every_member_has_a_description() {
        JsonNode schema = ReportSchema.published();
        List<JsonNode> objects = new ArrayList<>(List.of(schema));
        schema.get("$defs").forEach(objects::add);

        for (JsonNode object : objects) {
            for (Map.Entry<String, JsonNode> member : object.path("properties").properties()) {
                JsonNode described = member.getValue().has("$ref")
                        ? schema.at(member.getValue().get("$ref").asText().substring(1))
                        : member.getValue();
                assertThat(described.path("description").asText())
                        .as(member.getKey())
                        .endsWith(".");
            }
        }
    }
}
