package dev.ddbtool.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbLocalTest {

    @Test
    void starts_empty_and_answers_until_it_is_closed() {
        DynamoDbLocal server = DynamoDbLocal.start();
        try (server;
                DynamoDbClient client = client(server)) {
            assertThat(client.listTables().tableNames()).isEmpty();
        }

        assertThatThrownBy(() -> new Socket("localhost", server.endpoint().getPort()).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void shares_one_server() {
        assertThat(DynamoDbLocal.shared()).isSameAs(DynamoDbLocal.shared());
        try (DynamoDbClient client = client(DynamoDbLocal.shared())) {
            assertThat(client.listTables().sdkHttpResponse().isSuccessful()).isTrue();
        }
    }

    @Test
    void shows_the_server_output_if_it_does_not_start() {
        assertThatThrownBy(() -> DynamoDbLocal.start("-noSuchOption"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("noSuchOption");
    }

    private static DynamoDbClient client(DynamoDbLocal server) {
        return DynamoDbClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
