package dev.ddbtool.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddbtool.aws.call.connect.CannedHttpClient;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.Step;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.OnDemandThroughput;
import dev.ddbtool.schema.ProvisionedThroughput;
import dev.ddbtool.schema.Replica;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import dev.ddbtool.schema.VectorIndex;
import dev.ddbtool.schema.file.SchemaReader;
import dev.ddbtool.schema.file.SchemaWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

class ResponseMapperTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Every member that a description can have, each with a value of its own. */
    private static final String FULLEST = """
            {"AttributeDefinitions": [
               {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "N"},
               {"AttributeName": "lk", "AttributeType": "B"}, {"AttributeName": "gk", "AttributeType": "S"}],
             "TableName": "books",
             "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
             "TableStatus": "ACTIVE", "CreationDateTime": 1.7E9,
             "ProvisionedThroughput": {"LastIncreaseDateTime": 1.7E9, "LastDecreaseDateTime": 1.7E9,
               "NumberOfDecreasesToday": 3, "ReadCapacityUnits": 11, "WriteCapacityUnits": 12},
             "TableSizeBytes": 10486, "ItemCount": 16,
             "TableArn": "arn:aws:dynamodb:eu-west-1:111122223333:table/books", "TableId": "id",
             "BillingModeSummary": {"BillingMode": "PROVISIONED", "LastUpdateToPayPerRequestDateTime": 1.7E9},
             "LocalSecondaryIndexes": [{"IndexName": "by-lk",
               "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "lk", "KeyType": "RANGE"}],
               "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["la"]},
               "IndexSizeBytes": 1, "ItemCount": 2, "IndexArn": "arn:l"}],
             "GlobalSecondaryIndexes": [{"IndexName": "by-gk",
               "KeySchema": [{"AttributeName": "gk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
               "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["ga", "gb"]},
               "IndexStatus": "ACTIVE", "Backfilling": false,
               "ProvisionedThroughput": {"LastIncreaseDateTime": 1.7E9, "NumberOfDecreasesToday": 0,
                 "ReadCapacityUnits": 21, "WriteCapacityUnits": 22},
               "IndexSizeBytes": 3, "ItemCount": 4, "IndexArn": "arn:g",
               "OnDemandThroughput": {"MaxReadRequestUnits": 31, "MaxWriteRequestUnits": 32},
               "WarmThroughput": {"ReadUnitsPerSecond": 1, "WriteUnitsPerSecond": 2, "Status": "ACTIVE"}}],
             "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"},
             "LatestStreamLabel": "label", "LatestStreamArn": "arn:s",
             "GlobalTableVersion": "2019.11.21",
             "Replicas": [{"RegionName": "eu-central-1", "ReplicaStatus": "ACTIVE",
               "ReplicaStatusDescription": "fine", "ReplicaStatusPercentProgress": "100",
               "KMSMasterKeyId": "arn:k", "ReplicaArn": "arn:r",
               "ProvisionedThroughputOverride": {"ReadCapacityUnits": 41},
               "OnDemandThroughputOverride": {"MaxReadRequestUnits": 42},
               "GlobalSecondaryIndexes": [{"IndexName": "by-gk",
                 "ProvisionedThroughputOverride": {"ReadCapacityUnits": 43},
                 "OnDemandThroughputOverride": {"MaxReadRequestUnits": 44}}],
               "ReplicaTableClassSummary": {"TableClass": "STANDARD_INFREQUENT_ACCESS"}}],
             "GlobalTableWitnesses": [{"RegionName": "eu-west-3", "WitnessStatus": "ACTIVE"}],
             "SSEDescription": {"Status": "ENABLED", "SSEType": "KMS", "KMSMasterKeyArn": "arn:key"},
             "TableClassSummary": {"TableClass": "STANDARD_INFREQUENT_ACCESS", "LastUpdateDateTime": 1.7E9},
             "DeletionProtectionEnabled": true,
             "OnDemandThroughput": {"MaxReadRequestUnits": 51, "MaxWriteRequestUnits": 52},
             "WarmThroughput": {"ReadUnitsPerSecond": 1, "WriteUnitsPerSecond": 2, "Status": "ACTIVE"},
             "MultiRegionConsistency": "STRONG",
             "VectorIndexes": [{"IndexName": "by-vector",
               "SearchSchema": [{"AttributeName": "pk", "SearchSchemaElementType": "FILTER"}],
               "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["va"]},
               "VectorAttribute": {"AttributeName": "vector"}, "Dimensions": 256, "DistanceFunction": "COSINE"}]}
            """;

    /** The part that a schema file keeps. */
    private static final String KEPT = """
            {"Table": {
             "AttributeDefinitions": [
               {"AttributeName": "gk", "AttributeType": "S"}, {"AttributeName": "lk", "AttributeType": "B"},
               {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "N"}],
             "TableName": "books",
             "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
             "ProvisionedThroughput": {"ReadCapacityUnits": 11, "WriteCapacityUnits": 12},
             "TableSizeBytes": 10486, "ItemCount": 16,
             "BillingModeSummary": {"BillingMode": "PROVISIONED"},
             "LocalSecondaryIndexes": [{"IndexName": "by-lk",
               "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "lk", "KeyType": "RANGE"}],
               "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["la"]}}],
             "GlobalSecondaryIndexes": [{"IndexName": "by-gk",
               "KeySchema": [{"AttributeName": "gk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
               "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["ga", "gb"]},
               "ProvisionedThroughput": {"ReadCapacityUnits": 21, "WriteCapacityUnits": 22},
               "OnDemandThroughput": {"MaxReadRequestUnits": 31, "MaxWriteRequestUnits": 32}}],
             "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"},
             "Replicas": [{"RegionName": "eu-central-1", "KMSMasterKeyId": "arn:k",
               "ProvisionedThroughputOverride": {"ReadCapacityUnits": 41},
               "OnDemandThroughputOverride": {"MaxReadRequestUnits": 42},
               "GlobalSecondaryIndexes": [{"IndexName": "by-gk",
                 "ProvisionedThroughputOverride": {"ReadCapacityUnits": 43},
                 "OnDemandThroughputOverride": {"MaxReadRequestUnits": 44}}],
               "ReplicaTableClassSummary": {"TableClass": "STANDARD_INFREQUENT_ACCESS"}}],
             "GlobalTableWitnesses": [{"RegionName": "eu-west-3"}],
             "SSEDescription": {"Status": "ENABLED", "SSEType": "KMS", "KMSMasterKeyArn": "arn:key"},
             "TableClassSummary": {"TableClass": "STANDARD_INFREQUENT_ACCESS"},
             "DeletionProtectionEnabled": true,
             "OnDemandThroughput": {"MaxReadRequestUnits": 51, "MaxWriteRequestUnits": 52},
             "MultiRegionConsistency": "STRONG",
             "VectorIndexes": [{"IndexName": "by-vector",
               "SearchSchema": [{"AttributeName": "pk", "SearchSchemaElementType": "FILTER"}],
               "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["va"]},
               "VectorAttribute": {"AttributeName": "vector"}, "Dimensions": 256, "DistanceFunction": "COSINE"}]}}
            """;

    private static final String BARE = """
            {"TableName": "books", "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
             "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}]}
            """;

    private static TableDescription description(String json) {
        return CannedHttpClient.dynamoDb(200, "{\"Table\": " + json + "}")
                .describeTable(request -> request.tableName("books"))
                .table();
    }

    private static Table table(String json) {
        TableDescription description = description(json);
        return ResponseMapper.table(description, ResponseMapper.encryption(description), true);
    }

    /** The bare table with one member more. */
    private static Table with(String members) {
        return table(BARE.strip().replaceFirst("}$", ", " + members + "}"));
    }

    @Test
    void maps_every_member_of_a_description() throws Exception {
        JsonNode written = JSON.readTree(SchemaWriter.bytes(new TableSchema(table(FULLEST), null, null, null)));

        assertThat(written.toPrettyString()).isEqualTo(JSON.readTree(KEPT).toPrettyString());
    }

    @Test
    void covers_every_member_of_the_sdk_description() throws Exception {
        assertThat(WireModelTest.absent(description(FULLEST), JSON.readTree(FULLEST)))
                .as("members without influence on what is kept, apart from which all are set above")
                .containsExactlyInAnyOrder(
                        "DisassociationProtectionEnabled",
                        "GlobalSecondaryIndexes.ProvisionedThroughput.LastDecreaseDateTime",
                        "GlobalTableSettingsReplicationMode",
                        "Replicas.GlobalSecondaryIndexes.WarmThroughput",
                        "Replicas.GlobalTableSettingsReplicationMode",
                        "Replicas.ReplicaInaccessibleDateTime",
                        "Replicas.ReplicaTableClassSummary.LastUpdateDateTime",
                        "Replicas.WarmThroughput",
                        "RestoreSummary",
                        "SSEDescription.InaccessibleEncryptionDateTime",
                        "ArchivalSummary",
                        "VectorIndexes.Backfilling",
                        "VectorIndexes.IndexArn",
                        "VectorIndexes.IndexSizeBytes",
                        "VectorIndexes.IndexStatus",
                        "VectorIndexes.ItemCount");
    }

    @Test
    void fills_in_the_defaults_of_a_minimal_description() throws Exception {
        JsonNode written = JSON.readTree(SchemaWriter.bytes(new TableSchema(table(BARE), null, null, null)));

        assertThat(written).isEqualTo(JSON.readTree("""
                                {"Table": {"AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
                                 "TableName": "books", "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
                                 "BillingModeSummary": {"BillingMode": "PROVISIONED"},
                                 "TableClassSummary": {"TableClass": "STANDARD"},
                                 "DeletionProtectionEnabled": false}}
                                """));
    }

    @Test
    void keeps_the_table_class_unknown_if_the_endpoint_does_not_report_it() {
        assertThat(ResponseMapper.table(description(BARE), null, false).tableClassSummary())
                .isNull();
    }

    /** Values that the service may add later are written, read and sent unchanged. */
    @Test
    void round_trips_values_newer_than_the_sdk() throws Exception {
        TableSchema schema = new TableSchema(
                table(newer(FULLEST)),
                ResponseMapper.timeToLive(TimeToLiveDescription.builder()
                        .timeToLiveStatus("NEWER_ENABLED")
                        .attributeName("ttl")
                        .build()),
                ResponseMapper.backups(
                        ContinuousBackupsDescription.builder()
                                .continuousBackupsStatus("NEWER_ENABLED")
                                .pointInTimeRecoveryDescription(r -> r.pointInTimeRecoveryStatus("NEWER_ENABLED"))
                                .build(),
                        false),
                List.of());

        byte[] written = SchemaWriter.bytes(schema);

        assertThat(JSON.readTree(written).path("Table").toPrettyString())
                .isEqualTo(JSON.readTree(newer(KEPT)).path("Table").toPrettyString());
        assertThat(written)
                .asString(StandardCharsets.UTF_8)
                .contains(
                        "\"TimeToLiveStatus\": \"NEWER_ENABLED\"",
                        "\"ContinuousBackupsStatus\": \"NEWER_ENABLED\"",
                        "\"PointInTimeRecoveryStatus\": \"NEWER_ENABLED\"");
        TableSchema read = SchemaReader.read("books.json", written);
        assertThat(SchemaWriter.bytes(read)).isEqualTo(written);
        assertThat(new RequestMapper("books", "")
                        .body(new Step.CreateTable(read.table(), Encryption.AWS_OWNED_KEY, List.of()))
                        .toString())
                .contains(
                        "AttributeType=NEWER_B",
                        "KeyType=NEWER_RANGE",
                        "ProjectionType=NEWER_INCLUDE",
                        "BillingMode=NEWER_PROVISIONED",
                        "StreamViewType=NEWER_NEW_IMAGE",
                        "TableClass=NEWER_STANDARD_INFREQUENT_ACCESS",
                        "SearchSchemaElementType=NEWER_FILTER",
                        "DistanceFunction=NEWER_COSINE");
    }

    private static String newer(String json) {
        return json.replaceAll(
                "(\"(AttributeType|KeyType|ProjectionType|StreamViewType|TableClass|BillingMode|SSEType|Status"
                        + "|MultiRegionConsistency|SearchSchemaElementType|DistanceFunction)\": )\"",
                "$1\"NEWER_");
    }

    // ---- throughput

    @Test
    void on_demand_tables_and_indexes_have_no_provisioned_throughput() {
        Table table = with("""
                "BillingModeSummary": {"BillingMode": "PAY_PER_REQUEST"},
                "ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 2},
                "GlobalSecondaryIndexes": [{"IndexName": "a", "KeySchema": [], "Projection": {"ProjectionType": "ALL"},
                  "ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 2}}]
                """);

        assertThat(table.onDemand()).isTrue();
        assertThat(table.provisionedThroughput()).isNull();
        assertThat(table.globalSecondaryIndexes().get(0).provisionedThroughput())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, false", "1, 0, true", "0, 1, true", "1, 1, true"})
    void only_zero_and_zero_means_not_provisioned(long read, long write, boolean provisioned) {
        Table table = with("\"ProvisionedThroughput\": {\"ReadCapacityUnits\": " + read + ", \"WriteCapacityUnits\": "
                + write + "}");

        assertThat(table.provisionedThroughput())
                .isEqualTo(provisioned ? new ProvisionedThroughput(read, write) : null);
    }

    @Test
    void omits_incomplete_throughput() {
        assertThat(with("\"ProvisionedThroughput\": {\"ReadCapacityUnits\": 1}").provisionedThroughput())
                .isNull();
        assertThat(with("\"ProvisionedThroughput\": {\"WriteCapacityUnits\": 1}")
                        .provisionedThroughput())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"-1, -1, none, none", "-1, 5, none, 5", "5, -1, 5, none", "5, 6, 5, 6"})
    void minus_one_means_no_maximum(long read, long write, Long maxRead, Long maxWrite) {
        Table table = with("\"OnDemandThroughput\": {\"MaxReadRequestUnits\": " + read + ", \"MaxWriteRequestUnits\": "
                + write + "}");

        assertThat(table.onDemandThroughput())
                .isEqualTo(maxRead == null && maxWrite == null ? null : new OnDemandThroughput(maxRead, maxWrite));
    }

    @Test
    void minus_one_means_no_maximum_of_a_replica_either() {
        Table table = with("""
                "Replicas": [{"RegionName": "eu-central-1", "OnDemandThroughputOverride": {"MaxReadRequestUnits": -1},
                  "GlobalSecondaryIndexes": [{"IndexName": "a"}]}]
                """);

        assertThat(table.replicas().get(0).onDemandThroughputOverride()).isNull();
        assertThat(table.replicas().get(0).provisionedThroughputOverride()).isNull();
        assertThat(table.replicas().get(0).globalSecondaryIndexes().get(0).onDemandThroughputOverride())
                .isNull();
    }

    @Test
    void reads_an_absent_maximum_as_none() {
        Table table = with("""
                "OnDemandThroughput": {"MaxWriteRequestUnits": 5},
                "Replicas": [{"RegionName": "eu-central-1", "OnDemandThroughputOverride": {}}]
                """);

        assertThat(table.onDemandThroughput()).isEqualTo(new OnDemandThroughput(null, 5L));
        assertThat(table.replicas().get(0).onDemandThroughputOverride()).isNull();
    }

    @Test
    void keeps_the_rest_of_an_incomplete_vector_index() {
        Table table = with("\"VectorIndexes\": [{\"IndexName\": \"by-vector\"}]");

        assertThat(table.vectorIndexes())
                .containsExactly(new VectorIndex("by-vector", List.of(), null, null, null, null));
    }

    // ---- states

    @ParameterizedTest
    @CsvSource({
        "ENABLED, ENABLED, KMS, arn:k",
        "ENABLING, ENABLED, KMS, arn:k",
        "UPDATING, ENABLED, KMS, arn:k",
        "DISABLED, DISABLED, ,",
        "DISABLING, DISABLED, ,",
        "MELTING, MELTING, KMS, arn:k"
    })
    void maps_encryption_in_transition_to_its_goal(String status, String kept, String type, String key) {
        Table table = with("\"SSEDescription\": {\"Status\": \"" + status
                + "\", \"SSEType\": \"KMS\", \"KMSMasterKeyArn\": \"arn:k\"}");

        assertThat(table.sseDescription()).isEqualTo(new SseDescription(kept, type, key));
    }

    @Test
    void reads_encryption_without_a_status_as_unknown() {
        assertThat(with("\"SSEDescription\": {}").sseDescription()).isNull();
    }

    @Test
    void assumes_kms_until_the_encryption_type_is_reported() {
        assertThat(with("\"SSEDescription\": {\"Status\": \"ENABLED\", \"SSEType\": \"AES256\"}")
                        .sseDescription())
                .isEqualTo(new SseDescription("ENABLED", "AES256", null));
        assertThat(with("\"SSEDescription\": {\"Status\": \"UPDATING\"}").sseDescription())
                .isEqualTo(SseDescription.kms(null));
        assertThat(with("\"SSEDescription\": {\"Status\": \"ENABLED\"}").sseDescription())
                .isEqualTo(SseDescription.kms(null));
    }

    @ParameterizedTest
    @CsvSource({
        "ENABLED, ENABLED, ttl",
        "ENABLING, ENABLED, ttl",
        "DISABLED, DISABLED,",
        "DISABLING, DISABLED,",
        "PAUSED, PAUSED, ttl"
    })
    void maps_ttl_in_transition_to_its_goal(String status, String kept, String attribute) {
        TimeToLiveDescription description = TimeToLiveDescription.builder()
                .timeToLiveStatus(status)
                .attributeName("ttl")
                .build();

        assertThat(ResponseMapper.timeToLive(description)).isEqualTo(new TimeToLive(kept, attribute));
    }

    @Test
    void reads_absent_ttl_as_off() {
        assertThat(ResponseMapper.timeToLive(null)).isEqualTo(TimeToLive.OFF);
        assertThat(ResponseMapper.timeToLive(TimeToLiveDescription.builder().build()))
                .isEqualTo(TimeToLive.OFF);
    }

    @ParameterizedTest
    @CsvSource({
        "ENABLED, ENABLED, 7",
        "ENABLING, ENABLED, 7",
        "DISABLED, DISABLED,",
        "DISABLING, DISABLED,",
        "PAUSED, PAUSED, 7"
    })
    void maps_recovery_in_transition_to_its_goal_with_its_days(String status, String kept, Integer days) {
        assertThat(backups(
                        recovery -> recovery.pointInTimeRecoveryStatus(status).recoveryPeriodInDays(7)))
                .isEqualTo(new ContinuousBackups("ENABLED", new ContinuousBackups.PointInTimeRecovery(kept, days)));
    }

    @Test
    void reads_absent_recovery_as_off() {
        ContinuousBackupsDescription description = ContinuousBackupsDescription.builder()
                .continuousBackupsStatus("DISABLED")
                .build();

        assertThat(ResponseMapper.backups(description, true))
                .isEqualTo(
                        new ContinuousBackups("DISABLED", new ContinuousBackups.PointInTimeRecovery("DISABLED", null)));
    }

    @Test
    void uses_the_default_recovery_period_if_the_endpoint_reports_periods() {
        ContinuousBackupsDescription without = ContinuousBackupsDescription.builder()
                .continuousBackupsStatus("ENABLED")
                .pointInTimeRecoveryDescription(recovery -> recovery.pointInTimeRecoveryStatus("ENABLED"))
                .build();

        assertThat(ResponseMapper.backups(without, true)).isEqualTo(ContinuousBackups.recoveryOn(35));
        assertThat(ResponseMapper.backups(without, false))
                .isEqualTo(
                        new ContinuousBackups("ENABLED", new ContinuousBackups.PointInTimeRecovery("ENABLED", null)));
    }

    private static ContinuousBackups backups(Consumer<PointInTimeRecoveryDescription.Builder> recovery) {
        return ResponseMapper.backups(
                ContinuousBackupsDescription.builder()
                        .continuousBackupsStatus("ENABLED")
                        .pointInTimeRecoveryDescription(recovery)
                        .build(),
                true);
    }

    @Test
    void a_stream_that_is_off_has_no_view_type() {
        assertThat(with("\"StreamSpecification\": {\"StreamEnabled\": false, \"StreamViewType\": \"KEYS_ONLY\"}")
                        .streamViewType())
                .isNull();
    }

    @Test
    void reads_an_absent_stream_as_off() {
        assertThat(with("\"StreamSpecification\": {\"StreamViewType\": \"KEYS_ONLY\"}")
                        .streamSpecification())
                .isNull();
    }

    @Test
    void maps_a_minimal_replica() {
        assertThat(with("\"Replicas\": [{\"RegionName\": \"eu-central-1\"}]").replicas())
                .containsExactly(new Replica("eu-central-1", null, null, null, List.of(), null));
    }

    @Test
    void omits_aws_tags() {
        assertThat(ResponseMapper.tags(List.of(tag("aws:backup:source", "x"), tag("awsome", "y"))))
                .containsExactly(new Tag("awsome", "y"));
    }

    private static software.amazon.awssdk.services.dynamodb.model.Tag tag(String key, String value) {
        return software.amazon.awssdk.services.dynamodb.model.Tag.builder()
                .key(key)
                .value(value)
                .build();
    }
}
