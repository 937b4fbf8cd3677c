package dev.ddbtool.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests error texts with raw requests, many of which the SDK would not send. */
class ValidationTest {

    private static final String INVALID = "One or more parameter values were invalid: ";

    private final FakeControlPlane fake = new FakeControlPlane(new SettableClock());
    private JsonNode answer = Json.object();

    @BeforeEach
    void has_a_table() {
        fake.seed(base().put("TableName", "there").toString());
    }

    /** The request of the table "books" with some members replaced, and the error text. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"TableName": "ab"} | TableName must be at least 3 characters long and at most 255 characters long
            {"TableName": "a b"} | 1 validation error detected: Value 'a b' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+
            {"KeySchema": null} | 1 validation error detected: Value null at 'keySchema' failed to satisfy constraint: Member must not be null
            {"BillingMode": "FREE"} | 1 validation error detected: Value 'FREE' at 'billingMode' failed to satisfy constraint: Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]
            {"AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "BOOL"}]} | 1 validation error detected: Value 'BOOL' at 'attributeDefinitions.1.member.attributeType' failed to satisfy constraint: Member must satisfy enum value set: [B, N, S]
            {"ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1}} | *Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST
            {"BillingMode": null} | *ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED
            {"BillingMode": null, "ProvisionedThroughput": {"ReadCapacityUnits": 0, "WriteCapacityUnits": 1}} | 1 validation error detected: Value '0' at 'provisionedThroughput.readCapacityUnits' failed to satisfy constraint: Member must have value greater than or equal to 1
            {"BillingMode": null, "ProvisionedThroughput": {"ReadCapacityUnits": 1000000000001, "WriteCapacityUnits": 1}} | Given value 1000000000001 for ReadCapacityUnits is out of bounds
            {"OnDemandThroughput": {"MaxReadRequestUnits": -1}} | *Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid range
            {"BillingMode": null, "ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1}, "OnDemandThroughput": {"MaxWriteRequestUnits": 5}} | *MaxWriteRequestUnits for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED
            {"KeySchema": [{"AttributeName": "id", "KeyType": "RANGE"}]} | Invalid KeySchema: The first KeySchemaElement is not a HASH key type
            {"KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "no", "KeyType": "RANGE"}]} | Invalid KeySchema: Some index key attribute have no definition
            {"KeySchema": [{"AttributeName": "no", "KeyType": "HASH"}]} | *Some index key attributes are not defined in AttributeDefinitions. Keys: [no], AttributeDefinitions: [id]
            {"AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}, {"AttributeName": "x", "AttributeType": "S"}]} | *Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions
            {"AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}, {"AttributeName": "id", "AttributeType": "S"}]} | Attribute Name is duplicated: id
            {"GlobalSecondaryIndexes": []} | *List of GlobalSecondaryIndexes is empty
            {"StreamSpecification": {"StreamEnabled": true}} | *Table is being created with a stream enabled, UpdateViewType is required
            {"StreamSpecification": {"StreamEnabled": false, "StreamViewType": "NEW_IMAGE"}} | *Table is being created with a stream disabled, UpdateViewType should not be specified
            {"SSESpecification": {"Enabled": false, "SSEType": "KMS"}} | *SSEType can not be specified if Enabled is false
            {"SSESpecification": {"Enabled": true, "KMSMasterKeyId": "alias/x"}} | *SSEType KMS is required if KMSMasterKeyId is specified
            {"TableClass": "GLACIER"} | Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, STANDARD_INFREQUENT_ACCESS].
            {"Tags": [{"Key": "aws:cloudformation:stack-name", "Value": "x"}]} | Tag Key cannot be prefixed with aws:, Key: aws:cloudformation:stack-name
            {"Tags": [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]} | Duplicate Tag Keys provided as input: Duplicate Tag Key found a
            {"Tags": [{"Key": "a"}]} | The Tag Value provided is invalid, Value: null
            """)
    void create_table_refuses(String patch, String text) {
        assertThat(create(patched(patch))).isEqualTo(text.startsWith("*") ? INVALID + text.substring(1) : text);
        assertThat(answer.path("__type").asText()).isEqualTo("com.amazon.coral.validate#ValidationException");
        assertThat(fake.tables()).containsExactly("there");
    }

    /** The key schema of a global index as pairs, its projection, and the error text. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a RANGE | {"ProjectionType": "ALL"} | Invalid KeySchema: The first KeySchemaElement is not a HASH key type
            a HASH b RANGE c HASH | {"ProjectionType": "ALL"} | *All HASH key attributes must precede RANGE key attributes in the KeySchema
            a HASH b HASH c HASH d HASH e HASH | {"ProjectionType": "ALL"} | *The KeySchema exceeds the maximum allowed number of HASH key attributes
            a HASH b RANGE c RANGE d RANGE e RANGE f RANGE | {"ProjectionType": "ALL"} | *The KeySchema exceeds the maximum allowed number of RANGE key attributes
            a HASH a RANGE | {"ProjectionType": "ALL"} | Both the Hash Key and the Range Key element in the KeySchema have the same name
            a HASH b HASH a RANGE | {"ProjectionType": "ALL"} | The KeySchema contains multiple key attributes with the same name
            a HASH | {} | *Unknown ProjectionType: null
            a HASH | {"ProjectionType": "ALL", "NonKeyAttributes": ["x"]} | *ProjectionType is ALL, but NonKeyAttributes is specified
            a HASH | {"ProjectionType": "INCLUDE"} | *ProjectionType is INCLUDE, but NonKeyAttributes is not specified
            a HASH | {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["x", "x"]} | *Duplicate element in NonKeyAttributes: x
            """)
    void create_table_refuses_a_global_index(String keys, String projection, String text) {
        ObjectNode request = base();
        index(request, "by-it", keys).set("Projection", Json.parse(projection));

        assertThat(create(request)).isEqualTo(text.startsWith("*") ? INVALID + text.substring(1) : text);
    }

    @Test
    void an_index_may_project_key_attributes_by_name() {
        ObjectNode request = base();
        index(request, "by-it", "a HASH")
                .set(
                        "Projection",
                        Json.parse("{\"ProjectionType\": \"INCLUDE\", \"NonKeyAttributes\": [\"id\", \"a\"]}"));

        assertThat(create(request)).isEmpty();
    }

    @Test
    void four_partition_and_four_sort_attributes_are_accepted() {
        ObjectNode request = base();
        index(request, "by-it", "a HASH b HASH c HASH d HASH e RANGE f RANGE g RANGE h RANGE");

        assertThat(create(request)).isEmpty();
        assertThat(fake.table("books").at("/Table/GlobalSecondaryIndexes/0/KeySchema"))
                .hasSize(8);
    }

    @Test
    void twenty_global_and_five_local_indexes_are_the_most() {
        ObjectNode many = base();
        for (int i = 1; i <= 21; i++) {
            index(many, "by-" + i, "a HASH");
        }
        assertThat(create(many)).isEqualTo(INVALID + "GlobalSecondaryIndex count exceeds the per-table limit of 20");
        ((ArrayNode) many.path("GlobalSecondaryIndexes")).remove(20);
        assertThat(create(many)).isEmpty();

        ObjectNode local = sorted();
        for (int i = 1; i <= 6; i++) {
            local(local, "by-" + i, "id HASH at RANGE");
        }
        assertThat(create(local)).isEqualTo(INVALID + "Number of LocalSecondaryIndexes exceeds per-table limit of 5");
    }

    @Test
    void a_local_index_has_the_tables_partition_attribute_and_a_sort_attribute() {
        ObjectNode request = base();
        local(request, "by-it", "id HASH at RANGE");
        ((ArrayNode) request.path("AttributeDefinitions"))
                .addObject()
                .put("AttributeName", "at")
                .put("AttributeType", "S");
        assertThat(create(request))
                .isEqualTo(INVALID + "Table KeySchema does not have a range key, which is required when specifying a"
                        + " LocalSecondaryIndex");
        ObjectNode other = sorted();
        local(other, "by-it", "at HASH id RANGE");
        assertThat(create(other))
                .isEqualTo(INVALID + "Index KeySchema does not have the same leading hash key as table KeySchema for"
                        + " index: by-it. index hash key: at, table hash key: id");
        ObjectNode single = sorted();
        local(single, "by-it", "id HASH");
        assertThat(create(single)).isEqualTo(INVALID + "Index KeySchema does not have a range key for index: by-it");
    }

    @Test
    void index_names_are_unique_and_projected_names_number_a_hundred_at_most() {
        ObjectNode twice = base();
        index(twice, "by-it", "a HASH");
        index(twice, "by-it", "a HASH");
        assertThat(create(twice)).isEqualTo(INVALID + "Duplicate index name: by-it");

        ObjectNode projected = base();
        for (int i = 1; i <= 6; i++) {
            ObjectNode projection = index(projected, "by-" + i, "a HASH").putObject("Projection");
            ArrayNode names = projection.put("ProjectionType", "INCLUDE").putArray("NonKeyAttributes");
            for (int j = 0; j < (i < 6 ? 20 : 1); j++) {
                names.add("n" + j);
            }
        }
        assertThat(create(projected))
                .isEqualTo(INVALID
                        + "Number of attributes projected into all of the secondary indexes exceeds the limit of 100");
    }

    @Test
    void names_unused_attributes_of_a_table_with_indexes() {
        ObjectNode request = base();
        index(request, "by-it", "a HASH");
        ((ArrayNode) request.path("AttributeDefinitions"))
                .addObject()
                .put("AttributeName", "z")
                .put("AttributeType", "S");

        assertThat(create(request))
                .isEqualTo(
                        INVALID
                                + "Some AttributeDefinitions are not used. AttributeDefinitions: [id, a, z], keys used: [id, a]");
    }

    /** A member of an UpdateTable of an existing table, and the error text. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {} | At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required
            {"SSESpecification": {"Enabled": true}, "DeletionProtectionEnabled": true} | *Server-Side Encryption modification must be the only operation in the request
            {"TableClass": "STANDARD", "DeletionProtectionEnabled": true} | *TableClass modification must be the only operation in the request
            {"DeletionProtectionEnabled": true, "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"}} | *DeletionProtection modification must be the only operation in the request
            {"StreamSpecification": {"StreamEnabled": true}} | *If stream is being enabled then UpdateViewType is required
            {"StreamSpecification": {"StreamEnabled": false}} | Table has no stream to disable: TableName: there
            {"GlobalSecondaryIndexUpdates": []} | *List of GlobalSecondaryIndexUpdates is empty
            {"GlobalSecondaryIndexUpdates": [{"Create": {"IndexName": "by-a", "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}], "Projection": {"ProjectionType": "ALL"}}}]} | *AttributeDefinitions is not specified for index: by-a
            {"AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "N"}], "GlobalSecondaryIndexUpdates": [{"Create": {"IndexName": "by-id", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}], "Projection": {"ProjectionType": "ALL"}}}]} | *Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. Existing schema: Schema:[SchemaElement: key{id:S}] New schema: Schema:[SchemaElement: key{id:N}]
            {"BillingMode": "PROVISIONED"} | *ProvisionedThroughput must be specified when BillingMode is PROVISIONED
            {"ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1}} | *Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST
            {"GlobalSecondaryIndexUpdates": [{"Delete": {"IndexName": "none"}}]} | Requested resource not found: Index none for table there
            {"GlobalSecondaryIndexUpdates": [{"Delete": {"IndexName": "one"}}, {"Delete": {"IndexName": "two"}}]} | Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table
            """)
    void update_table_refuses(String members, String text) {
        ObjectNode request = Json.parseObject(members).put("TableName", "there");

        assertThat(send("UpdateTable", request)).isEqualTo(text.startsWith("*") ? INVALID + text.substring(1) : text);
    }

    /** The members of a vector index that differ from a valid one, and the error text for a new table and for an existing one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {} | ``
            {"SearchSchema": [{"AttributeName": "no", "SearchSchemaElementType": "HASH"}]} | *One element in SearchSchema is not defined in attribute definitions
            {"VectorAttribute": {"AttributeName": "id"}} | *Conflicting attribute definition for 'id'. An attribute cannot be defined in AttributeDefinitions when used as a VectorAttribute.
            {"Dimensions": null} | 1 validation error detected: Value null at '%s.dimensions' failed to satisfy constraint: Member must not be null
            {"DistanceFunction": "HAMMING"} | 1 validation error detected: Value 'HAMMING' at '%s.distanceFunction' failed to satisfy constraint: Member must satisfy enum value set: [COSINE, DOT_PRODUCT, EUCLIDEAN]
            {"Projection": {}} | *Unknown ProjectionType: null
            """)
    void create_table_and_update_table_refuse_a_vector_index(String patch, String text) {
        ObjectNode index = vector(1);
        index.setAll(Json.parseObject(patch));
        String expected = text.startsWith("*") ? INVALID + text.substring(1) : text;
        ObjectNode table = base();
        table.putArray("VectorIndexes").add(index.deepCopy());
        ObjectNode update = base().retain("AttributeDefinitions");
        update.put("TableName", "there")
                .putArray("VectorIndexUpdates")
                .addObject()
                .set("Create", index);

        assertThat(create(table)).isEqualTo(expected.formatted("vectorIndexes.1.member"));
        assertThat(send("UpdateTable", update)).isEqualTo(expected.formatted("vectorIndexUpdates.1.member.create"));
    }

    @Test
    void vector_indexes_require_on_demand_and_number_five_at_most() {
        String onlyOnDemand = INVALID + "Vector indexes are only supported for PAY_PER_REQUEST tables";
        ObjectNode units = Json.object().put("ReadCapacityUnits", 1).put("WriteCapacityUnits", 1);
        ObjectNode table = base();
        for (int i = 1; i <= 6; i++) {
            table.withArray("VectorIndexes").add(vector(i));
        }
        assertThat(create(table)).isEqualTo(INVALID + "VectorIndex count exceeds the per-table limit of 5");
        ((ArrayNode) table.path("VectorIndexes")).remove(5);
        table.put("BillingMode", "PROVISIONED").set("ProvisionedThroughput", units);
        assertThat(create(table)).isEqualTo(onlyOnDemand);
        table.put("BillingMode", "PAY_PER_REQUEST").remove("ProvisionedThroughput");
        assertThat(create(table)).isEmpty();

        ObjectNode sixth = Json.object().put("TableName", "books");
        sixth.putArray("VectorIndexUpdates").addObject().set("Create", vector(6));
        assertThat(send("UpdateTable", sixth))
                .isEqualTo(
                        "Subscriber limit exceeded: Number of vector secondary indexes exceeds per-table limit of 5");
        ObjectNode billing = Json.object().put("TableName", "books").put("BillingMode", "PROVISIONED");
        billing.set("ProvisionedThroughput", units);
        assertThat(send("UpdateTable", billing)).isEqualTo(onlyOnDemand);
    }

    private static ObjectNode vector(int number) {
        return Json.parseObject(
                "{\"IndexName\": \"alike-" + number + "\", \"VectorAttribute\": {\"AttributeName\": \"v\"},"
                        + " \"Dimensions\": 8, \"DistanceFunction\": \"COSINE\", \"Projection\": {\"ProjectionType\": \"ALL\"}}");
    }

    /** An operation, its input, and the error text. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            DescribeTable | {"TableName": "ab"} | Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'
            DescribeTable | {} | 1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null
            ListTables | {"Limit": 101} | 1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100
            UpdateTimeToLive | {"TableName": "there", "TimeToLiveSpecification": {"Enabled": true}} | 1 validation error detected: Value null at 'timeToLiveSpecification.attributeName' failed to satisfy constraint: Member must not be null
            UpdateContinuousBackups | {"TableName": "there", "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": true, "RecoveryPeriodInDays": 36}} | 1 validation error detected: Value '36' at 'pointInTimeRecoverySpecification.recoveryPeriodInDays' failed to satisfy constraint: Member must have value less than or equal to 35
            UpdateContinuousBackups | {"TableName": "there", "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": false, "RecoveryPeriodInDays": 7}} | Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.
            TagResource | {"ResourceArn": "there", "Tags": [{"Key": "a", "Value": "b"}]} | One or more parameter values were invalid: ARNs must start with 'arn:': there
            TagResource | {"ResourceArn": "arn:aws:dynamodb:eu-west-1:111122223333:table/there", "Tags": []} | Atleast one Tag needs to be provided as Input.
            ListTagsOfResource | {"ResourceArn": "arn:aws:dynamodb:eu-central-1:111122223333:table/there"} | Requested resource not found: ResourceArn: arn:aws:dynamodb:eu-central-1:111122223333:table/there not found
            """)
    void other_operations_refuse(String operation, String input, String text) {
        assertThat(send(operation, Json.parseObject(input))).isEqualTo(text);
    }

    @Test
    void a_key_that_does_not_exist_is_a_validation_error_with_the_text_of_kms() {
        assertThat(
                        create(
                                patched(
                                        "{\"SSESpecification\": {\"Enabled\": true, \"SSEType\": \"KMS\", \"KMSMasterKeyId\": \"alias/no\"}}")))
                .startsWith("KMS validation error: com.amazonaws.services.kms.model.NotFoundException: Alias"
                        + " arn:aws:kms:eu-west-1:111122223333:alias/no is not found.");
    }

    @Test
    void limits_a_table_to_fifty_tags() {
        ObjectNode request = base();
        for (int i = 1; i <= 51; i++) {
            request.withArray("Tags").addObject().put("Key", "k" + i).put("Value", "");
        }

        assertThat(create(request)).isEqualTo("Number of Tags exceed the current limit for the provided ResourceArn");
    }

    private static ObjectNode base() {
        return Json.parseObject("""
                {"TableName": "books", "BillingMode": "PAY_PER_REQUEST",
                 "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                 "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}
                """);
    }

    private static ObjectNode sorted() {
        ObjectNode request = base();
        request.withArray("AttributeDefinitions")
                .addObject()
                .put("AttributeName", "at")
                .put("AttributeType", "S");
        request.withArray("KeySchema").addObject().put("AttributeName", "at").put("KeyType", "RANGE");
        return request;
    }

    private static ObjectNode patched(String patch) {
        ObjectNode request = base();
        Json.parseObject(patch).properties().forEach(member -> {
            if (member.getValue().isNull()) {
                request.remove(member.getKey());
            } else {
                request.set(member.getKey(), member.getValue());
            }
        });
        return request;
    }

    private static ObjectNode index(ObjectNode request, String name, String keys) {
        ObjectNode index = add(request.withArray("GlobalSecondaryIndexes"), name, keys);
        for (JsonNode key : index.path("KeySchema")) {
            String attribute = key.path("AttributeName").asText();
            if (!Json.each(request.path("AttributeDefinitions"), "AttributeName")
                    .contains(attribute)) {
                request.withArray("AttributeDefinitions")
                        .addObject()
                        .put("AttributeName", attribute)
                        .put("AttributeType", "S");
            }
        }
        return index;
    }

    private static void local(ObjectNode request, String name, String keys) {
        add(request.withArray("LocalSecondaryIndexes"), name, keys);
    }

    private static ObjectNode add(ArrayNode indexes, String name, String keys) {
        ObjectNode index = indexes.addObject().put("IndexName", name);
        String[] words = keys.split(" ", -1);
        for (int i = 0; i < words.length; i += 2) {
            index.withArray("KeySchema")
                    .addObject()
                    .put("AttributeName", words[i])
                    .put("KeyType", words[i + 1]);
        }
        index.putObject("Projection").put("ProjectionType", "ALL");
        return index;
    }

    private String create(ObjectNode request) {
        return send("CreateTable", request);
    }

    /** The text of the error, empty if there is none. */
    private String send(String operation, ObjectNode input) {
        WireReply reply = fake.answer(new WireRequest("DynamoDB_20120810." + operation, input.toString()));
        answer = Json.parse(reply.body());
        return answer.path("message").asText();
    }
}
