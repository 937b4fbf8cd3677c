package dev.ddbtool.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Step;
import dev.ddbtool.schema.AttributeDefinition;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.KeySchemaElement;
import dev.ddbtool.schema.OnDemandThroughput;
import dev.ddbtool.schema.Projection;
import dev.ddbtool.schema.ProvisionedThroughput;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.VectorIndex;
import dev.ddbtool.schema.file.SchemaReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateVectorIndexAction;

/** Tests of the request bodies as they are sent. */
class RequestMapperTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String FULLEST = """
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
             "TableClassSummary": {"TableClass": "STANDARD_INFREQUENT_ACCESS"},
             "DeletionProtectionEnabled": true,
             "OnDemandThroughput": {"MaxReadRequestUnits": 51, "MaxWriteRequestUnits": 52},
             "VectorIndexes": [{"IndexName": "by-vector",
               "SearchSchema": [{"AttributeName": "pk", "SearchSchemaElementType": "FILTER"}],
               "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["va"]},
               "VectorAttribute": {"AttributeName": "vector"}, "Dimensions": 256, "DistanceFunction": "COSINE"}]}}
            """;

    private static final String FULLEST_REQUEST = """
            {"AttributeDefinitions": [
               {"AttributeName": "gk", "AttributeType": "S"}, {"AttributeName": "lk", "AttributeType": "B"},
               {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "N"}],
             "TableName": "books",
             "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
             "LocalSecondaryIndexes": [{"IndexName": "by-lk",
               "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "lk", "KeyType": "RANGE"}],
               "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["la"]}}],
             "GlobalSecondaryIndexes": [{"IndexName": "by-gk",
               "KeySchema": [{"AttributeName": "gk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
               "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["ga", "gb"]},
               "ProvisionedThroughput": {"ReadCapacityUnits": 21, "WriteCapacityUnits": 22},
               "OnDemandThroughput": {"MaxReadRequestUnits": 31, "MaxWriteRequestUnits": 32}}],
             "BillingMode": "PROVISIONED",
             "ProvisionedThroughput": {"ReadCapacityUnits": 11, "WriteCapacityUnits": 12},
             "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"},
             "SSESpecification": {"Enabled": true, "SSEType": "KMS", "KMSMasterKeyId": "alias/books"},
             "Tags": [{"Key": "Environment", "Value": "dev"}, {"Key": "Team", "Value": ""}],
             "TableClass": "STANDARD_INFREQUENT_ACCESS",
             "DeletionProtectionEnabled": true,
             "OnDemandThroughput": {"MaxReadRequestUnits": 51, "MaxWriteRequestUnits": 52},
             "VectorIndexes": [{"IndexName": "by-vector",
               "VectorAttribute": {"AttributeName": "vector"},
               "SearchSchema": [{"AttributeName": "pk", "SearchSchemaElementType": "FILTER"}],
               "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["va"]},
               "Dimensions": 256, "DistanceFunction": "COSINE"}]}
            """;

    private static JsonNode request(Step step) {
        return JSON.valueToTree(new RequestMapper("books", "arn:books").body(step));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Normalises numbers, so that int 1 equals long 1. */
    private static void assertSame(JsonNode actual, String expected) {
        assertThat(json(actual.toString())).isEqualTo(json(expected));
    }

    private static Table table(String text) {
        return SchemaReader.read("books.json", text.getBytes(StandardCharsets.UTF_8))
                .table();
    }

    @Test
    void maps_every_member_of_a_table() {
        Step step = new Step.CreateTable(
                table(FULLEST),
                Encryption.customerKey("alias/books", "arn:key"),
                List.of(new Tag("Environment", "dev"), new Tag("Team", "")));

        assertSame(request(step), FULLEST_REQUEST);
    }

    @Test
    void covers_every_member_of_the_sdk_request() {
        assertThat(WireModelTest.absent(CreateTableRequest.builder().build(), json(FULLEST_REQUEST)))
                .as("each with its reason in OmittedMember")
                .containsExactlyInAnyOrderElementsOf(WireModelTest.NEVER_SENT.keySet());
    }

    @Test
    void maps_only_the_members_of_a_minimal_table() {
        Table table = table("""
                {"Table": {"AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
                 "TableName": "books", "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
                 "BillingModeSummary": {"BillingMode": "PAY_PER_REQUEST"},
                 "LocalSecondaryIndexes": [], "GlobalSecondaryIndexes": [], "VectorIndexes": [],
                 "StreamSpecification": {"StreamEnabled": false}}}
                """);

        assertSame(request(new Step.CreateTable(table, Encryption.AWS_OWNED_KEY, List.of())), """
                {"AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
                 "TableName": "books", "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
                 "BillingMode": "PAY_PER_REQUEST"}
                """);
    }

    @Test
    void maps_only_the_members_of_a_minimal_index() {
        Table table = table("""
                {"Table": {"AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
                 "TableName": "books", "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
                 "BillingModeSummary": {"BillingMode": "PAY_PER_REQUEST"},
                 "GlobalSecondaryIndexes": [{"IndexName": "by-pk", "Projection": {"ProjectionType": "ALL"},
                   "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}]}],
                 "VectorIndexes": [{"IndexName": "by-vector"}]}}
                """);

        JsonNode request = request(new Step.CreateTable(table, Encryption.AWS_OWNED_KEY, List.of()));

        assertSame(request.get("GlobalSecondaryIndexes"), """
                [{"IndexName": "by-pk", "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
                  "Projection": {"ProjectionType": "ALL"}}]
                """);
        assertSame(request.get("VectorIndexes"), "[{\"IndexName\": \"by-vector\"}]");
    }

    @Test
    void sends_no_key_for_the_aws_managed_key() {
        Step step = new Step.EnableEncryption(Remedy.RECONCILE, Encryption.AWS_MANAGED_KEY);

        assertSame(request(step), "{\"TableName\": \"books\", \"SSESpecification\": {\"Enabled\": true}}");
    }

    @Test
    void sends_a_customer_managed_key_as_given() {
        Step step = new Step.EnableEncryption(Remedy.RECONCILE, Encryption.customerKey("alias/books", "arn:key"));

        assertSame(request(step), """
                {"TableName": "books",
                 "SSESpecification": {"Enabled": true, "SSEType": "KMS", "KMSMasterKeyId": "alias/books"}}
                """);
    }

    @Test
    void sends_an_index_with_all_attribute_definitions() {
        Step step = new Step.CreateIndex(
                new GlobalSecondaryIndex(
                        "by-email",
                        List.of(new KeySchemaElement("email", "HASH"), new KeySchemaElement("at", "RANGE")),
                        new Projection("INCLUDE", List.of("name")),
                        new ProvisionedThroughput(1L, 2L),
                        new OnDemandThroughput(3L, 4L)),
                List.of(new AttributeDefinition("email", "S"), new AttributeDefinition("at", "N")));

        assertThat(WireModelTest.absent(
                        CreateGlobalSecondaryIndexAction.builder().build(),
                        request(step).at("/GlobalSecondaryIndexUpdates/0/Create")))
                .containsExactly("WarmThroughput");
        assertSame(request(step), """
                {"TableName": "books",
                 "AttributeDefinitions": [{"AttributeName": "email", "AttributeType": "S"},
                                          {"AttributeName": "at", "AttributeType": "N"}],
                 "GlobalSecondaryIndexUpdates": [{"Create": {"IndexName": "by-email",
                   "KeySchema": [{"AttributeName": "email", "KeyType": "HASH"},
                                 {"AttributeName": "at", "KeyType": "RANGE"}],
                   "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["name"]},
                   "ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 2},
                   "OnDemandThroughput": {"MaxReadRequestUnits": 3, "MaxWriteRequestUnits": 4}}}]}
                """);
    }

    @Test
    void sends_a_vector_index_with_all_attribute_definitions() {
        Step step = new Step.CreateIndex(
                new VectorIndex(
                        "alike",
                        List.of(new VectorIndex.SearchSchemaElement("tenant", "HASH")),
                        new Projection("INCLUDE", List.of("name")),
                        new VectorIndex.VectorAttribute("embedding"),
                        8L,
                        "COSINE"),
                List.of(new AttributeDefinition("pk", "S"), new AttributeDefinition("tenant", "S")));

        assertThat(WireModelTest.absent(
                        CreateVectorIndexAction.builder().build(), request(step).at("/VectorIndexUpdates/0/Create")))
                .isEmpty();
        assertSame(request(step), """
                {"TableName": "books",
                 "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"},
                                          {"AttributeName": "tenant", "AttributeType": "S"}],
                 "VectorIndexUpdates": [{"Create": {"IndexName": "alike",
                   "VectorAttribute": {"AttributeName": "embedding"},
                   "SearchSchema": [{"AttributeName": "tenant", "SearchSchemaElementType": "HASH"}],
                   "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["name"]},
                   "Dimensions": 8, "DistanceFunction": "COSINE"}}]}
                """);
    }

    @Test
    void omits_what_a_vector_index_lacks() {
        Step step = new Step.CreateIndex(new VectorIndex("alike", List.of(), null, null, null, null), List.of());

        assertSame(request(step).get("VectorIndexUpdates"), "[{\"Create\": {\"IndexName\": \"alike\"}}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ttl        | {`TableName`: `books`, `TimeToLiveSpecification`: {`Enabled`: true, `AttributeName`: `ttl`}}",
                "recovery   | {`TableName`: `books`, `PointInTimeRecoverySpecification`: {`PointInTimeRecoveryEnabled`: true, `RecoveryPeriodInDays`: 7}}",
                "tags       | {`ResourceArn`: `arn:books`, `Tags`: [{`Key`: `a`, `Value`: `b`}]}",
                "stream     | {`TableName`: `books`, `StreamSpecification`: {`StreamEnabled`: true, `StreamViewType`: `KEYS_ONLY`}}",
                "protection | {`TableName`: `books`, `DeletionProtectionEnabled`: true}",
            })
    void sends_one_request_for_each_setting(String setting, String expected) {
        Step step = switch (setting) {
            case "ttl" -> new Step.EnableTimeToLive(Remedy.CREATE, "ttl");
            case "recovery" -> new Step.EnableRecovery(Remedy.CREATE, 7);
            case "tags" -> new Step.AddTags(Remedy.RECONCILE, List.of(new Tag("a", "b")));
            case "stream" -> new Step.EnableStream(Remedy.RECONCILE, "KEYS_ONLY");
            default -> new Step.EnableDeletionProtection(Remedy.RECONCILE);
        };

        assertSame(request(step), expected.replace('`', '"'));
    }
}
