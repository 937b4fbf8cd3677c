package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeHttpServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The output of {@code aws dynamodb describe-table} is a valid schema file, alone and merged with the other three calls. */
class RawDynamoDbAnswersTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final CliRunner cli = CliRunner.withFake();

    @BeforeEach
    void use_a_folder_without_schemas() {
        cli.variable("SCHEMA_DIR", folder.toString());
    }

    /** The AWS managed key can be given by alias or ARN, and is recognised by the ARN in the file. */
    @ParameterizedTest
    @CsvSource({"alone, none", "alone, alias", "alone, ARN", "merged, none", "merged, alias", "merged, ARN"})
    void the_thirteen_tables_can_be_recreated_from_it(String how, String key) {
        ExampleTables.production(cli.fake());
        boolean merged = how.equals("merged");
        List<String> arns = write(
                ExampleTables.names(),
                merged ? RawDynamoDbClient::merged : RawDynamoDbClient::described,
                merged ? RawDynamoDbClient::withIsoDates : UnaryOperator.identity());
        assertThat(arns).hasSize(1);
        String named = switch (key) {
            case "alias" -> " --kms-key alias/aws/dynamodb";
            case "ARN" -> " --kms-key " + arns.get(0);
            default -> "";
        };

        assertThat(run("validate " + folder).out()).isEqualTo("13 valid\n");
        CliRunner.Result created = run("create -e dev" + named);

        assertThat(created.out()).as(created.err()).endsWith("13 created\n");
        assertThat(created.exitCode()).isZero();
        assertThat(cli.fake().calls())
                .filteredOn(call -> call.operation().equals("CreateTable"))
                .allSatisfy(call ->
                        assertThat(call.request().get("SSESpecification")).hasToString("{\"Enabled\":true}"));
        CliRunner.Result compared = run("diff -e dev" + named);
        assertThat(compared.out()).endsWith("13 in sync\n");
        assertThat(compared.exitCode()).isZero();
        for (String table : ExampleTables.names()) {
            JsonNode before = cli.fake().table(ExampleTables.PREFIX + table);
            JsonNode after = cli.fake().table(ExampleTables.PREFIX + "dev-" + table);
            assertThat(RawDynamoDbClient.lasting(after.at("/Table")))
                    .as(table)
                    .isEqualTo(RawDynamoDbClient.lasting(before.at("/Table")));
            assertThat(RawDynamoDbClient.lasting(after.at("/ContinuousBackupsDescription")))
                    .isEqualTo(RawDynamoDbClient.lasting(before.at("/ContinuousBackupsDescription")));
            assertThat(after.at("/Tags")).hasToString("[{\"Key\":\"Environment\",\"Value\":\"dev\"}]");
            assertThat(after.at("/TimeToLiveDescription"))
                    .isEqualTo(merged ? before.at("/TimeToLiveDescription") : off(after));
        }
    }

    /** The owner of a key in another account is unknown. */
    @Test
    void a_key_of_another_account_counts_as_customer_managed() {
        ExampleTables.production(cli.fake());
        List<String> arns = write(List.of("companies"), RawDynamoDbClient::described, UnaryOperator.identity());
        Path file = folder.resolve("companies.json");
        String foreign = arns.get(0).replace("111122223333", "444455556666");
        ExampleFiles.text(file, ExampleFiles.text(file).replace(arns.get(0), foreign));

        CliRunner.Result refused = run("create -e dev");

        assertThat(refused.exitCode()).isEqualTo(5);
        assertThat(refused.err()).contains(foreign, "--kms-key alias/aws/dynamodb");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    private static JsonNode off(JsonNode table) {
        return ((ObjectNode) table).objectNode().put("TimeToLiveStatus", "DISABLED");
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void a_table_with_every_setting_is_recreated_with_a_customer_managed_key(boolean merged, boolean provisioned) {
        cli.fake().makeKey("alias/books");
        cli.fake().makeKey("alias/dev-books");
        String billing = provisioned ? " --billing as-exported" : "";
        ExampleFiles.text(folder.resolve("books.json"), CompleteSchemaFile.with(provisioned ? """
                /Table/BillingModeSummary {"BillingMode": "PROVISIONED"}
                /Table/ProvisionedThroughput {"ReadCapacityUnits": 5, "WriteCapacityUnits": 2}
                /Table/GlobalSecondaryIndexes/0/ProvisionedThroughput {"ReadCapacityUnits": 4, "WriteCapacityUnits": 1}
                /Table/VectorIndexes []
                """ : """
                /Table/OnDemandThroughput {"MaxReadRequestUnits": 50}
                /Table/GlobalSecondaryIndexes/0/OnDemandThroughput {"MaxWriteRequestUnits": 7}
                /Table/TableClassSummary {"TableClass": "STANDARD_INFREQUENT_ACCESS"}
                """));
        assertThat(run("create --yes --kms-key alias/books" + billing).exitCode())
                .isZero();
        cli.fake()
                .edit(ExampleTables.PREFIX + "books")
                .tags(Map.of("Environment", "production", "team", "payments", "aws:cloudformation:stack-id", "x"));
        write(
                List.of("books"),
                merged ? RawDynamoDbClient::merged : RawDynamoDbClient::described,
                merged ? UnaryOperator.identity() : RawDynamoDbClient::withIsoDates);

        assertThat(run("validate").out()).isEqualTo("1 valid\n");
        assertThat(run("create -e dev" + billing).exitCode()).isEqualTo(5);
        CliRunner.Result created = run("create -e dev --kms-key alias/dev-books" + billing);

        assertThat(created.exitCode()).as(created.screen()).isZero();
        assertThat(run("diff -e dev --kms-key alias/dev-books" + billing).exitCode())
                .isZero();
        JsonNode before = cli.fake().table(ExampleTables.PREFIX + "books");
        JsonNode after = cli.fake().table(ExampleTables.PREFIX + "dev-books");
        assertThat(after.at("/Table/SSEDescription/KMSMasterKeyArn"))
                .isNotEqualTo(before.at("/Table/SSEDescription/KMSMasterKeyArn"));
        assertThat(withoutKey(RawDynamoDbClient.lasting(after.at("/Table"))))
                .isEqualTo(withoutKey(RawDynamoDbClient.lasting(before.at("/Table"))));
        if (merged) {
            assertThat(after.at("/TimeToLiveDescription")).isEqualTo(before.at("/TimeToLiveDescription"));
            assertThat(RawDynamoDbClient.lasting(after.at("/ContinuousBackupsDescription")))
                    .isEqualTo(RawDynamoDbClient.lasting(before.at("/ContinuousBackupsDescription")));
            assertThat(after.at("/Tags").findValuesAsText("Key")).containsExactly("Environment", "team");
            assertThat(after.at("/Tags").findValuesAsText("Value")).containsExactly("dev", "payments");
        }
    }

    @Test
    void a_table_is_in_sync_with_its_own_describe_table_output() {
        ExampleTables.production(cli.fake());
        write(ExampleTables.names(), RawDynamoDbClient::merged, UnaryOperator.identity());

        assertThat(run("diff --kms-key alias/aws/dynamodb").out()).endsWith("13 in sync\n");
    }

    @Test
    void an_emulator_ignores_the_keys_of_the_files() {
        ExampleTables.production(cli.fake());
        write(ExampleTables.names(), RawDynamoDbClient::merged, UnaryOperator.identity());
        cli.variable("AWS_ENDPOINT_URL", "http://localhost:8000");

        CliRunner.Result compared = run("diff");
        CliRunner.Result created = run("create -e dev");

        assertThat(compared.out()).endsWith("13 in sync\n");
        assertThat(compared.exitCode()).isZero();
        assertThat(compared.err())
                .containsOnlyOnce("note: ignoring the KMS key in 13 schema files: emulators have no KMS keys\n");
        assertThat(created.out()).as(created.err()).endsWith("13 created\n");
        assertThat(run("diff -e dev").exitCode()).isZero();
    }

    @Test
    void an_unreadable_key_is_in_sync_with_itself_and_not_called_customer_managed() {
        ExampleTables.production(cli.fake());
        List<String> arns = write(ExampleTables.names(), RawDynamoDbClient::merged, UnaryOperator.identity());
        cli.fake().deny("DescribeKey");

        CliRunner.Result compared = run("diff");
        CliRunner.Result refused = run("create companies -e dev");

        assertThat(compared.out()).endsWith("13 in sync\n");
        assertThat(compared.exitCode()).isZero();
        assertThat(refused.exitCode()).isEqualTo(5);
        assertThat(refused.err())
                .contains("the schema file names the KMS key '" + arns.get(0) + "'")
                .doesNotContain("customer");
    }

    @Test
    void settings_that_describe_table_does_not_tell_are_noted_and_not_compared() {
        ExampleTables.production(cli.fake());
        write(ExampleTables.names(), RawDynamoDbClient::described, UnaryOperator.identity());
        cli.fake()
                .edit(ExampleTables.PREFIX + "companies")
                .recovery(0)
                .timeToLive("until")
                .tags(Map.of());

        CliRunner.Result compared = run("diff");
        CliRunner.Result staging = run("create -e dev --dry-run");

        assertThat(compared.out()).endsWith("13 in sync\n");
        assertThat(compared.err())
                .containsOnlyOnce("note: raw AWS output in 13 schema files lacks TimeToLiveDescription,"
                        + " ContinuousBackupsDescription, Tags: these settings are unknown and are not compared\n");
        assertThat(staging.err())
                .containsOnlyOnce("note: raw AWS output in 13 schema files lacks TimeToLiveDescription, Tags: ");
        assertThat(run("diff --quiet").err()).doesNotContain("note:");
    }

    @Test
    void a_provisioned_table_and_the_key_owned_by_aws_are_recreated_from_describe_table() {
        cli.fake().seed("""
                        {"TableName": "construction-expenses-books", "BillingMode": "PROVISIONED",
                        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                        "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 2}}
                        """).key(null).recovery(35);
        write(List.of("books"), RawDynamoDbClient::described, UnaryOperator.identity());
        assertThat(ExampleFiles.text(folder.resolve("books.json"))).doesNotContain("BillingMode", "SSEDescription");

        assertThat(run("diff").out()).isEqualTo("= books  in sync\n1 in sync\n");
        cli.fake().edit(ExampleTables.PREFIX + "books").remove();
        assertThat(run("create --yes").exitCode()).isZero();

        JsonNode made = cli.fake().table(ExampleTables.PREFIX + "books").at("/Table");
        assertThat(made.at("/ProvisionedThroughput/ReadCapacityUnits").asInt()).isEqualTo(5);
        assertThat(made.has("SSEDescription")).isFalse();
        assertThat(run("diff").exitCode()).isZero();
    }

    /** Writes the responses of the calls to a file for each production table, and returns the ARNs of their keys. */
    private List<String> write(
            List<String> tables,
            BiFunction<RawDynamoDbClient, String, ObjectNode> calls,
            UnaryOperator<ObjectNode> printed) {
        List<String> arns = new ArrayList<>();
        try (FakeHttpServer server = FakeHttpServer.start(cli.fake())) {
            RawDynamoDbClient aws = RawDynamoDbClient.of(server.endpoint());
            for (String table : tables) {
                ObjectNode answer = printed.apply(calls.apply(aws, ExampleTables.PREFIX + table));
                arns.add(answer.at("/Table/SSEDescription/KMSMasterKeyArn").asText());
                ExampleFiles.text(folder.resolve(table + ".json"), answer.toString());
            }
        }
        return arns.stream().distinct().toList();
    }

    private CliRunner.Result run(String line) {
        return cli.run(line.split(" "));
    }

    private static JsonNode withoutKey(JsonNode table) {
        ((ObjectNode) table.at("/SSEDescription")).remove("KMSMasterKeyArn");
        return table;
    }
}
