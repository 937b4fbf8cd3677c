package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.schema.RandomSchemas;
import dev.ddbtool.schema.RandomSchemas.Sse;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.file.SchemaReader;
import dev.ddbtool.schema.file.SchemaWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ddbtool convert --to schema}. */
class ConvertToSchemaTest {

    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String REQUEST = """
            {
              "TableName": "construction-expenses-staging-orders",
              "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
              "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
              "BillingMode": "PAY_PER_REQUEST"MORE
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final CliRunner cli = CliRunner.withFake();

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path input;

    @BeforeEach
    void use_the_examples() {
        input = folder.resolve("input.json");
    }

    private CliRunner.Result convert(String text, String... options) {
        ExampleFiles.text(input, text);
        return run(options);
    }

    private CliRunner.Result run(String... options) {
        String[] line = new String[options.length + 4];
        line[0] = "convert";
        line[1] = "--to";
        line[2] = "schema";
        line[3] = input.toString();
        System.arraycopy(options, 0, line, 4, options.length);
        return cli.run(line);
    }

    private static TableSchema read(CliRunner.Result ended) {
        assertThat(ended.exitCode()).as(ended.screen()).isZero();
        return SchemaReader.read("x.json", ended.out().getBytes(StandardCharsets.UTF_8));
    }

    private static String request(String more) {
        return REQUEST.replace("MORE", more);
    }

    /** The input of create-table has neither TTL nor recovery. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void input_for_create_table_becomes_the_same_table(long seed) {
        RandomSchemas random = new RandomSchemas(seed);
        for (int i = 0; i < 10; i++) {
            TableSchema schema = random.complete(Sse.AWS_OWNED_KEY, "").withoutStatistics();
            CliRunner.Result ended = convert(RandomSchemas.createTable(schema, schema.name()));

            TableSchema expected = new TableSchema(schema.table(), null, null, null);
            assertThat(ended.out()).isEqualTo(SchemaWriter.visibleText(expected));
        }
    }

    @Test
    void a_description_becomes_the_same_table_under_its_logical_name() {
        ExampleTables.production(cli.fake());
        String name = ExampleTables.PREFIX + "company-users";
        String described = cli.fake().table(name).path("Table").toString();

        Table bare = read(convert(described)).table();
        Table wrapped =
                read(convert("{\"TableDescription\": " + described + "}")).table();

        String committed = ExampleFiles.text(ExampleFiles.COMMITTED.resolve("company-users.json"));
        TableSchema expected = SchemaReader.read("x.json", committed.getBytes(StandardCharsets.UTF_8));
        assertThat(bare.tableName()).isEqualTo("company-users");
        assertThat(bare.keySchema()).isEqualTo(expected.table().keySchema());
        assertThat(bare.globalSecondaryIndexes()).isEqualTo(expected.table().globalSecondaryIndexes());
        assertThat(wrapped).isEqualTo(bare);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"PointInTimeRecoverySpecification\": {\"PointInTimeRecoveryEnabled\": {\"Fn::If\": [\"x\", true, false]}}",
                "\"PointInTimeRecoverySpecification\": {\"PointInTimeRecoveryEnabled\": \"yes\"}",
                "\"TimeToLiveSpecification\": {\"Enabled\": {\"Ref\": \"Ttl\"}, \"AttributeName\": \"until\"}",
                "\"SSESpecification\": {\"SSEEnabled\": {\"Ref\": \"Encrypted\"}}",
            })
    void a_flag_with_an_unknown_value_is_a_problem_and_not_off(String member) {
        CliRunner.Result ended = convert(request(", " + member));

        assertThat(ended.exitCode()).as(ended.screen()).isEqualTo(3);
        assertThat(ended.err()).contains("Status");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void control_characters_are_escaped_on_stdout() {
        CliRunner.Result ended = convert(request(", \"Tags\": [{\"Key\": \"team\", \"Value\": \"a\u009b\u202eb\"}]"));

        assertThat(ended.out()).doesNotContain("\u009b", "\u202e");
        assertThat(ended.screen()).doesNotContain("\u009b", "\u202e");
    }

    @Test
    void the_members_of_requests_and_of_cloudformation_are_renamed() {
        TableSchema schema = read(convert(request(", \"TableClass\": \"STANDARD_INFREQUENT_ACCESS\","
                + " \"SSESpecification\": {\"SSEEnabled\": true, \"KMSMasterKeyId\": \"" + KEY + "\"},"
                + " \"StreamSpecification\": {\"StreamViewType\": \"NEW_IMAGE\"},"
                + " \"TimeToLiveSpecification\": {\"Enabled\": true, \"AttributeName\": \"until\"},"
                + " \"PointInTimeRecoverySpecification\": {\"PointInTimeRecoveryEnabled\": true, \"RecoveryPeriodInDays\": 7},"
                + " \"Tags\": [{\"Key\": \"team\", \"Value\": \"a\"}]")));

        assertThat(schema.name()).isEqualTo("orders");
        assertThat(schema.table().tableClass()).isEqualTo("STANDARD_INFREQUENT_ACCESS");
        assertThat(schema.table().sseDescription()).isEqualTo(SseDescription.kms(KEY));
        assertThat(schema.table().streamViewType()).isEqualTo("NEW_IMAGE");
        assertThat(schema.timeToLive()).hasToString("TimeToLive[timeToLiveStatus=ENABLED, attributeName=until]");
        assertThat(schema.continuousBackups()).isNotNull();
        assertThat(String.valueOf(schema.continuousBackups())).contains("recoveryPeriodInDays=7");
        assertThat(schema.tags()).hasSize(1);
    }

    @Test
    void settings_that_are_off_are_off_in_the_schema_file() {
        TableSchema schema = read(convert(request(", \"SSESpecification\": {\"Enabled\": true, \"KMSMasterKeyId\":"
                + " \"alias/aws/dynamodb\"}, \"TimeToLiveSpecification\": {\"Enabled\": false},"
                + " \"PointInTimeRecoverySpecification\": {\"PointInTimeRecoveryEnabled\": false}")));

        assertThat(schema.table().sseDescription()).isEqualTo(SseDescription.kms(null));
        assertThat(schema.timeToLive()).hasToString("TimeToLive[timeToLiveStatus=DISABLED, attributeName=null]");
        assertThat(String.valueOf(schema.continuousBackups())).contains("pointInTimeRecoveryStatus=DISABLED");
        assertThat(schema.table().deletionProtected()).isFalse();
    }

    @Test
    void lists_what_the_file_lacks_and_what_is_not_kept() {
        CliRunner.Result ended =
                convert(request(", \"ResourcePolicy\": \"{}\", \"GlobalSecondaryIndexes\": [{\"IndexName\":"
                        + " \"by-id\", \"KeySchema\": [{\"AttributeName\": \"id\", \"KeyType\": \"HASH\"}], \"Projection\":"
                        + " {\"ProjectionType\": \"ALL\"}, \"WarmThroughput\": {\"ReadUnitsPerSecond\": 12000}}]"));

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEqualTo("""
                warning: 'orders': schema files do not keep ResourcePolicy, GlobalSecondaryIndexes.WarmThroughput
                note: 'orders': not in the file: TimeToLiveDescription, ContinuousBackupsDescription, Tags: add them, or write the file with ddbtool export
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "BillingMode": "PAY_PER_REQUEST" | "BillingMode": "PAY" | 5: unknown BillingMode 'PAY'
            "KeyType": "HASH" | "KeyType": "HUSH" | 3: unknown KeyType 'HUSH'
            "KeySchema" | "KeySchemas" | 3: unknown member 'KeySchemas' in Table: did you mean 'KeySchema'?
            "BillingMode" | "SSESpecification": {"Enabled": true, "KMSMasterKeyId": "alias/own"}, "BillingMode" | 5: KMSMasterKeyId is 'alias/own': write the ARN of the key
            "TableName" | "TableName": "a", "TableName" | 2: duplicate member 'TableName'
            "id" | "i\\ud800d" | contains half of a character
            }\\s*$ | `` | 6: unexpected end of file: the '{' on line 1 is not closed
            (?s).* | {"Type": "AWS::DynamoDB::Table", "Properties": {}} | 1: the file contains a CloudFormation resource: write its 'Properties' to a separate file
            (?s).* | {"a": 1} | 1: missing member 'Table' at the top level of the file
            """)
    void reports_problems_at_the_line_of_the_file(String part, String instead, String problem) {
        CliRunner.Result ended =
                convert(request("").replaceFirst(part, java.util.regex.Matcher.quoteReplacement(instead)));

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains(input + ":").contains(problem);
        assertThat(ended.err()).endsWith("hint: fix the problems above, then run the same command again\n");
    }

    @Test
    void reports_a_missing_file() {
        CliRunner.Result ended = run();

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err()).startsWith(input + ": ");
    }

    @Test
    void writes_schema_files_that_are_valid() {
        Path schemas = folder.resolve("schemas");
        CliRunner.Result ended = convert(request(""), "--out", schemas.toString());

        assertThat(ended.out()).isEqualTo("+ " + schemas.resolve("orders.json") + "  written\n1 converted\n");
        assertThat(ended.err()).endsWith("check the schema files: ddbtool validate " + schemas + "\n");
        assertThat(cli.run("validate", schemas.toString()).exitCode()).isZero();
    }

    @Test
    void replaces_the_file_that_it_converts_and_no_other() {
        input = folder.resolve("orders.json");

        assertThat(convert(request(""), "--out", folder.toString()).exitCode()).isZero();
        assertThat(run("--out", folder.toString()).out()).contains("= " + input + "  unchanged\n");
        input = folder.resolve("other.json");
        CliRunner.Result refused =
                convert(request(", \"TableClass\": \"STANDARD_INFREQUENT_ACCESS\""), "--out", folder.toString());

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("orders.json' already exists with other content");
    }

    @Test
    void refuses_two_files_of_one_table() {
        Path second = folder.resolve("second.json");
        ExampleFiles.text(second, request(""));

        CliRunner.Result refused = convert(request(""), second.toString(), "--out", folder.toString());

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains(second + ": duplicate table 'orders': convert only one of the files");
    }
}
