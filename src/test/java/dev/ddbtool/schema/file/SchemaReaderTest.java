package dev.ddbtool.schema.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.OnDemandThroughput;
import dev.ddbtool.schema.ProvisionedThroughput;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.Table.GlobalTableWitness;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaReaderTest {

    /** The four responses of the AWS CLI merged by {@code jq -s add}, with every member that the service may add. */
    private static final String FOUR_ANSWERS = """
            {
              "Table": {
                "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                "TableName": "construction-expenses-companies",
                "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                "TableStatus": "ACTIVE",
                "CreationDateTime": "2025-01-01T00:00:00.000000+00:00",
                "ProvisionedThroughput": {
                  "LastIncreaseDateTime": 1.5,
                  "LastDecreaseDateTime": 1.5,
                  "NumberOfDecreasesToday": 0,
                  "ReadCapacityUnits": 0,
                  "WriteCapacityUnits": 0
                },
                "TableSizeBytes": 10486,
                "ItemCount": 16,
                "TableArn": "arn:aws:dynamodb:eu-west-1:111122223333:table/construction-expenses-companies",
                "TableId": "x",
                "BillingModeSummary": {
                  "BillingMode": "PAY_PER_REQUEST",
                  "LastUpdateToPayPerRequestDateTime": "2025-01-01T00:00:00+00:00"
                },
                "GlobalSecondaryIndexes": [
                  {
                    "IndexName": "by-id",
                    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                    "Projection": {"ProjectionType": "ALL"},
                    "IndexStatus": "ACTIVE",
                    "Backfilling": false,
                    "ProvisionedThroughput": {
                      "NumberOfDecreasesToday": 0, "ReadCapacityUnits": 0, "WriteCapacityUnits": 0
                    },
                    "IndexSizeBytes": 1,
                    "ItemCount": 1,
                    "IndexArn": "x",
                    "OnDemandThroughput": {"MaxReadRequestUnits": -1, "MaxWriteRequestUnits": 7},
                    "WarmThroughput": {"ReadUnitsPerSecond": 1, "WriteUnitsPerSecond": 1, "Status": "ACTIVE"}
                  }
                ],
                "LatestStreamLabel": "x",
                "LatestStreamArn": "x",
                "GlobalTableVersion": "2019.11.21",
                "GlobalTableSettingsReplicationMode": "DISABLED",
                "Replicas": [
                  {
                    "RegionName": "us-east-1",
                    "ReplicaStatus": "ACTIVE",
                    "ReplicaArn": "x",
                    "ReplicaTableClassSummary": {"TableClass": "STANDARD", "LastUpdateDateTime": 1.5},
                    "GlobalSecondaryIndexes": [{"IndexName": "by-id", "WarmThroughput": {}}]
                  }
                ],
                "GlobalTableWitnesses": [{"RegionName": "eu-north-1", "WitnessStatus": "ACTIVE"}],
                "RestoreSummary": {"SourceTableArn": "x", "RestoreDateTime": 1.5, "RestoreInProgress": false},
                "SSEDescription": {"Status": "UPDATING", "SSEType": "KMS", "InaccessibleEncryptionDateTime": 1.5},
                "ArchivalSummary": {"ArchivalReason": "x"},
                "TableClassSummary": {"TableClass": "STANDARD", "LastUpdateDateTime": 1.5},
                "DeletionProtectionEnabled": false,
                "OnDemandThroughput": {"MaxReadRequestUnits": -1, "MaxWriteRequestUnits": -1},
                "WarmThroughput": {"ReadUnitsPerSecond": 12000, "WriteUnitsPerSecond": 4000, "Status": "ACTIVE"},
                "MultiRegionConsistency": "EVENTUAL"
              },
              "TimeToLiveDescription": {"TimeToLiveStatus": "ENABLING", "AttributeName": "ttl"},
              "ContinuousBackupsDescription": {
                "ContinuousBackupsStatus": "ENABLED",
                "PointInTimeRecoveryDescription": {
                  "PointInTimeRecoveryStatus": "ENABLING",
                  "RecoveryPeriodInDays": 35,
                  "EarliestRestorableDateTime": 1.5,
                  "LatestRestorableDateTime": 1.5
                }
              },
              "Tags": [
                {"Key": "aws:cloudformation:stack-name", "Value": "x"},
                {"Key": "Environment", "Value": "production"}
              ],
              "NextToken": "x",
              "ResponseMetadata": {"RequestId": "x"}
            }
            """;

    private static final String MINIMAL = """
            {"Table": {
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "TableName": "companies",
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]
            }}
            """;

    @Test
    void accepts_the_merged_responses_of_the_four_calls() {
        TableSchema schema = SchemaReader.read("x.json", FOUR_ANSWERS.getBytes(UTF_8));

        Table table = schema.table();
        assertThat(table.provisionedThroughput()).isNull();
        assertThat(table.onDemandThroughput()).isNull();
        assertThat(table.itemCount()).isEqualTo(16);
        assertThat(table.sseDescription()).isEqualTo(SseDescription.kms(null));
        assertThat(table.globalTableWitnesses()).containsExactly(new GlobalTableWitness("eu-north-1"));
        GlobalSecondaryIndex index = table.globalSecondaryIndexes().get(0);
        assertThat(index.provisionedThroughput()).isNull();
        assertThat(index.onDemandThroughput()).isEqualTo(new OnDemandThroughput(null, 7L));
        assertThat(schema.timeToLive()).isEqualTo(TimeToLive.on("ttl"));
        assertThat(schema.continuousBackups())
                .isEqualTo(new ContinuousBackups("ENABLED", new ContinuousBackups.PointInTimeRecovery("ENABLED", 35)));
        assertThat(schema.tags()).containsExactly(new Tag("Environment", "production"));
    }

    @Test
    void writes_nothing_specific_to_an_account_or_a_time() {
        String text = SchemaWriter.text(SchemaReader.read("x.json", FOUR_ANSWERS.getBytes(UTF_8)));

        assertThat(text).doesNotContain("arn:", "2025-", "aws:", "ING\"", "Warm", "\"x\"", "1.5", ": -1");
    }

    @Test
    void keeps_absent_members_unknown() {
        TableSchema schema = SchemaReader.read("x.json", MINIMAL.getBytes(UTF_8));

        assertThat(schema.timeToLive()).isNull();
        assertThat(schema.continuousBackups()).isNull();
        assertThat(schema.tags()).isNull();
        assertThat(schema.table().sseDescription()).isNull();
        assertThat(schema.table().globalSecondaryIndexes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"TableStatus\": \"ACTIVE\"", "\"TableArn\": \"x\""})
    void reads_what_a_raw_answer_lacks_as_aws_means_it(String member) {
        TableSchema answer = SchemaReader.read(
                "x.json",
                MINIMAL.replace(
                                "\"TableName\"",
                                member
                                        + ", \"ProvisionedThroughput\": {\"ReadCapacityUnits\": 5, \"WriteCapacityUnits\": 2},"
                                        + " \"TableName\"")
                        .getBytes(UTF_8));

        assertThat(answer.answer()).isTrue();
        assertThat(answer.table().billingModeSummary()).isEqualTo(new BillingModeSummary("PROVISIONED"));
        assertThat(answer.table().sseDescription()).isEqualTo(SseDescription.AWS_OWNED_KEY);
        assertThat(answer.continuousBackups()).isNull();
        assertThat(SchemaReader.read("x.json", MINIMAL.getBytes(UTF_8)).answer())
                .isFalse();
    }

    @Test
    void keeps_what_a_raw_answer_says() {
        TableSchema answer = SchemaReader.read("x.json", FOUR_ANSWERS.getBytes(UTF_8));

        assertThat(answer.answer()).isTrue();
        assertThat(answer.table().billingModeSummary()).isEqualTo(new BillingModeSummary("PAY_PER_REQUEST"));
    }

    @ParameterizedTest
    @CsvSource({
        "ENABLING, ENABLED",
        "ENABLED, ENABLED",
        "DISABLING, DISABLED",
        "DISABLED, DISABLED",
        "NEWER, NEWER",
    })
    void replaces_statuses_in_transition_by_their_goal(String given, String read) {
        TableSchema schema = SchemaReader.read(
                "x.json", MINIMAL.replace("}}", """
                                , "SSEDescription": {"Status": "STATE"}},
                                "TimeToLiveDescription": {"TimeToLiveStatus": "STATE", "AttributeName": "ttl"},
                                "ContinuousBackupsDescription": {"ContinuousBackupsStatus": "STATE",
                                "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "STATE"}}}
                                """).replace("STATE", given).getBytes(UTF_8));

        assertThat(schema.table().sseDescription()).isEqualTo(new SseDescription(read, null, null));
        assertThat(schema.timeToLive())
                .isEqualTo(read.equals("DISABLED") ? TimeToLive.OFF : new TimeToLive(read, "ttl"));
        assertThat(schema.continuousBackups())
                .isEqualTo(new ContinuousBackups(read, new ContinuousBackups.PointInTimeRecovery(read, null)));
    }

    @Test
    void keeps_the_key_while_encryption_is_updating() {
        TableSchema schema = SchemaReader.read(
                "x.json",
                MINIMAL.replace(
                                "\n}}",
                                ", \"SSEDescription\": {\"Status\": \"ENABLING\", \"SSEType\": \"KMS\", \"KMSMasterKeyArn\": \"k\"}}}")
                        .getBytes(UTF_8));

        assertThat(schema.table().sseDescription()).isEqualTo(SseDescription.kms("k"));
        assertThat(schema.withAwsManagedKey().table().sseDescription()).isEqualTo(SseDescription.kms(null));
    }

    @Test
    void keeps_backups_without_recovery() {
        TableSchema schema = SchemaReader.read(
                "x.json",
                MINIMAL.replace(
                                "}}",
                                "}, \"ContinuousBackupsDescription\": {\"ContinuousBackupsStatus\": \"ENABLING\"}}")
                        .getBytes(UTF_8));

        assertThat(schema.continuousBackups()).isEqualTo(new ContinuousBackups("ENABLED", null));
    }

    @Test
    void accepts_the_largest_number() {
        TableSchema schema = SchemaReader.read(
                "x.json",
                MINIMAL.replace("\n}}", ", \"ItemCount\": 9223372036854775807}}")
                        .getBytes(UTF_8));

        assertThat(schema.table().itemCount()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void reports_invalid_json_with_its_line() {
        assertThat(problemsOf("{\n\n]")).containsExactly("x.json:3: ']' does not match the opening bracket");
    }

    @Test
    void keeps_zero_throughput_of_a_provisioned_table_for_the_rules() {
        TableSchema schema = SchemaReader.read(
                "x.json",
                MINIMAL.replace(
                                "}}",
                                ", \"ProvisionedThroughput\": {\"ReadCapacityUnits\": 0, \"WriteCapacityUnits\": 0}}}")
                        .getBytes(UTF_8));

        assertThat(schema.table().provisionedThroughput()).isEqualTo(new ProvisionedThroughput(0, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"BillingModeSummary\": {\"BilingMode\": \"PROVISIONED\", \"BillingMode\": \"PROVISIONED\"} | unknown member 'BilingMode' in Table.BillingModeSummary: did you mean 'BillingMode'?",
                "\"Tags\": [] | unknown member 'Tags' in Table: it belongs at the top level of the file",
                "\"BillingMode\": \"PROVISIONED\" | unknown member 'BillingMode' in Table: write it as \"BillingModeSummary\": {\"BillingMode\": …}",
                "\"BilingMode\": \"PROVISIONED\" | unknown member 'BilingMode' in Table: did you mean 'BillingModeSummary'?",
                "\"TableClass\": \"STANDARD\" | unknown member 'TableClass' in Table: write it as \"TableClassSummary\": {\"TableClass\": …}",
                "\"SSESpecification\": {\"Enabled\": true} | unknown member 'SSESpecification' in Table: write it as \"SSEDescription\": {\"Status\": \"ENABLED\" or \"DISABLED\"}",
                "\"StreamViewType\": \"NEW_IMAGE\" | unknown member 'StreamViewType' in Table: it belongs in Table.StreamSpecification",
                "\"StreamSpecification\": {\"StreamViewType\": \"NEW_IMAGE\"} | missing member 'StreamEnabled' in Table.StreamSpecification: add it",
                "\"RecoveryPeriodInDays\": 5 | unknown member 'RecoveryPeriodInDays' in Table: it belongs in ContinuousBackupsDescription.PointInTimeRecoveryDescription",
                "\"StreamSpecification\": {\"Zzz\": 1, \"StreamEnabled\": false} | unknown member 'Zzz' in Table.StreamSpecification: remove it; known members: StreamEnabled, StreamViewType",
                "\"VectorIndexes\": [{\"IndexName\": \"abc\", \"IndexNme\": 1}] | unknown member 'IndexNme' in Table.VectorIndexes: did you mean 'IndexName'?",
                "\"GlobalSecondaryIndexes\": [{\"IndexName\": \"abc\", \"KeySchema\": [], \"NonKeyAttributes\": [\"a\"]}] | unknown member 'NonKeyAttributes' in Table.GlobalSecondaryIndexes: it belongs in Table.GlobalSecondaryIndexes.Projection",
                "\"ProvisionedThroughput\": {\"ReadCapacityUnits\": \"ten\", \"WriteCapacityUnits\": 1} | 'ReadCapacityUnits' must be a whole number, but is 'ten'",
                "\"ProvisionedThroughput\": {\"ReadCapacityUnits\": 1.5, \"WriteCapacityUnits\": 1} | 'ReadCapacityUnits' must be a whole number, but is 1.5",
                "\"ProvisionedThroughput\": {\"ReadCapacityUnits\": 9223372036854775808, \"WriteCapacityUnits\": 1} | 'ReadCapacityUnits' is 9223372036854775808; the limit is 1000000000000: use a smaller number",
                "\"ItemCount\": 99999999999999999999 | 'ItemCount' is 99999999999999999999; the limit is 9223372036854775807: use a smaller number",
                "\"ItemCount\": 9223372036854775808 | 'ItemCount' is 9223372036854775808; the limit is 9223372036854775807: use a smaller number",
                "\"VectorIndexes\": [{\"IndexName\": \"abc\", \"Dimensions\": -9223372036854775809}] | 'Dimensions' is -9223372036854775809; the limit is 9223372036854775807: use a smaller number",
                "\"StreamSpecification\": {\"StreamEnabled\": \"true\"} | 'StreamEnabled' must be true or false, but is 'true'",
                "\"MultiRegionConsistency\": 5 | 'MultiRegionConsistency' must be a string in double quotes, but is 5",
                "\"MultiRegionConsistency\": \"\\ud800\" | 'MultiRegionConsistency' is '\\ud800', which contains half of a character: write the whole character",
                "\"Replicas\": {} | 'Replicas' must be a list, but is an object",
                "\"TableClassSummary\": [] | 'TableClassSummary' must be an object with TableClass, but is a list",
                "\"Replicas\": [null] | 'Replicas' must be an object with RegionName, KMSMasterKeyId, ProvisionedThroughputOverride, OnDemandThroughputOverride, GlobalSecondaryIndexes, ReplicaTableClassSummary, but is null",
                "\"StreamSpecification\": {\"StreamEnabled\": null} | missing member 'StreamEnabled' in Table.StreamSpecification: add it",
                "\"NoSuchMember\": null | unknown member 'NoSuchMember' in Table: remove it; known members: AttributeDefinitions, TableName, KeySchema, ProvisionedThroughput, TableSizeBytes, ItemCount, BillingModeSummary, LocalSecondaryIndexes, GlobalSecondaryIndexes, StreamSpecification, Replicas, GlobalTableWitnesses, SSEDescription, TableClassSummary, DeletionProtectionEnabled, OnDemandThroughput, MultiRegionConsistency, VectorIndexes",
                "\"TableClassSummary\": {} | missing member 'TableClass' in Table.TableClassSummary: add it",
                "\"GlobalSecondaryIndexes\": [{\"KeySchema\": [], \"Projection\": {\"ProjectionType\": \"ALL\"}}] | missing member 'IndexName' in Table.GlobalSecondaryIndexes: add it",
                "\"LocalSecondaryIndexes\": [{\"IndexName\": \"abc\", \"KeySchema\": []}] | missing member 'Projection' in Table.LocalSecondaryIndexes: add it",
            })
    void refuses_unknown_members_and_wrong_types(String member, String message) {
        String file = MINIMAL.replace("\n}}", ",\n" + member + "\n}}");

        assertThat(problemsOf(file)).containsExactly("x.json:5: " + message);
    }

    /**
     * Other tools print absent members as null, and older versions of ddbtool wrote empty lists and streams that are
     * off.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null | null | null | null",
                "[]   | []   | []   | {\"StreamEnabled\": false}",
                "[]   | null | []   | {\"StreamEnabled\": false, \"StreamViewType\": null}",
            })
    void reads_null_and_empty_members_as_absent(String values) {
        String[] each = values.split("\\|", -1);
        String members = """
                ,
                "LocalSecondaryIndexes": %s,
                "GlobalSecondaryIndexes": %s,
                "VectorIndexes": %s,
                "StreamSpecification": %s,
                "TableClassSummary": null, "SSEDescription": null, "OnDemandThroughput": null, "Replicas": null}}""".formatted((Object[]) each);

        assertThat(read(MINIMAL.replace("\n}}", members))).isEqualTo(read(MINIMAL));
    }

    /** Absent members of the other three calls are unknown, which is not the same as off or empty. */
    @Test
    void reads_null_beside_the_table_as_unknown() {
        String file = MINIMAL.replace("\n}}", """
                },
                "TimeToLiveDescription": null, "ContinuousBackupsDescription": null, "Tags": null}""");

        assertThat(read(file)).isEqualTo(read(MINIMAL));
        assertThat(read(file).tags()).isNull();
    }

    @Test
    void reports_missing_required_members() {
        assertThat(problemsOf("{\n\"Table\": {}}"))
                .containsExactly(
                        "x.json:2: missing member 'AttributeDefinitions' in Table: add it",
                        "x.json:2: missing member 'TableName' in Table: add it",
                        "x.json:2: missing member 'KeySchema' in Table: add it");
        assertThat(problemsOf("{}"))
                .containsExactly("x.json:1: missing member 'Table' at the top level of the file: add it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"TableName": "a", "KeySchema": [], "TableStatus": "ACTIVE", "BillingModeSummary": {}} | a table without a 'Table' member: run 'ddbtool convert --to schema FILE'
            {"TableName": "a", "KeySchema": [], "ProvisionedThroughput": {}} | input for create-table: run 'ddbtool convert --to schema FILE'
            {"AttributeDefinitions": [], "BillingMode": "PROVISIONED", "Tags": []} | input for create-table: run 'ddbtool convert --to schema FILE'
            {"TableDescription": {"TableName": "a"}} | the output of create-table: run 'ddbtool convert --to schema FILE'
            {"Type": "AWS::DynamoDB::Table", "Properties": {"BillingMode": "PAY_PER_REQUEST"}} | a CloudFormation resource: write its 'Properties' to a separate file without intrinsic functions, then run 'ddbtool convert --to schema FILE' for it
            {"Resources": {"Role": {"Type": "AWS::IAM::Role"}, "A": {"Type": "AWS::DynamoDB::Table", "Properties": {"Tags": []}}}} | a CloudFormation resource: write its 'Properties' to a separate file without intrinsic functions, then run 'ddbtool convert --to schema FILE' for it
            {"A": {"Type": "AWS::DynamoDB::Table", "Properties": {}}} | a CloudFormation resource: write its 'Properties' to a separate file without intrinsic functions, then run 'ddbtool convert --to schema FILE' for it
            {"Resources": {"Role": {"Type": "AWS::IAM::Role"}}} | a CloudFormation template without tables: remove it from the folder
            """)
    void explains_how_to_convert_other_forms(String file, String sentence) {
        assertThat(problemsOf(file)).containsExactly("x.json:1: the file contains " + sentence);
    }

    @Test
    void explains_a_document_that_is_not_an_object() {
        assertThat(problemsOf("[{}]"))
                .containsExactly(
                        "x.json:1: the file must contain one JSON object with a 'Table' member, but contains a list:"
                                + " merge the responses into one object, for example with 'jq -s add'");
        assertThat(problemsOf("5"))
                .containsExactly(
                        "x.json:1: the file must contain one JSON object with a 'Table' member, but contains 5");
    }

    @Test
    void reports_a_duplicate_member() {
        assertThat(problemsOf(MINIMAL.replace("\n}}", ",\n\"TableName\": \"companies\"}}")))
                .containsExactly("x.json:5: duplicate member 'TableName' on lines 3 and 5: remove one");
    }

    @Test
    void keeps_values_on_one_line() {
        assertThat(problemsOf(MINIMAL.replace("\n}}", ",\n\"ItemCount\": \"a\\nb" + "c".repeat(200) + "\"}}")))
                .containsExactly(
                        "x.json:5: 'ItemCount' must be a whole number, but is 'a\\u000ab" + "c".repeat(77) + "…'");
    }

    private static TableSchema read(String text) {
        return SchemaReader.read("x.json", text.getBytes(UTF_8));
    }

    private static List<String> problemsOf(String text) {
        InvalidSchemaException e = catchThrowableOfType(
                InvalidSchemaException.class, () -> SchemaReader.read("x.json", text.getBytes(UTF_8)));
        return e.problems().stream().map(FileProblem::toString).toList();
    }
}
