package dev.ddbtool.aws.call.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddbtool.aws.FakeDynamoDb;
import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.aws.call.Endpoint.EndpointKind;
import dev.ddbtool.aws.call.Operation;
import dev.ddbtool.aws.call.ThreadedAgenda;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeControlPlane;
import dev.ddbtool.fake.FakeHttpServer;
import dev.ddbtool.fake.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Real connections, without TLS. */
@Isolated
class HttpClientTest {

    private final FakeControlPlane fake = new FakeControlPlane(InstantSource.system());
    private final FakeHttpServer server = FakeHttpServer.start(fake);
    private final ThreadedAgenda agenda = new ThreadedAgenda();
    private final Connection connection = Connection.open(
            new ConnectionSettings("eu-west-1", null, server.endpoint().toString(), EndpointKind.AUTO),
            ConnectionTest.profiles(""),
            null,
            FakeDynamoDb.CREDENTIALS);
    private final ControlPlane controlPlane =
            connection.controlPlane(agenda, new ControlPlane.Limits(4, true, Duration.ofSeconds(10)), new Random(1));

    @AfterEach
    void stop() {
        connection.close();
        agenda.close();
        server.close();
        System.clearProperty("socksProxyHost");
        System.clearProperty("socksProxyPort");
    }

    private List<String> tables() {
        return agenda.run(controlPlane.call(
                Operation.LIST_TABLES, "", client -> client.listTables().tableNames()));
    }

    @Test
    void reuses_connections() {
        tables();
        tables();

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void retries_a_read_on_a_closed_connection() {
        tables();
        server.closeConnections();

        assertThat(tables()).isEmpty();

        assertThat(fake.operations()).containsExactly("ListTables", "ListTables");
    }

    @Test
    void does_not_send_a_change_on_a_closed_connection() {
        fake.seed(ExampleTables.createTable("companies", "one"));
        try (DynamoDbClient client = client()) {
            client.listTables();
            server.closeConnections();

            client.updateTable(request -> request.tableName("one").deletionProtectionEnabled(true));

            assertThat(fake.operations()).containsExactly("ListTables", "UpdateTable");
        }
    }

    @Test
    void does_not_repeat_a_change_with_a_lost_response() {
        fake.seed(ExampleTables.createTable("companies", "one"));
        fake.on("UpdateTable").fail(Fault.lostResponse());
        try (DynamoDbClient client = client()) {
            client.listTables();

            assertThatThrownBy(() -> client.updateTable(
                            request -> request.tableName("one").deletionProtectionEnabled(true)))
                    .isInstanceOf(SdkClientException.class);

            assertThat(fake.operations()).containsExactly("ListTables", "UpdateTable");
        }
    }

    private DynamoDbClient client() {
        return DynamoDbClient.builder()
                .httpClient(Connection.httpClient(Operation.LONGEST_ATTEMPT))
                .region(Region.EU_WEST_1)
                .credentialsProvider(FakeDynamoDb.CREDENTIALS)
                .endpointOverride(server.endpoint())
                .overrideConfiguration(settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    @Test
    void times_out_on_a_silent_server() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SdkHttpClient client = Connection.httpClient(Duration.ofMillis(100))) {
            assertThatThrownBy(() -> get(client, "http://127.0.0.1:" + silent.getLocalPort()))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    private static void get(SdkHttpClient client, String url) throws IOException {
        client.prepareRequest(HttpExecuteRequest.builder()
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.GET)
                                .uri(URI.create(url))
                                .build())
                        .build())
                .call();
    }

    /** {@code ErrorTranslator} recognises this message of Java. */
    @Test
    void reports_a_server_that_does_not_use_tls() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SdkHttpClient client = Connection.httpClient(Operation.LONGEST_ATTEMPT)) {
            CompletableFuture<Void> refusal = CompletableFuture.runAsync(() -> refuse(plain));

            assertThatThrownBy(() -> get(client, "https://127.0.0.1:" + plain.getLocalPort()))
                    .isInstanceOf(SSLException.class)
                    .hasMessage("Unsupported or unrecognized SSL message");

            refusal.join();
        }
    }

    /** Responds as HTTP servers do to something that is not HTTP. */
    private static void refuse(ServerSocket server) {
        try (Socket accepted = server.accept()) {
            assertThat(accepted.getInputStream().read(new byte[4096]))
                    .isPositive(); // unread bytes would reset the connection
            accepted.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void does_not_retry_status_401() {
        fake.on("ListTables").fail(Fault.error("", "", 401));

        assertThatThrownBy(this::tables).cause().hasMessage("ListTables failed: HTTP status 401");

        assertThat(fake.operations()).containsExactly("ListTables");
    }

    @Test
    void uses_the_proxy_of_the_jdk_settings() throws IOException {
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SdkHttpClient client = Connection.httpClient(Operation.LONGEST_ATTEMPT)) {
            proxy.setSoTimeout(10_000);
            System.setProperty("socksProxyHost", "127.0.0.1");
            System.setProperty("socksProxyPort", String.valueOf(proxy.getLocalPort()));
            CompletableFuture<Integer> greeting = CompletableFuture.supplyAsync(() -> firstByte(proxy));

            assertThatThrownBy(() -> get(client, "http://192.0.2.1:8000")).isInstanceOf(IOException.class);

            assertThat(greeting.join()).isEqualTo(5); // the version of SOCKS
        }
    }

    /** Accepts only one connection. The next, with an older version of SOCKS, is refused. */
    private static int firstByte(ServerSocket server) {
        try (server;
                Socket asked = server.accept()) {
            return asked.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
