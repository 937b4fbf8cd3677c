package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ddbtool.cli.HttpCliRunner;
import dev.ddbtool.local.DynamoDbLocal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** All example tables of dev with manual changes, and the commands that revert them. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class DriftIT {

    private static final String DEV = "construction-expenses-dev-";
    private static final String WHERE = " -e dev";

    @TempDir
    Path home;

    @TempDir
    Path schemas;

    /** A separate server: after an index was deleted, DynamoDB Local may never finish adding one. */
    private final DynamoDbLocal server = DynamoDbLocal.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_commands_suggested_by_diff_resolve_all_but_manual_differences() throws IOException {
        copyTheSchemasWithAStreamAndProtection();
        assertThat(inProcess("create").exitCode()).isZero();

        CommandResult fresh = inProcess("diff");
        assertThat(fresh.out()).contains("\n13 in sync\n");
        assertThat(fresh.exitCode()).isZero();

        changeByHand(server.endpoint());

        CommandResult drifted = BinaryRunner.withNothing(home)
                .with("SCHEMA_DIR", schemas.toString())
                .with("AWS_ENDPOINT_URL", server.endpoint().toString())
                .run("diff" + WHERE);
        assertThat(drifted.exitCode()).isEqualTo(1);
        assertThat(tables(drifted)).isEqualTo("""
                ~ companies             differs
                    global index by-city: schema none, live city, projection ALL [manual]
                ~ company-contractors   differs
                    key schema: schema companyId + contractorId (sort), live companyId [manual]
                = company-expenses      in sync
                ~ company-projects      differs
                    stream: schema NEW_IMAGE, live off [reconcile]
                    deletion protection: schema on, live off [reconcile]
                ~ company-users         differs
                    global index by-user: schema userId, projection ALL, live none [add-gsi]
                = company-works         in sync
                ? foreign               extra
                    live, but not in the schema files
                - invitations           missing
                    in the schema files, but not live
                = paddle-customers      in sync
                ~ paddle-payments       differs
                    stream: schema off, live KEYS_ONLY [manual]
                ~ paddle-subscriptions  differs
                    billing mode: schema PAY_PER_REQUEST, live PROVISIONED [manual]
                ~ paddle-webhook-dlq    differs
                    TTL: schema on (ttl), live on (expiry) [manual]
                ~ paddle-webhooks       differs
                    deletion protection: schema off, live on [manual]
                ~ pending-payments      differs
                    TTL: schema on (expiresAt), live off [reconcile]
                9 differ, 1 extra, 3 in sync, 1 missing
                """);
        assertThat(drifted.err().lines())
                .contains(
                        "create missing tables: ddbtool create" + WHERE,
                        "complete the settings of existing tables: ddbtool reconcile" + WHERE,
                        "add missing indexes: ddbtool add-gsi --from-schema" + WHERE,
                        "for differences marked [manual], decide which side is correct");

        CommandResult created = inProcess("create");
        assertThat(created.out()).contains("+ invitations           created", "\n1 created, 9 differ, 3 in sync\n");
        assertThat(created.exitCode()).isEqualTo(1);

        CommandResult indexed = inProcess("add-gsi --from-schema");
        assertThat(indexed.out()).contains("+ company-users         index created");
        assertThat(indexed.exitCode()).as(indexed.err()).isZero();

        CommandResult reconciled = inProcess("create --reconcile");
        assertThat(reconciled.out())
                .contains("~ company-projects      reconciled", "~ pending-payments      reconciled")
                .doesNotContain("[reconcile]", "[add-gsi]");
        assertThat(reconciled.exitCode()).isEqualTo(1);

        CommandResult left = inProcess("diff --output json");
        assertThat(left.exitCode()).isEqualTo(1);
        assertThat(differences(left.json()))
                .containsExactly(
                        "companies globalSecondaryIndex by-city manual",
                        "company-contractors keySchema manual",
                        "foreign table extra",
                        "paddle-payments stream manual",
                        "paddle-subscriptions billingMode manual",
                        "paddle-webhook-dlq timeToLive manual",
                        "paddle-webhooks deletionProtection manual");
    }

    /** Runs a command in this process, which is faster than a new process. */
    private CommandResult inProcess(String command) {
        return CommandResult.of(HttpCliRunner.at(server.endpoint())
                .run(Map.of("SCHEMA_DIR", schemas.toString()), List.of((command + WHERE).split(" "))));
    }

    /** Two settings that no example table has, and that can be turned off and on. */
    private void copyTheSchemasWithAStreamAndProtection() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("schemas"))) {
            for (Path file : files.toList()) {
                Files.copy(file, schemas.resolve(file.getFileName()));
            }
        }
        Path projects = schemas.resolve("company-projects.json");
        Files.writeString(
                projects,
                Files.readString(projects)
                        .replace(
                                "\"SSEDescription\":",
                                "\"StreamSpecification\": {\"StreamEnabled\": true, \"StreamViewType\": \"NEW_IMAGE\"},"
                                        + " \"SSEDescription\":")
                        .replace("\"DeletionProtectionEnabled\": false", "\"DeletionProtectionEnabled\": true"));
    }

    private static void changeByHand(URI endpoint) {
        try (DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("dummy", "dummy")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            timeToLive(client, "pending-payments", "expiresAt", false);
            timeToLive(client, "paddle-webhook-dlq", "ttl", false);
            timeToLive(client, "paddle-webhook-dlq", "expiry", true);
            client.updateTable(change -> change.tableName(DEV + "companies")
                    .attributeDefinitions(attributes("city"))
                    .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                            .create(create -> create.indexName("by-city")
                                    .keySchema(keys("city"))
                                    .projection(projection -> projection.projectionType(ProjectionType.ALL)))
                            .build()));
            client.updateTable(
                    change -> change.tableName(DEV + "paddle-webhooks").deletionProtectionEnabled(true));
            client.updateTable(change -> change.tableName(DEV + "paddle-payments")
                    .streamSpecification(
                            stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)));
            client.updateTable(change -> change.tableName(DEV + "company-projects")
                    .streamSpecification(stream -> stream.streamEnabled(false)));
            client.updateTable(
                    change -> change.tableName(DEV + "company-projects").deletionProtectionEnabled(false));
            client.deleteTable(table -> table.tableName(DEV + "invitations"));
            // recreated, because DynamoDB Local may never finish deleting an index
            client.deleteTable(table -> table.tableName(DEV + "company-users"));
            client.createTable(onDemand("company-users", "companyId", "userId")
                    .attributeDefinitions(attributes("companyId", "userId", "role"))
                    .globalSecondaryIndexes(index("by-company-and-role", "companyId", "role"))
                    .build());
            client.deleteTable(table -> table.tableName(DEV + "company-contractors"));
            client.createTable(onDemand("company-contractors", "companyId").build());
            client.deleteTable(table -> table.tableName(DEV + "paddle-subscriptions"));
            client.createTable(onDemand("paddle-subscriptions", "subscriptionId")
                    .attributeDefinitions(attributes("subscriptionId", "companyId", "customerId"))
                    .globalSecondaryIndexes(
                            provisioned(index("by-company", "companyId")),
                            provisioned(index("by-customer", "customerId")))
                    .billingMode(BillingMode.PROVISIONED)
                    .provisionedThroughput(units -> units.readCapacityUnits(1L).writeCapacityUnits(1L))
                    .build());
            client.createTable(onDemand("foreign", "id").build());
        }
    }

    private static void timeToLive(DynamoDbClient client, String table, String attribute, boolean on) {
        client.updateTimeToLive(change -> change.tableName(DEV + table)
                .timeToLiveSpecification(ttl -> ttl.enabled(on).attributeName(attribute)));
    }

    private static CreateTableRequest.Builder onDemand(String table, String... keys) {
        return CreateTableRequest.builder()
                .tableName(DEV + table)
                .attributeDefinitions(attributes(keys))
                .keySchema(keys(keys))
                .billingMode(BillingMode.PAY_PER_REQUEST);
    }

    private static GlobalSecondaryIndex index(String name, String... keys) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(keys(keys))
                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                .build();
    }

    private static GlobalSecondaryIndex provisioned(GlobalSecondaryIndex index) {
        return index.toBuilder()
                .provisionedThroughput(units -> units.readCapacityUnits(1L).writeCapacityUnits(1L))
                .build();
    }

    private static List<AttributeDefinition> attributes(String... names) {
        return Stream.of(names)
                .map(name -> AttributeDefinition.builder()
                        .attributeName(name)
                        .attributeType("S")
                        .build())
                .toList();
    }

    private static List<KeySchemaElement> keys(String... names) {
        List<KeySchemaElement> keys = new ArrayList<>();
        for (String name : names) {
            keys.add(KeySchemaElement.builder()
                    .attributeName(name)
                    .keyType(keys.isEmpty() ? KeyType.HASH : KeyType.RANGE)
                    .build());
        }
        return keys;
    }

    /** The report without the lines about settings that DynamoDB Local does not support. */
    private static String tables(CommandResult ended) {
        return ended.out()
                .lines()
                .filter(line -> !line.contains("not read: "))
                .map(line -> line + "\n")
                .reduce("", String::concat);
    }

    private static List<String> differences(JsonNode report) {
        List<String> differences = new ArrayList<>();
        report.at("/tables")
                .forEach(table -> table.at("/differences").forEach(difference -> {
                    String item = difference.at("/item").asText("");
                    differences.add(table.at("/table").asText() + " "
                            + difference.at("/setting").asText() + " "
                            + (item.isEmpty() ? "" : item + " ")
                            + difference.at("/remedy").asText());
                }));
        return differences;
    }
}
