package dev.ddbtool.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.local.DynamoDbLocal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A test suite that ddbtool creates tables for. docs/integration-tests.md quotes it, from here to the end. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class OrdersIT {

    // In your project: URI.create("http://localhost:8000"), "ddbtool", and the folder of ddbtool.toml.
    private static final URI ENDPOINT = DynamoDbLocal.shared().endpoint();
    private static final Path DDBTOOL = Path.of("target/ddbtool/bin/ddbtool").toAbsolutePath();
    private static final Path PROJECT = Path.of("src/test/resources/integration-tests");

    private static final DynamoDbClient CLIENT = DynamoDbClient.builder()
            .endpointOverride(ENDPOINT)
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("dummy", "dummy")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    @BeforeAll
    static void create_tables() throws IOException, InterruptedException {
        Process create = new ProcessBuilder(
                        DDBTOOL.toString(), "create", "-e", "dev", "--endpoint-url", ENDPOINT.toString())
                .directory(PROJECT.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(create.getInputStream().readAllBytes(), UTF_8);
        assertThat(create.waitFor()).as(output).isZero();
    }

    @AfterAll
    static void close_client() {
        CLIENT.close();
    }

    @Test
    void finds_the_orders_of_a_customer() {
        CLIENT.putItem(request ->
                request.tableName("shop-dev-orders").item(Map.of("orderId", text("o-1"), "customer", text("ada"))));

        assertThat(CLIENT.query(request -> request.tableName("shop-dev-orders")
                                .indexName("by-customer")
                                .keyConditionExpression("customer = :customer")
                                .expressionAttributeValues(Map.of(":customer", text("ada"))))
                        .items())
                .containsExactly(Map.of("orderId", text("o-1"), "customer", text("ada")));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
