package dev.ddbtool.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ddbtool.cli.HttpCliRunner;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The tables of one test on a backend, under a unique prefix. Runs the tool and gives access to the backend's client.
 */
final class LifecycleFixture implements AutoCloseable {

    private static final AtomicInteger SCENES = new AtomicInteger();
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpCliRunner cli;
    private final DynamoDbClient client;
    private final String prefix = "fixture" + SCENES.incrementAndGet();

    LifecycleFixture(Backend backend) {
        this.cli = HttpCliRunner.at(backend.endpoint());
        this.client = client(backend.endpoint());
    }

    static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("dummy", "dummy")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** The physical name of a table of the environment dev. */
    String dev(String table) {
        return prefix + "-dev-" + table;
    }

    /** Runs a command on the environment dev. Arguments are separated by spaces. */
    HttpCliRunner.Result run(String line) {
        return run(Map.of(), line + " -e dev");
    }

    /** Runs a command, asserts exit code 0, and returns its report. */
    JsonNode report(String line) {
        return report(0, line);
    }

    JsonNode report(int exitCode, String line) {
        HttpCliRunner.Result ended = run(line + " --output json");
        assertThat(ended.exitCode())
                .as("exit code of %s; %s%s", line, ended.out(), ended.err())
                .isEqualTo(exitCode);
        return json(ended);
    }

    /** Runs a command with variables, in any environment. */
    HttpCliRunner.Result run(Map<String, String> variables, String line) {
        List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
        arguments.addAll(List.of("--prefix", prefix));
        return cli.run(variables, arguments);
    }

    static JsonNode json(HttpCliRunner.Result ended) {
        try {
            return JSON.readTree(ended.out());
        } catch (JsonProcessingException e) {
            throw new AssertionError("not one JSON document: " + ended.out(), e);
        }
    }

    /** The outcome of every table of a report, by logical name. */
    static Map<String, String> outcomes(JsonNode report) {
        Map<String, String> outcomes = new TreeMap<>();
        report.at("/tables")
                .forEach(table -> outcomes.put(
                        table.at("/table").asText(), table.at("/outcome").asText()));
        return outcomes;
    }

    /** A client of the backend, for changes without the tool. */
    DynamoDbClient client() {
        return client;
    }

    TableDescription described(String physical) {
        return client.describeTable(request -> request.tableName(physical)).table();
    }

    GlobalSecondaryIndexDescription index(String physical, String name) {
        return described(physical).globalSecondaryIndexes().stream()
                .filter(index -> index.indexName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no index '" + name + "' on '" + physical + "'"));
    }

    /**
     * Deletes the tables that are not protected. DynamoDB Local 3.3.1 has ten threads for its jobs (seen in {@code
     * LocalDynamoDBRequestHandler}), and each table with TTL keeps one, so that with seven such tables no index is built.
     */
    @Override
    public void close() {
        client.listTablesPaginator().tableNames().stream()
                .filter(name -> name.startsWith(prefix + "-"))
                .filter(name -> !Boolean.TRUE.equals(described(name).deletionProtectionEnabled()))
                .forEach(name -> client.deleteTable(request -> request.tableName(name)));
        client.close();
    }
}
