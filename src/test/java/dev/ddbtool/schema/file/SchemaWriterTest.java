package dev.ddbtool.schema.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddbtool.schema.FilledRecords;
import dev.ddbtool.schema.KeySchemaElement;
import dev.ddbtool.schema.RandomSchemas;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import dev.ddbtool.schema.rule.Rules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaWriterTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String COMPANIES = """
            {
              "Table": {
                "AttributeDefinitions": [
                  {
                    "AttributeName": "companyId",
                    "AttributeType": "S"
                  },
                  {
                    "AttributeName": "ownerId",
                    "AttributeType": "S"
                  }
                ],
                "TableName": "companies",
                "KeySchema": [
                  {
                    "AttributeName": "companyId",
                    "KeyType": "HASH"
                  }
                ],
                "TableSizeBytes": 10486,
                "ItemCount": 16,
                "BillingModeSummary": {
                  "BillingMode": "PAY_PER_REQUEST"
                },
                "GlobalSecondaryIndexes": [
                  {
                    "IndexName": "by-owner",
                    "KeySchema": [
                      {
                        "AttributeName": "ownerId",
                        "KeyType": "HASH"
                      }
                    ],
                    "Projection": {
                      "ProjectionType": "ALL"
                    }
                  }
                ],
                "SSEDescription": {
                  "Status": "ENABLED",
                  "SSEType": "KMS"
                },
                "TableClassSummary": {
                  "TableClass": "STANDARD"
                },
                "DeletionProtectionEnabled": false
              },
              "TimeToLiveDescription": {
                "TimeToLiveStatus": "DISABLED"
              },
              "ContinuousBackupsDescription": {
                "ContinuousBackupsStatus": "ENABLED",
                "PointInTimeRecoveryDescription": {
                  "PointInTimeRecoveryStatus": "ENABLED",
                  "RecoveryPeriodInDays": 35
                }
              },
              "Tags": [
                {
                  "Key": "Environment",
                  "Value": "production"
                }
              ]
            }
            """;

    /** Everything that a file can contain. Unordered lists are not in canonical order. */
    private static final String EVERYTHING = """
            {
              "Tags": [{"Value": "2", "Key": "b"}, {"Key": "a", "Value": "1"}, {"Key": "aws:x", "Value": "1"}],
              "ContinuousBackupsDescription": {"PointInTimeRecoveryDescription": {"RecoveryPeriodInDays": 7,
                "PointInTimeRecoveryStatus": "ENABLED"}, "ContinuousBackupsStatus": "ENABLED"},
              "TimeToLiveDescription": {"AttributeName": "ttl", "TimeToLiveStatus": "ENABLED"},
              "Table": {
                "VectorIndexes": [{"IndexName": "vec", "Dimensions": 8, "DistanceFunction": "COSINE",
                  "VectorAttribute": {"AttributeName": "v"},
                  "Projection": {"NonKeyAttributes": ["y", "x"], "ProjectionType": "INCLUDE"},
                  "SearchSchema": [{"SearchSchemaElementType": "INLINE_FILTER", "AttributeName": "z"},
                    {"SearchSchemaElementType": "INLINE_FILTER", "AttributeName": "at"}]},
                  {"IndexName": "raw"}],
                "MultiRegionConsistency": "STRONG",
                "OnDemandThroughput": {"MaxWriteRequestUnits": 2, "MaxReadRequestUnits": 1},
                "DeletionProtectionEnabled": true,
                "TableClassSummary": {"TableClass": "STANDARD_INFREQUENT_ACCESS"},
                "SSEDescription": {"KMSMasterKeyArn": "arn:aws:kms:eu-west-1:111122223333:key/k", "SSEType": "KMS",
                  "Status": "ENABLED"},
                "GlobalTableWitnesses": [{"RegionName": "eu-west-3"}, {"RegionName": "eu-west-2"}],
                "Replicas": [
                  {"RegionName": "us-west-2"},
                  {"RegionName": "us-east-1", "KMSMasterKeyId": "k",
                    "ReplicaTableClassSummary": {"TableClass": "STANDARD"},
                    "GlobalSecondaryIndexes": [{"IndexName": "two"},
                      {"IndexName": "one", "OnDemandThroughputOverride": {"MaxReadRequestUnits": 3},
                        "ProvisionedThroughputOverride": {"ReadCapacityUnits": 4}}],
                    "OnDemandThroughputOverride": {"MaxReadRequestUnits": 5},
                    "ProvisionedThroughputOverride": {"ReadCapacityUnits": 6}}],
                "StreamSpecification": {"StreamViewType": "NEW_IMAGE", "StreamEnabled": true},
                "GlobalSecondaryIndexes": [
                  {"IndexName": "two", "Projection": {"NonKeyAttributes": ["y", "x"], "ProjectionType": "INCLUDE"},
                    "KeySchema": [{"KeyType": "HASH", "AttributeName": "z"}, {"KeyType": "HASH", "AttributeName": "id"},
                      {"KeyType": "RANGE", "AttributeName": "at"}],
                    "OnDemandThroughput": {"MaxReadRequestUnits": 8}},
                  {"IndexName": "one", "Projection": {"ProjectionType": "ALL"},
                    "ProvisionedThroughput": {"WriteCapacityUnits": 10, "ReadCapacityUnits": 9},
                    "KeySchema": [{"KeyType": "HASH", "AttributeName": "z"}]}],
                "LocalSecondaryIndexes": [
                  {"IndexName": "near", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"},
                    {"AttributeName": "z", "KeyType": "RANGE"}],
                    "Projection": {"NonKeyAttributes": ["y", "x"], "ProjectionType": "INCLUDE"}},
                  {"IndexName": "far", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"},
                    {"AttributeName": "at", "KeyType": "RANGE"}], "Projection": {"ProjectionType": "ALL"}}],
                "BillingModeSummary": {"BillingMode": "PROVISIONED"},
                "ItemCount": 11,
                "TableSizeBytes": 12,
                "ProvisionedThroughput": {"WriteCapacityUnits": 14, "ReadCapacityUnits": 13},
                "KeySchema": [{"KeyType": "HASH", "AttributeName": "id"}, {"KeyType": "RANGE", "AttributeName": "at"}],
                "TableName": "everything",
                "AttributeDefinitions": [{"AttributeType": "B", "AttributeName": "z"},
                  {"AttributeType": "S", "AttributeName": "id"}, {"AttributeType": "N", "AttributeName": "at"}]
              }
            }
            """;

    private static final String EVERYTHING_ON_ONE_LINE = """
            {"Table":{"AttributeDefinitions":[{"AttributeName":"at","AttributeType":"N"},\
            {"AttributeName":"id","AttributeType":"S"},{"AttributeName":"z","AttributeType":"B"}],\
            "TableName":"everything",\
            "KeySchema":[{"AttributeName":"id","KeyType":"HASH"},{"AttributeName":"at","KeyType":"RANGE"}],\
            "ProvisionedThroughput":{"ReadCapacityUnits":13,"WriteCapacityUnits":14},\
            "TableSizeBytes":12,"ItemCount":11,"BillingModeSummary":{"BillingMode":"PROVISIONED"},\
            "LocalSecondaryIndexes":[\
            {"IndexName":"far","KeySchema":[{"AttributeName":"id","KeyType":"HASH"},\
            {"AttributeName":"at","KeyType":"RANGE"}],"Projection":{"ProjectionType":"ALL"}},\
            {"IndexName":"near","KeySchema":[{"AttributeName":"id","KeyType":"HASH"},\
            {"AttributeName":"z","KeyType":"RANGE"}],\
            "Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["x","y"]}}],\
            "GlobalSecondaryIndexes":[\
            {"IndexName":"one","KeySchema":[{"AttributeName":"z","KeyType":"HASH"}],\
            "Projection":{"ProjectionType":"ALL"},\
            "ProvisionedThroughput":{"ReadCapacityUnits":9,"WriteCapacityUnits":10}},\
            {"IndexName":"two","KeySchema":[{"AttributeName":"z","KeyType":"HASH"},\
            {"AttributeName":"id","KeyType":"HASH"},{"AttributeName":"at","KeyType":"RANGE"}],\
            "Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["x","y"]},\
            "OnDemandThroughput":{"MaxReadRequestUnits":8}}],\
            "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"},\
            "Replicas":[{"RegionName":"us-east-1","KMSMasterKeyId":"k",\
            "ProvisionedThroughputOverride":{"ReadCapacityUnits":6},\
            "OnDemandThroughputOverride":{"MaxReadRequestUnits":5},\
            "GlobalSecondaryIndexes":[{"IndexName":"one","ProvisionedThroughputOverride":{"ReadCapacityUnits":4},\
            "OnDemandThroughputOverride":{"MaxReadRequestUnits":3}},{"IndexName":"two"}],\
            "ReplicaTableClassSummary":{"TableClass":"STANDARD"}},{"RegionName":"us-west-2"}],\
            "GlobalTableWitnesses":[{"RegionName":"eu-west-2"},{"RegionName":"eu-west-3"}],\
            "SSEDescription":{"Status":"ENABLED","SSEType":"KMS",\
            "KMSMasterKeyArn":"arn:aws:kms:eu-west-1:111122223333:key/k"},\
            "TableClassSummary":{"TableClass":"STANDARD_INFREQUENT_ACCESS"},"DeletionProtectionEnabled":true,\
            "OnDemandThroughput":{"MaxReadRequestUnits":1,"MaxWriteRequestUnits":2},"MultiRegionConsistency":"STRONG",\
            "VectorIndexes":[{"IndexName":"raw"},{"IndexName":"vec",\
            "SearchSchema":[{"AttributeName":"z","SearchSchemaElementType":"INLINE_FILTER"},\
            {"AttributeName":"at","SearchSchemaElementType":"INLINE_FILTER"}],\
            "Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["x","y"]},\
            "VectorAttribute":{"AttributeName":"v"},"Dimensions":8,\
            "DistanceFunction":"COSINE"}]},\
            "TimeToLiveDescription":{"TimeToLiveStatus":"ENABLED","AttributeName":"ttl"},\
            "ContinuousBackupsDescription":{"ContinuousBackupsStatus":"ENABLED",\
            "PointInTimeRecoveryDescription":{"PointInTimeRecoveryStatus":"ENABLED","RecoveryPeriodInDays":7}},\
            "Tags":[{"Key":"a","Value":"1"},{"Key":"b","Value":"2"}]}""";

    @Test
    void writes_and_reads_every_member_in_order() throws IOException {
        RandomSchemas random = new RandomSchemas(6);
        List<TableSchema> schemas = new ArrayList<>(List.of(FilledRecords.whole(), FilledRecords.empty()));
        for (RandomSchemas.Sse sse : RandomSchemas.Sse.values()) {
            schemas.add(random.complete(sse, "arn:aws:kms:eu-west-1:111122223333:key/books"));
        }

        Set<String> members = new LinkedHashSet<>();
        collectMembers(JSON.readTree(SchemaJson.toText(FilledRecords.whole())), "", members);
        assertThat(members).containsExactlyElementsOf(KnownMembers.all());
        assertThat(schemas)
                .allSatisfy(schema -> assertThat(SchemaJson.toSchema(JSON.readTree(SchemaJson.toText(schema))))
                        .isEqualTo(schema));
    }

    /** Every member by its path, as in {@link KnownMembers}. */
    private static void collectMembers(JsonNode node, String path, Set<String> members) {
        node.elements().forEachRemaining(element -> {
            if (node.isArray()) {
                collectMembers(element, path, members);
            }
        });
        node.properties().forEach(member -> {
            String memberPath = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
            members.add(memberPath);
            collectMembers(member.getValue(), memberPath, members);
        });
    }

    @Test
    void formats_like_jq() {
        assertThat(new String(SchemaWriter.bytes(ExampleSchemas.companies()), UTF_8))
                .isEqualTo(COMPANIES);
    }

    @Test
    void formats_any_value_like_jq() throws IOException {
        assertThat(new ObjectMapper(JqLayout.factory())
                        .writer(JqLayout.printer())
                        .writeValueAsString(Map.of("a", List.of(1, Map.of(), List.of(), "\u001f\u007f"))))
                .isEqualTo("""
                        {
                          "a": [
                            1,
                            {},
                            [],
                            "\\u001f\\u007f"
                          ]
                        }""");
    }

    @Test
    void writes_members_in_the_order_of_the_service_and_sorts_lists() {
        TableSchema schema = SchemaReader.read("x.json", EVERYTHING.getBytes(UTF_8));

        assertThat(withoutLayout(SchemaWriter.text(schema))).isEqualTo(EVERYTHING_ON_ONE_LINE);
    }

    @Test
    void reads_and_rewrites_its_own_output_unchanged() {
        byte[] first = SchemaWriter.bytes(SchemaReader.read("x.json", EVERYTHING.getBytes(UTF_8)));
        TableSchema again = SchemaReader.read("x.json", first);

        assertThat(SchemaWriter.bytes(again)).isEqualTo(first);
        assertThat(again.table().vectorIndexes()).hasSize(2);
    }

    static List<TableSchema> examples() {
        return ExampleSchemas.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void round_trips_every_example_table(TableSchema schema) {
        TableSchema again = SchemaReader.read("x.json", SchemaWriter.bytes(schema));

        assertThat(SchemaWriter.bytes(again)).isEqualTo(SchemaWriter.bytes(schema));
        assertThat(again.table().keySchema()).isEqualTo(schema.table().keySchema());
        assertThat(Rules.check(again)).isEmpty();
    }

    @Test
    void writes_statuses_in_transition_as_their_goal() {
        TableSchema live = ExampleSchemas.companies();
        TableSchema underWay = new TableSchema(
                live.table(),
                new TimeToLive("DISABLING", "ttl"),
                live.continuousBackups(),
                List.of(new Tag("aws:cloudformation:stack-name", "x"), new Tag(Tag.ENVIRONMENT, "production")));

        assertThat(SchemaWriter.bytes(underWay)).isEqualTo(SchemaWriter.bytes(live));
    }

    @Test
    void sorts_unordered_lists() {
        TableSchema schema = SchemaReader.read("x.json", EVERYTHING.getBytes(UTF_8));
        List<Tag> tags = new ArrayList<>(List.of(new Tag("b", "2"), new Tag("a", "1")));
        TableSchema one = new TableSchema(schema.table(), schema.timeToLive(), schema.continuousBackups(), tags);
        Collections.reverse(tags);
        TableSchema other = new TableSchema(schema.table(), schema.timeToLive(), schema.continuousBackups(), tags);

        assertThat(SchemaWriter.bytes(one)).isEqualTo(SchemaWriter.bytes(other));
    }

    @Test
    void escapes_characters_like_jq() {
        TableSchema schema = new TableSchema(
                ExampleSchemas.companies().table(),
                null,
                null,
                List.of(new Tag("k", "é 😀 \u2028 / \" \\ \b \f \n \r \t \u0001 \u001f \u007f <")));

        assertThat(SchemaWriter.text(schema))
                .contains("\"é 😀 \u2028 / \\\" \\\\ \\b \\f \\n \\r \\t \\u0001 \\u001f \\u007f <\"");
    }

    @Test
    void omits_what_describe_table_omits_and_writes_the_other_calls_explicitly() {
        TableSchema schema = new TableSchema(ExampleSchemas.companies().table(), null, null, List.of());

        assertThat(SchemaWriter.text(schema))
                .endsWith("  },\n  \"Tags\": []\n}\n")
                .doesNotContain("LocalSecondaryIndexes", "VectorIndexes", "StreamSpecification", "TimeToLive", "null");
    }

    @Test
    void converts_any_schema_value_like_in_a_file() {
        assertThat(SchemaJson.toTree(SseDescription.kms("k")))
                .hasToString("{\"Status\":\"ENABLED\",\"SSEType\":\"KMS\",\"KMSMasterKeyArn\":\"k\"}");
        assertThat(SchemaJson.toTree(List.of(new KeySchemaElement("id", "HASH"))))
                .hasToString("[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}]");
        assertThat(SchemaJson.toTree(true)).hasToString("true");
        assertThat(SchemaJson.toTree(null).isNull()).isTrue();
    }

    private static String withoutLayout(String text) {
        return text.replaceAll("\n *", "").replace("\": ", "\":");
    }
}
