package dev.ddbtool.cli;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.ThreadedAgenda;
import dev.ddbtool.aws.call.connect.Connection;
import dev.ddbtool.aws.call.connect.ConnectionSettings;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.project.Variables;
import dev.ddbtool.report.Console;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Runs literal command lines through the real entry point against a server, over a socket and in real time. */
public final class HttpCliRunner {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final URI endpoint;
    private final @Nullable AwsCredentialsProvider credentials;
    private Path workingDirectory = Path.of("");

    private HttpCliRunner(URI endpoint, @Nullable AwsCredentialsProvider credentials) {
        this.endpoint = endpoint;
        this.credentials = credentials;
    }

    /** The result of a command, and its operations in order. */
    public record Result(int exitCode, String out, String err, List<String> operations) {

        public Result {
            operations = List.copyOf(operations);
        }

        /** The operations that can change something. */
        public List<String> mutations() {
            return operations.stream()
                    .filter(operation -> !operation.startsWith("Describe") && !operation.startsWith("List"))
                    .toList();
        }
    }

    /** Command lines for this endpoint, with the credentials that the SDK finds. */
    public static HttpCliRunner at(URI endpoint) {
        return new HttpCliRunner(endpoint, null);
    }

    /** Command lines for a server that represents all of AWS, with these credentials. */
    public static HttpCliRunner signedIn(URI endpoint, AwsCredentialsProvider credentials) {
        return new HttpCliRunner(endpoint, credentials);
    }

    /** Runs in this folder instead of the one of the build. */
    public HttpCliRunner in(Path folder) {
        workingDirectory = folder;
        return this;
    }

    /** Runs one command with only these variables, and with {@code --endpoint-url} appended. */
    public Result run(Map<String, String> variables, List<String> arguments) {
        List<String> line = new ArrayList<>(arguments);
        line.addAll(List.of("--endpoint-url", endpoint.toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = Console.of(out, err, InputStream.nullInputStream(), Set.of(), 100);
        Recorder recorder = new Recorder(
                UrlConnectionHttpClient.builder().socketTimeout(ANSWER_TIMEOUT).build(), endpoint);
        int code = Main.run(
                new App(console, new Variables(variables), workingDirectory, new RealOutside(recorder, credentials)),
                line.toArray(String[]::new));
        if (ReportSchema.isAskedFor(line)) {
            ReportSchema.check(out.toString(StandardCharsets.UTF_8), code);
        }
        return new Result(
                code,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8),
                List.copyOf(recorder.operations));
    }

    /** The real outside, which also records requests. */
    private record RealOutside(Recorder recorder, @Nullable AwsCredentialsProvider credentials) implements App.Outside {

        @Override
        public void configureLogging(boolean debug) {
            // the tests configure it
        }

        @Override
        public void handleSignals(App app) {
            // tests send no signals
        }

        @Override
        public Connection connect(ConnectionSettings settings) {
            return Connection.open(settings, recorder, credentials);
        }

        @Override
        public Agenda agenda() {
            return new ThreadedAgenda();
        }

        @Override
        public RandomGenerator random() {
            return RandomGenerator.getDefault();
        }

        @Override
        public ZoneId zone() {
            return ZoneId.of("Europe/Paris");
        }
    }

    /** Forwards every request, including those to KMS and STS, and records its operation. */
    private static final class Recorder implements SdkHttpClient {

        private final SdkHttpClient http;
        private final URI endpoint;
        private final List<String> operations = Collections.synchronizedList(new ArrayList<>());

        Recorder(SdkHttpClient http, URI endpoint) {
            this.http = http;
            this.endpoint = endpoint;
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            request.httpRequest()
                    .firstMatchingHeader("X-Amz-Target")
                    .ifPresent(target -> operations.add(target.substring(target.indexOf('.') + 1)));
            SdkHttpRequest sent = request.httpRequest().toBuilder()
                    .protocol(endpoint.getScheme())
                    .host(endpoint.getHost())
                    .port(endpoint.getPort())
                    .build();
            return http.prepareRequest(HttpExecuteRequest.builder()
                    .request(sent)
                    .contentStreamProvider(request.contentStreamProvider().orElse(null))
                    .build());
        }

        @Override
        public void close() {
            http.close();
        }
    }
}
