package dev.ddbtool.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

class DescribeTableAnswersTest {

    private static final String KEYS = """
            "TableName": "books",
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]""";

    private final FakeControlPlane fake = new FakeControlPlane(new SettableClock());
    private final DynamoDbClient client = FakeClients.dynamoDb(fake);

    @Test
    void an_on_demand_table_shows_zero_throughput_a_billing_summary_and_warm_throughput() {
        JsonNode table = seed(", \"BillingMode\": \"PAY_PER_REQUEST\"");

        assertThat(table.path("ProvisionedThroughput").toString())
                .isEqualTo("{\"NumberOfDecreasesToday\":0,\"ReadCapacityUnits\":0,\"WriteCapacityUnits\":0}");
        assertThat(table.path("BillingModeSummary").toString())
                .isEqualTo(
                        "{\"BillingMode\":\"PAY_PER_REQUEST\",\"LastUpdateToPayPerRequestDateTime\":1772442000.000}");
        assertThat(table.path("WarmThroughput").toString())
                .isEqualTo("{\"ReadUnitsPerSecond\":12000,\"WriteUnitsPerSecond\":4000,\"Status\":\"ACTIVE\"}");
        assertThat(table.path("DeletionProtectionEnabled").isBoolean()).isTrue();
        assertThat(table.path("TableArn").asText()).isEqualTo("arn:aws:dynamodb:eu-west-1:111122223333:table/books");
    }

    @Test
    void members_that_were_never_set_are_absent() {
        JsonNode table = seed(", \"BillingMode\": \"PAY_PER_REQUEST\"");

        assertThat(table.fieldNames())
                .toIterable()
                .doesNotContain(
                        "SSEDescription",
                        "TableClassSummary",
                        "OnDemandThroughput",
                        "StreamSpecification",
                        "LatestStreamArn",
                        "GlobalSecondaryIndexes",
                        "LocalSecondaryIndexes",
                        "VectorIndexes");
    }

    @Test
    void a_table_that_was_always_provisioned_has_no_billing_summary() {
        JsonNode table = seed(", \"ProvisionedThroughput\": {\"ReadCapacityUnits\": 3, \"WriteCapacityUnits\": 2}");

        assertThat(table.has("BillingModeSummary")).isFalse();
        assertThat(table.path("ProvisionedThroughput").path("ReadCapacityUnits").asInt())
                .isEqualTo(3);
        client.updateTable(update -> update.tableName("books").billingMode("PAY_PER_REQUEST"));
        assertThat(describe().billingModeSummary().billingModeAsString()).isEqualTo("PAY_PER_REQUEST");
        assertThat(describe().provisionedThroughput().readCapacityUnits()).isZero();
        client.updateTable(update -> update.tableName("books")
                .billingMode("PROVISIONED")
                .provisionedThroughput(units -> units.readCapacityUnits(5L).writeCapacityUnits(6L)));
        assertThat(describe().billingModeSummary().billingModeAsString()).isEqualTo("PROVISIONED");
        assertThat(describe().provisionedThroughput().writeCapacityUnits()).isEqualTo(6);
    }

    @Test
    void a_maximum_that_was_not_given_is_minus_one() {
        JsonNode table =
                seed(", \"BillingMode\": \"PAY_PER_REQUEST\", \"OnDemandThroughput\": {\"MaxReadRequestUnits\": 100}");

        assertThat(table.path("OnDemandThroughput").toString())
                .isEqualTo("{\"MaxReadRequestUnits\":100,\"MaxWriteRequestUnits\":-1}");
        client.updateTable(
                update -> update.tableName("books").onDemandThroughput(most -> most.maxReadRequestUnits(-1L)));
        assertThat(describe().onDemandThroughput()).isNull();
    }

    @Test
    void kms_shows_a_key_even_if_it_is_the_one_that_aws_manages() {
        String customerKey = fake.makeKey("alias/books");
        JsonNode table = seed(", \"BillingMode\": \"PAY_PER_REQUEST\", \"SSESpecification\": {\"Enabled\": true}");

        assertThat(table.path("SSEDescription").path("Status").asText()).isEqualTo("ENABLED");
        assertThat(table.path("SSEDescription").path("SSEType").asText()).isEqualTo("KMS");
        assertThat(describe().sseDescription().kmsMasterKeyArn())
                .startsWith("arn:aws:kms:eu-west-1:111122223333:key/")
                .isNotEqualTo(customerKey);
        client.updateTable(update -> update.tableName("books")
                .sseSpecification(sse -> sse.enabled(true).sseType("KMS").kmsMasterKeyId("alias/books")));
        assertThat(describe().sseDescription().kmsMasterKeyArn()).isEqualTo(customerKey);
    }

    @Test
    void all_kinds_of_indexes_come_back_with_arn_status_and_sorted_projections() {
        seedText("""
                {"TableName": "books", "BillingMode": "PAY_PER_REQUEST",
                 "AttributeDefinitions": [
                   {"AttributeName": "z", "AttributeType": "S"}, {"AttributeName": "a", "AttributeType": "N"},
                   {"AttributeName": "b", "AttributeType": "B"}, {"AttributeName": "c", "AttributeType": "S"}],
                 "KeySchema": [
                   {"AttributeName": "z", "KeyType": "HASH"}, {"AttributeName": "a", "KeyType": "RANGE"}],
                 "LocalSecondaryIndexes": [{"IndexName": "local",
                   "KeySchema": [
                     {"AttributeName": "z", "KeyType": "HASH"}, {"AttributeName": "b", "KeyType": "RANGE"}],
                   "Projection": {"ProjectionType": "KEYS_ONLY"}}],
                 "GlobalSecondaryIndexes": [{"IndexName": "global",
                   "KeySchema": [
                     {"AttributeName": "c", "KeyType": "HASH"}, {"AttributeName": "b", "KeyType": "HASH"},
                     {"AttributeName": "a", "KeyType": "RANGE"}],
                   "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["y", "x"]}}],
                 "VectorIndexes": [{"IndexName": "vector", "VectorAttribute": {"AttributeName": "v"},
                   "SearchSchema": [{"AttributeName": "c", "SearchSchemaElementType": "HASH"}],
                   "Projection": {"ProjectionType": "ALL"}, "Dimensions": 3, "DistanceFunction": "COSINE"}]}
                """);
        TableDescription table = describe();

        assertThat(table.attributeDefinitions())
                .extracting(definition -> definition.attributeName())
                .containsExactly("a", "b", "c", "z");
        assertThat(table.localSecondaryIndexes().get(0).indexArn()).isEqualTo(table.tableArn() + "/index/local");
        assertThat(table.globalSecondaryIndexes().get(0).keySchema())
                .extracting(key -> key.attributeName() + " " + key.keyTypeAsString())
                .containsExactly("c HASH", "b HASH", "a RANGE");
        assertThat(table.globalSecondaryIndexes().get(0).projection().nonKeyAttributes())
                .containsExactly("x", "y");
        assertThat(table.globalSecondaryIndexes().get(0).indexStatusAsString()).isEqualTo("ACTIVE");
        assertThat(table.globalSecondaryIndexes().get(0).backfilling()).isNull();
        assertThat(table.vectorIndexes().get(0).dimensions()).isEqualTo(3);
        assertThat(table.vectorIndexes().get(0).indexStatusAsString()).isEqualTo("ACTIVE");
    }

    @Test
    void applies_direct_edits() {
        seed(", \"BillingMode\": \"PAY_PER_REQUEST\"");
        fake.edit("books").statistics(3, 4_000).status("ARCHIVED").stream("KEYS_ONLY")
                .member("/FutureSetting", "{\"On\": true}")
                .member("/Replicas", "[{\"RegionName\": \"eu-central-1\"}]");

        assertThat(describe().itemCount()).isEqualTo(3);
        assertThat(describe().tableSizeBytes()).isEqualTo(4_000);
        assertThat(describe().tableStatusAsString()).isEqualTo("ARCHIVED");
        assertThat(describe().streamSpecification().streamViewTypeAsString()).isEqualTo("KEYS_ONLY");
        assertThat(describe().replicas()).hasSize(1);
        assertThat(fake.table("books").at("/Table/FutureSetting/On").asBoolean())
                .isTrue();
    }

    private JsonNode seed(String members) {
        return seedText("{" + KEYS + members + "}");
    }

    private JsonNode seedText(String createTable) {
        fake.seed(createTable);
        return fake.table("books").path("Table");
    }

    private TableDescription describe() {
        return client.describeTable(request -> request.tableName("books")).table();
    }
}
