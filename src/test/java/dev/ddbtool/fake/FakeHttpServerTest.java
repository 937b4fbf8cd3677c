package dev.ddbtool.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class FakeHttpServerTest {

    private final FakeControlPlane fake = new FakeControlPlane(new SettableClock());
    private final FakeHttpServer server = FakeHttpServer.start(fake);
    private final DynamoDbClient client = client(server.endpoint());

    private static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(FakeClients.credentials())
                .overrideConfiguration(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void answers_over_a_socket() {
        ExampleTables.production(fake);

        assertThat(client.listTables().tableNames()).hasSize(13);
        assertThatThrownBy(() -> client.describeTable(request -> request.tableName("none")))
                .isInstanceOf(ResourceNotFoundException.class);
        String arn = fake.identity().tableArn(fake.tables().get(0));
        client.untagResource(request -> request.resourceArn(arn).tagKeys("Environment"));
        assertThat(client.listTagsOfResource(request -> request.resourceArn(arn))
                        .tags())
                .isEmpty();
        assertThat(server.connections()).isPositive();
        assertThat(server.endpoint().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void connecting_takes_a_round_trip() {
        Duration roundTrip = Duration.ofMillis(500);
        try (FakeHttpServer far = FakeHttpServer.start(fake, roundTrip);
                DynamoDbClient first = client(far.endpoint())) {
            assertThat(time(first::listTables)).isGreaterThanOrEqualTo(roundTrip);
        }
    }

    @Test
    void connecting_and_a_tls_handshake_take_a_round_trip_each(@TempDir Path folder) throws Exception {
        Duration roundTrip = Duration.ofMillis(250);
        try (TlsProxy proxy = TlsProxy.start(server.endpoint(), folder, roundTrip);
                InputStream pem = Files.newInputStream(proxy.certificate())) {
            SSLSocketFactory sockets = trusting(pem).getSocketFactory();
            assertThat(time(() -> {
                        try (Socket socket = sockets.createSocket(
                                "localhost", proxy.endpoint().getPort())) {
                            ((SSLSocket) socket).startHandshake();
                        }
                    }))
                    .isGreaterThanOrEqualTo(roundTrip.multipliedBy(2));
        }
    }

    private static SSLContext trusting(InputStream pem) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static Duration time(ThrowingCallable work) {
        long start = System.nanoTime();
        assertThatCode(work).doesNotThrowAnyException();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void answers_all_connections_at_once() {
        fake.storm(Storm.calm().withLatency(Duration.ofMillis(50), Duration.ofMillis(50)));

        List<CompletableFuture<Integer>> calls = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> client.listTables().tableNames().size()))
                .limit(64)
                .toList();

        assertThat(calls).extracting(CompletableFuture::join).containsOnly(0).hasSize(64);
        assertThat(fake.operations()).hasSize(64);
    }

    @Test
    void does_not_carry_out_an_incomplete_request() throws IOException {
        try (Socket half =
                new Socket(InetAddress.getLoopbackAddress(), server.endpoint().getPort())) {
            String request =
                    "POST / HTTP/1.1\r\nX-Amz-Target: DynamoDB_20120810.ListTables\r\nContent-Length: 2\r\n\r\n{";
            half.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            half.shutdownOutput();

            assertThat(half.getInputStream().read()).isNegative();
        }
        assertThat(fake.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64, 10_000})
    void accepts_split_and_joined_requests(int piece) throws IOException {
        byte[] two = "POST / HTTP/1.1\r\nx-amz-target:DynamoDB_20120810.ListTables\r\nContent-length: 2 \r\n\r\n{}"
                .repeat(2)
                .getBytes(StandardCharsets.ISO_8859_1);
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.endpoint().getPort())) {
            socket.setTcpNoDelay(true);
            for (int from = 0; from < two.length; from += piece) {
                socket.getOutputStream().write(two, from, Math.min(piece, two.length - from));
            }
            socket.shutdownOutput();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .containsPattern("(?s)HTTP/1.1 200 OK.*HTTP/1.1 200 OK");
        }
        assertThat(fake.operations()).containsExactly("ListTables", "ListTables");
    }

    @Test
    void refuses_a_head_that_is_too_large() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.endpoint().getPort())) {
            socket.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nx: " + "x".repeat(17_000)).getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();

            assertThat(read(socket)).isNegative();
            assertThat(fake.calls()).isEmpty();
        }
    }

    /** -1 too where the server has closed without having read all, which resets the connection. */
    private static int read(Socket socket) {
        try {
            return socket.getInputStream().read();
        } catch (IOException e) {
            return -1;
        }
    }

    /** Requests take different times, and all are sent before the first response. */
    @Test
    void answers_in_the_order_of_requests() throws IOException {
        fake.storm(Storm.calm().withSeed(1).withLatency(Duration.ZERO, Duration.ofMillis(20)));
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            String body = "{\"TableName\":\"table-" + i + "\"}";
            requests.append("POST / HTTP/1.1\r\nX-Amz-Target: DynamoDB_20120810.DescribeTable\r\nContent-Length: ")
                    .append(body.length())
                    .append("\r\n\r\n")
                    .append(body);
        }

        Matcher named = Pattern.compile("table-[0-9]+").matcher(exchange(requests.toString()));

        assertThat(named.results().map(MatchResult::group))
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(i -> "table-" + i).toList());
    }

    @Test
    void ignores_requests_after_a_broken_connection() throws IOException {
        fake.on("ListTables").nth(1).fail(Fault.reset());
        String request = "POST / HTTP/1.1\r\nX-Amz-Target: DynamoDB_20120810.ListTables\r\nContent-Length: 2\r\n\r\n{}";

        assertThat(exchange(request + request)).isEmpty();
        assertThat(fake.operations()).containsExactly("ListTables");
        assertThat(exchange(request + "GET / HTTP/1.1\r\nContent-Length: many\r\n\r\n"))
                .as("what was asked before is answered")
                .startsWith("HTTP/1.1 200 OK");
    }

    /** All responses of the server until it closes the connection. */
    private String exchange(String requests) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.endpoint().getPort())) {
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void breaks_only_the_connection_of_a_throwing_script() {
        fake.on("ListTables")
                .where(request -> {
                    throw new AssertionError("thrown by a test");
                })
                .nth(1)
                .fail(Fault.reset());

        assertThatThrownBy(() -> client.listTables()).isInstanceOf(SdkClientException.class);
        fake.forget("ListTables");
        assertThat(client.listTables().tableNames()).isEmpty();
    }

    @Test
    void survives_closed_connections() {
        CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 2_000; i++) {
                server.closeConnections();
            }
        });
        while (!closing.isDone()) {
            try {
                client.listTables();
            } catch (SdkClientException e) {
                assertThat(e).hasMessageNotContaining("timed out");
            }
        }
        closing.join();

        assertThat(client.listTables().tableNames()).isEmpty();
    }

    @Test
    void refuses_a_port_in_use() {
        int port = server.endpoint().getPort();

        assertThatThrownBy(() -> FakeHttpServer.start(fake, port)).isInstanceOf(UncheckedIOException.class);
        server.close();
        FakeHttpServer.start(fake, port).close();
    }

    @Test
    void serves_a_shell_until_it_ends() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeHttpServer.class.getName(),
                        "--latency",
                        "1")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = process.inputReader();
                DynamoDbClient client = client(URI.create(out.readLine()))) {
            assertThat(client.listTables().tableNames()).hasSize(13);
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroy();
        }
    }

    @Test
    void breaks_the_connection_for_a_reset_and_a_lost_response() {
        fake.on("DeleteTable").nth(1).fail(Fault.reset());
        fake.on("DeleteTable").nth(2).fail(Fault.lostResponse());
        fake.seed(ExampleTables.createTable("companies", "one"));

        assertThatThrownBy(() -> client.deleteTable(request -> request.tableName("one")))
                .isInstanceOf(SdkClientException.class);
        assertThat(fake.tables()).containsExactly("one");
        assertThatThrownBy(() -> client.deleteTable(request -> request.tableName("one")))
                .isInstanceOf(SdkClientException.class);
        assertThat(fake.tables()).isEmpty();
    }
}
