package dev.ddbtool.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.schema.RandomSchemas;
import dev.ddbtool.schema.RandomSchemas.Sse;
import dev.ddbtool.schema.TableSchema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * Damaged schema files and damaged answers of the service never end a command as an internal error, never make it run forever, and
 * never get a control character to the terminal. The generators are seeded, so a failure names the mutant that shows it.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class FuzzTest {

    private static final int FILE_MUTANTS = 2_000;
    private static final int ANSWER_MUTANTS = 250;

    private static final JsonMapper JSON = new JsonMapper();

    /** Control characters and those that reorder or hide text; a line feed ends a line of the tool's own. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n]]");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** What {@code validate} accepts, {@code create} can create, and the tables are then in sync with their files. */
    @Test
    void damaged_schema_files_are_refused_or_work() {
        JsonMutants mutants = new JsonMutants(1);
        RandomSchemas schemas = new RandomSchemas(1);
        int accepted = 0;
        for (int i = 0; i < FILE_MUTANTS; i++) {
            Sse sse = i % 2 == 0 ? Sse.AWS_MANAGED_KEY : Sse.AWS_OWNED_KEY;
            TableSchema schema = schemas.complete(sse, "unused").withName("notes");
            String mutant = mutants.of(tree(schemas.text(schema)));
            Path own = folder.resolve("schemas" + i);
            write(own, mutant);
            Cli cli = Cli.withFake().unsigned().variable("SCHEMA_DIR", own.toString());

            Cli.Ended validated = run(cli, mutant, "validate");
            assertThat(validated.exitCode()).as(mutant).isIn(0, 3);
            if (validated.exitCode() == 0) {
                accepted++;
                Cli.Ended created = run(cli, mutant, "create", "-e", "dev", "--billing", "as-exported");
                assertThat(created.exitCode())
                        .as(mutant + "\n" + created.screen())
                        .isZero();
                Cli.Ended compared = run(cli, mutant, "diff", "-e", "dev", "--billing", "as-exported");
                assertThat(compared.exitCode())
                        .as(mutant + "\n" + compared.screen())
                        .isZero();
            }
        }
        assertThat(accepted).as("mutants that are valid").isBetween(FILE_MUTANTS / 50, FILE_MUTANTS / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeTable", "ListTables"})
    void damaged_answers_are_errors_of_the_table_or_of_the_run(String operation) {
        JsonMutants mutants = new JsonMutants(2);
        List<List<String>> commands = List.of(
                List.of("export"),
                List.of("diff"),
                List.of("create", "--reconcile", "--yes"),
                List.of("add-gsi", "--from-schema", "--yes"));
        for (int i = 0; i < ANSWER_MUTANTS; i++) {
            Path own = folder.resolve("schemas" + i);
            ExampleFiles.copyTo(own);
            Cli cli = Cli.withFake().unsigned().variable("SCHEMA_DIR", own.toString());
            ExampleTables.production(cli.fake());
            StringBuilder mutant = new StringBuilder();
            cli.way(http -> new DamagingHttpClient(http, operation, "companies", body -> {
                if (mutant.isEmpty()) {
                    mutant.append(mutants.of(tree(body)));
                }
                return mutant.toString();
            }));
            List<String> command = commands.get(operation.equals("ListTables") ? i % 2 : i % commands.size());

            Cli.Ended ended = run(cli, mutant, command.toArray(String[]::new));

            assertThat(mutant).as("the answer was damaged").isNotEmpty();
            assertThat(ended.exitCode()).as(mutant + "\n" + ended.screen()).isIn(0, 1, 4, 5, 6);
        }
    }

    private static Cli.Ended run(Cli cli, CharSequence mutant, String... arguments) {
        Cli.Ended ended = cli.run(arguments);
        String shown = String.join(" ", arguments) + "\n" + mutant + "\n" + ended.screen();
        assertThat(ended.exitCode()).as(shown).isNotEqualTo(70);
        assertThat(UNPRINTABLE.matcher(ended.screen()).find()).as(shown).isFalse();
        return ended;
    }

    private static void write(Path folder, String text) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("notes.json"), text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Changes the bodies of one operation's answers to requests that contain a text. */
    private record DamagingHttpClient(SdkHttpClient http, String operation, String text, UnaryOperator<String> damage)
            implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            ExecutableHttpRequest prepared = http.prepareRequest(request);
            boolean chosen = request.httpRequest()
                            .firstMatchingHeader("X-Amz-Target")
                            .filter(target -> target.endsWith("." + operation))
                            .isPresent()
                    && (operation.equals("ListTables") || body(request).contains(text + "\""));
            return chosen ? new Damaged(prepared, damage) : prepared;
        }

        private static String body(HttpExecuteRequest request) {
            try (InputStream stream =
                    request.contentStreamProvider().orElseThrow().newStream()) {
                return new String(stream.readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            http.close();
        }
    }

    private record Damaged(ExecutableHttpRequest request, UnaryOperator<String> damage)
            implements ExecutableHttpRequest {

        @Override
        public HttpExecuteResponse call() throws IOException {
            HttpExecuteResponse answer = request.call();
            byte[] body;
            try (InputStream stream = answer.responseBody().orElseThrow()) {
                body = damage.apply(new String(stream.readAllBytes(), UTF_8)).getBytes(UTF_8);
            }
            return HttpExecuteResponse.builder()
                    .response(SdkHttpFullResponse.builder()
                            .statusCode(answer.httpResponse().statusCode())
                            .putHeader("Content-Type", "application/x-amz-json-1.0")
                            .putHeader("Content-Length", Integer.toString(body.length))
                            .build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                    .build();
        }

        @Override
        public void abort() {
            request.abort();
        }
    }
}
