package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.DirectEdit;
import dev.ddbtool.fake.ExampleTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A response with missing or wrong members, or about another table, fails only that table. */
class OddAnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMPANIES = ExampleTables.PREFIX + "companies";
    private static final String INVITATIONS = ExampleTables.PREFIX + "invitations";

    /** All members of DescribeTable that the example table lacks. */
    private static final Map<String, String> MORE = Map.ofEntries(
            Map.entry("/BillingModeSummary", "{\"BillingMode\": \"PAY_PER_REQUEST\"}"),
            Map.entry("/LocalSecondaryIndexes", """
                    [{"IndexName": "by-date", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"},
                      {"AttributeName": "date", "KeyType": "RANGE"}],
                      "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["name"]},
                      "IndexArn": "arn:aws:dynamodb:eu-west-1:111122223333:table/x/index/by-date"}]"""),
            Map.entry("/Replicas", """
                    [{"RegionName": "eu-central-1", "ReplicaStatus": "ACTIVE",
                      "ProvisionedThroughputOverride": {"ReadCapacityUnits": 5},
                      "OnDemandThroughputOverride": {"MaxReadRequestUnits": 5},
                      "GlobalSecondaryIndexes": [{"IndexName": "by-owner",
                        "ProvisionedThroughputOverride": {"ReadCapacityUnits": 5},
                        "OnDemandThroughputOverride": {"MaxReadRequestUnits": 5}}],
                      "ReplicaTableClassSummary": {"TableClass": "STANDARD"}}]"""),
            Map.entry("/GlobalTableWitnesses", "[{\"RegionName\": \"eu-central-1\"}]"),
            Map.entry("/StreamSpecification", "{\"StreamEnabled\": true, \"StreamViewType\": \"NEW_IMAGE\"}"),
            Map.entry("/TableClassSummary", "{\"TableClass\": \"STANDARD\"}"),
            Map.entry("/OnDemandThroughput", "{\"MaxReadRequestUnits\": 5, \"MaxWriteRequestUnits\": -1}"),
            Map.entry("/RestoreSummary", "{\"RestoreInProgress\": false, \"RestoreDateTime\": 1772000000}"),
            Map.entry("/MultiRegionConsistency", "\"EVENTUAL\""),
            Map.entry("/VectorIndexes", """
                    [{"IndexName": "by-vector", "Dimensions": 3, "DistanceFunction": "COSINE",
                      "SearchSchema": [{"AttributeName": "name", "SearchSchemaElementType": "FILTER"}],
                      "VectorAttribute": {"AttributeName": "vector"}, "IndexStatus": "ACTIVE",
                      "Projection": {"ProjectionType": "ALL"}}]"""));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final CliRunner cli = CliRunner.withFake();

    @BeforeEach
    void start_with_two_tables_that_have_every_setting() {
        cli.variable("SCHEMA_DIR", folder.toString());
        ExampleFiles.copyTo(folder);
        for (String table : List.of(COMPANIES, INVITATIONS)) {
            cli.fake()
                    .seed(ExampleTables.createTable(table.substring(ExampleTables.PREFIX.length()), table))
                    .tags(Map.of("team", "core"));
        }
    }

    private CliRunner.Result run(String line) {
        return cli.run(line.split(" ", -1));
    }

    private void answer(String operation, AnswerRewriter.Change change) {
        cli.way(AnswerRewriter.by((called, request, answer) -> called.equals(operation)
                        && (called.equals("ListTables") || request.toString().contains(COMPANIES + "\""))
                        && !answer.has("__type")
                ? change.of(called, request, answer)
                : answer));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- missing members

    @ParameterizedTest
    @CsvSource({
        "DescribeTable, /Table",
        "DescribeTable, /Table/TableName",
        "DescribeTable, /Table/TableStatus",
        "DescribeTable, /Table/KeySchema",
        "DescribeTable, /Table/KeySchema/0",
        "DescribeTable, /Table/KeySchema/0/KeyType",
        "DescribeTable, /Table/AttributeDefinitions/0/AttributeName",
        "DescribeTable, /Table/GlobalSecondaryIndexes/0",
        "DescribeTable, /Table/GlobalSecondaryIndexes/0/IndexName",
        "DescribeTable, /Table/GlobalSecondaryIndexes/0/Projection",
        "DescribeTable, /Table/GlobalSecondaryIndexes/0/Projection/ProjectionType",
        "DescribeTable, /Table/GlobalSecondaryIndexes/0/KeySchema",
        "DescribeTimeToLive, /TimeToLiveDescription/TimeToLiveStatus",
        "DescribeContinuousBackups, /ContinuousBackupsDescription",
        "DescribeContinuousBackups, /ContinuousBackupsDescription/ContinuousBackupsStatus",
        "DescribeContinuousBackups, /ContinuousBackupsDescription/PointInTimeRecoveryDescription/PointInTimeRecoveryStatus",
        "ListTagsOfResource, /Tags/0/Key",
        "ListTagsOfResource, /Tags/0/Value"
    })
    void a_missing_member_of_an_answer_fails_only_that_table_and_is_named(String operation, String pointer) {
        answer(operation, (called, request, answer) -> without(answer, pointer));

        CliRunner.Result export = run("export companies invitations");

        String member = pointer.substring(1).replaceAll("/([0-9]+)", "[$1]").replace('/', '.');
        assertThat(export.err())
                .contains("ddbtool: companies: the response to " + operation)
                .contains(" is missing " + member + "\n");
        assertThat(export.out()).contains("! companies").containsPattern("[=+] invitations");
        assertThat(export.exitCode()).isEqualTo(4);
    }

    /** As in AWS's response to DeleteTable. */
    @Test
    void a_table_that_is_being_deleted_may_lack_keys_and_attributes() {
        answer("DescribeTable", (called, request, answer) -> {
            ObjectNode table = (ObjectNode) answer.path("Table");
            table.put("TableStatus", "DELETING").remove(List.of("KeySchema", "AttributeDefinitions"));
            table.remove("GlobalSecondaryIndexes");
            return answer;
        });

        CliRunner.Result export = run("export companies invitations");

        assertThat(export.out()).contains("being deleted: skipped").containsPattern("[=+] invitations");
        assertThat(export.exitCode()).isZero();
    }

    private static JsonNode without(JsonNode answer, String pointer) {
        JsonPointer path = JsonPointer.compile(pointer);
        JsonNode holder = answer.at(path.head());
        if (holder instanceof ObjectNode object) {
            object.remove(path.last().getMatchingProperty());
        } else if (holder instanceof ArrayNode list) {
            list.setNull(path.last().getMatchingIndex());
        }
        return answer;
    }

    @Test
    void a_missing_list_of_tables_is_not_an_empty_list() {
        answer("ListTables", (called, request, answer) -> json("{}"));

        CliRunner.Result diff = run("diff");

        assertThat(diff.err()).contains("the response to ListTables is missing TableNames");
        assertThat(diff.exitCode()).isEqualTo(4);
    }

    @Test
    void a_missing_status_during_a_wait_fails_only_that_table() {
        cli.fake().behave(Behaviour.likeAws());
        cli.way(AnswerRewriter.by((called, request, answer) -> called.equals("DescribeTable")
                        && request.at("/TableName").asText().endsWith("-dev-companies")
                        && answer.has("Table")
                ? without(answer, "/Table/TableStatus")
                : answer));

        CliRunner.Result create = run("create companies invitations -e dev");

        assertThat(create.err())
                .contains(
                        "the response to DescribeTable on 'construction-expenses-dev-companies' is missing Table.TableStatus");
        assertThat(create.out()).contains("! companies").contains("+ invitations");
        assertThat(create.exitCode()).isEqualTo(4);
    }

    // ---- another table

    @ParameterizedTest
    @CsvSource({
        "/Table/TableName, construction-expenses-companies",
        "/Table/TableArn, arn:aws:dynamodb:eu-west-1:111122223333:table/construction-expenses-companies",
        "/Table/TableArn, arn:aws:dynamodb:eu-west-1:444455556666:table/construction-expenses-staging-companies"
    })
    void an_answer_about_another_table_is_never_used(String pointer, String other) {
        seedStaging();
        cli.signedIn(StaticCredentialsProvider.create(AwsBasicCredentials.builder()
                .accessKeyId("AKIAIOSFODNN7EXAMPLE")
                .secretAccessKey("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
                .accountId("111122223333")
                .build()));
        cli.way(AnswerRewriter.by((called, request, answer) ->
                called.equals("DescribeTable") && request.toString().contains("-staging-companies\"")
                        ? with(answer, pointer, '"' + other + '"')
                        : answer));

        for (String command : List.of(
                "create companies invitations --reconcile --yes -e staging",
                "diff companies invitations -e staging",
                "export companies invitations -e staging --schemas " + folder.resolve("exported"),
                "add-gsi --table companies --index by-x --partition-key x:S -e staging",
                "add-gsi --from-schema companies invitations --yes -e staging")) {
            CliRunner.Result ended = run(command);
            assertThat(ended.err())
                    .as(command)
                    .containsPattern(
                            "ddbtool: companies: DescribeTable on 'construction-expenses-staging-companies'"
                                    + " returned (another table, '|a table of the wrong account: expected '111122223333', found '444455556666')");
            assertThat(ended.exitCode()).as(command).isEqualTo(4);
        }
        assertThat(cli.fake().calls())
                .filteredOn(call -> call.mutation() && call.request().toString().contains("companies"))
                .isEmpty();
    }

    private void seedStaging() {
        for (String table : List.of("companies", "invitations")) {
            cli.fake().seed(ExampleTables.createTable(table, ExampleTables.PREFIX + "staging-" + table));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CreateTable, create companies invitations -e dev, dev",
        "UpdateTable, add-gsi --table companies --index by-x --partition-key x:S -e staging, staging"
    })
    void an_answer_to_a_change_about_another_table_fails_the_table(
            String operation, String command, String environment) {
        seedStaging();
        String name = ExampleTables.PREFIX + environment + "-companies";
        cli.way(AnswerRewriter.by((called, request, answer) ->
                called.equals(operation) && request.at("/TableName").asText().equals(name)
                        ? with(answer, "/TableDescription/TableName", '"' + COMPANIES + '"')
                        : answer));

        CliRunner.Result ended = run(command);

        assertThat(ended.err())
                .contains("ddbtool: companies: " + operation + " on '" + name + "' returned another table, '"
                        + COMPANIES + "'");
        assertThat(ended.exitCode()).isEqualTo(4);
    }

    @Test
    void an_answer_about_another_table_during_a_wait_or_read_back_fails_the_table() {
        cli.fake().behave(Behaviour.likeAws());
        cli.way(AnswerRewriter.by((called, request, answer) -> called.equals("DescribeTable")
                        && request.at("/TableName").asText().endsWith("-dev-companies")
                        && answer.at("/Table/TableStatus").asText().equals("ACTIVE")
                ? with(answer, "/Table/TableName", '"' + COMPANIES + '"')
                : answer));

        CliRunner.Result create = run("create companies invitations -e dev");

        assertThat(create.err()).contains("returned another table, '" + COMPANIES + "'");
        assertThat(create.out()).contains("! companies").contains("+ invitations");
        assertThat(create.exitCode()).isEqualTo(4);
    }

    /** DynamoDB Local always returns {@code ddblocal} and {@code 000000000000}. */
    @Test
    void the_account_in_arns_of_an_emulator_is_accepted() {
        cli.variable("AWS_ENDPOINT_URL", "http://localhost:8000").fake().unsupported("ListTagsOfResource");
        boolean[] first = {true};
        cli.way(AnswerRewriter.by((called, request, answer) -> {
            if (!called.equals("DescribeTable")) {
                return answer;
            }
            String name = request.at("/TableName").asText();
            String account = first[0] ? "000000000000" : "999999999999";
            first[0] = false;
            return with(answer, "/Table/TableArn", "\"arn:aws:dynamodb:ddblocal:" + account + ":table/" + name + '"');
        }));

        assertThat(run("export companies invitations --schemas " + folder.resolve("exported"))
                        .exitCode())
                .isZero();
    }

    // ---- odd values

    private static final List<String> WRONG = List.of("\"odd\"", "-7.5", "true", "{}", "[null]");

    /** Each member of each response in turn is missing or has an odd value. */
    @ParameterizedTest
    @MethodSource
    void odd_answers_cause_no_internal_error_and_fail_no_other_table(String operation, String pointer) {
        DirectEdit edit = cli.fake().edit(COMPANIES);
        MORE.forEach(edit::member);

        List<String> commands = List.of(
                "diff companies invitations",
                "export companies invitations --schemas " + folder.resolve("exported"),
                "create companies invitations --reconcile --dry-run",
                "add-gsi --from-schema companies invitations --dry-run");
        int next = pointer.length(); // in turn, so that each command and each kind of member meets each change
        for (String value : List.of("null", WRONG.get(next % WRONG.size()), WRONG.get((next + 2) % WRONG.size()))) {
            answer(operation, (called, request, answer) -> with(answer, pointer, value));
            String command = commands.get(next++ % commands.size());
            CliRunner.Result ended = run(command);
            assertThat(ended.exitCode())
                    .as(command + " with " + value + "\n" + ended.screen())
                    .isIn(0, 1, 4, 5);
            assertThat(ended.out()).as(command + " with " + value).doesNotContain("! invitations");
        }
    }

    static Stream<Arguments> odd_answers_cause_no_internal_error_and_fail_no_other_table() {
        CliRunner cli = CliRunner.withFake();
        DirectEdit edit = cli.fake()
                .seed(ExampleTables.createTable("companies", COMPANIES))
                .tags(Map.of("team", "core"));
        MORE.forEach(edit::member);
        List<Arguments> places = new ArrayList<>();
        cli.way(AnswerRewriter.by((called, request, answer) -> {
            pointers(answer, "").forEach(pointer -> places.add(arguments(called, pointer)));
            return answer;
        }));
        cli.run("diff", "companies");
        return places.stream().distinct();
    }

    private static List<String> pointers(JsonNode value, String pointer) {
        List<String> pointers = new ArrayList<>();
        value.properties().forEach(member -> {
            pointers.add(pointer + "/" + member.getKey());
            pointers.addAll(pointers(member.getValue(), pointer + "/" + member.getKey()));
        });
        if (value.isArray() && !value.isEmpty()) {
            pointers.add(pointer + "/0");
            pointers.addAll(pointers(value.get(0), pointer + "/0"));
        }
        return pointers;
    }

    private static JsonNode with(JsonNode answer, String pointer, String value) {
        JsonPointer path = JsonPointer.compile(pointer);
        JsonNode holder = answer.at(path.head());
        if (holder instanceof ObjectNode object) {
            object.set(path.last().getMatchingProperty(), json(value));
        } else if (holder instanceof ArrayNode list) {
            list.set(path.last().getMatchingIndex(), json(value));
        }
        return answer;
    }
}
