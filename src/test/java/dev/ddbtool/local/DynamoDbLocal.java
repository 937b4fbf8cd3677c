package dev.ddbtool.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** DynamoDB Local in a separate process, in memory and initially empty. */
public final class DynamoDbLocal implements AutoCloseable {

    private static final Path FOLDER = Path.of("target", "dynamodb-local").toAbsolutePath();
    private static final Duration TIME_TO_START = Duration.ofSeconds(60);
    /** Another process may take a free port before it is used. */
    private static final int PORTS_TO_TRY = 3;

    private final Process process;
    private final int port;
    private final Path output;

    private DynamoDbLocal(int port, String[] options) throws IOException {
        this.port = port;
        this.output = FOLDER.resolve("server-" + port + ".log");
        Path scratch = Files.createDirectories(FOLDER.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + scratch,
                "-cp",
                FOLDER.resolve("lib") + File.separator + "*",
                "software.amazon.dynamodb.services.local.main.ServerRunner",
                "-inMemory",
                "-sharedDb",
                "-disableTelemetry",
                "-port",
                Integer.toString(port)));
        command.addAll(List.of(options));
        this.process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /**
     * Starts the server and waits until it responds, at most a minute.
     *
     * @param options additional options, such as {@code -delayTransientStatuses}
     * @throws IllegalStateException with its output, if it does not start
     */
    public static DynamoDbLocal start(String... options) {
        if (!Files.isDirectory(FOLDER.resolve("lib"))) {
            throw new IllegalStateException(
                    "DynamoDB Local is not in " + FOLDER + ": run ./mvnw process-test-resources");
        }
        String said = "";
        for (int i = 0; i < PORTS_TO_TRY; i++) {
            DynamoDbLocal server = launch(options);
            if (server.answersInTime()) {
                return server;
            }
            server.close();
            said = server.printed();
            if (!said.contains("Address already in use")) {
                break;
            }
        }
        throw new IllegalStateException("DynamoDB Local does not start; its output:\n" + said);
    }

    /** The shared server, which starts on first use and stops when the JVM ends. */
    public static DynamoDbLocal shared() {
        return Shared.SERVER;
    }

    /** The endpoint. */
    public URI endpoint() {
        return URI.create("http://localhost:" + port);
    }

    /** The file with its output. */
    public Path output() {
        return output;
    }

    /** Stops the server and discards its tables. Can be called again. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static DynamoDbLocal launch(String[] options) {
        try {
            return new DynamoDbLocal(freePort(), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean answersInTime() {
        long deadline = System.nanoTime() + TIME_TO_START.toNanos();
        while (System.nanoTime() < deadline) {
            if (answers()) {
                return true;
            }
            try {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /** Makes a request, since the server listens before it can respond. */
    private boolean answers() {
        try {
            HttpURLConnection call = (HttpURLConnection) endpoint().toURL().openConnection();
            call.setRequestMethod("POST");
            call.setDoOutput(true);
            call.setConnectTimeout(1_000);
            call.setReadTimeout(10_000);
            call.setRequestProperty("Content-Type", "application/x-amz-json-1.0");
            call.setRequestProperty("X-Amz-Target", "DynamoDB_20120810.ListTables");
            call.setRequestProperty(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/dynamodb/aws4_request,"
                            + " SignedHeaders=host, Signature=0");
            try (OutputStream body = call.getOutputStream()) {
                body.write("{}".getBytes(UTF_8));
            }
            return call.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        static final DynamoDbLocal SERVER = start();
    }
}
