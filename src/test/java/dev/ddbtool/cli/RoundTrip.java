package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ddbtool.fake.FakeControlPlane;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.RandomSchemas;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.file.SchemaJson;
import dev.ddbtool.schema.file.SchemaWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A folder of random schema files and a fake account, with tables created and exported between them. */
final class RoundTrip {

    static final String PREFIX = "construction-expenses-";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> ORDERED = Set.of("KeySchema", "SearchSchema");

    private final Path folder;
    private final CliRunner cli = CliRunner.withFake();

    RoundTrip(Path folder) {
        this.folder = folder;
        cli.variable("SCHEMA_DIR", folder("schemas"));
    }

    CliRunner cli() {
        return cli;
    }

    FakeControlPlane fake() {
        return cli.fake();
    }

    String folder(String name) {
        return folder.resolve(name).toString();
    }

    /** Files without members that only AWS writes. */
    void writeByHand(List<TableSchema> schemas) {
        schemas.forEach(schema -> ExampleFiles.text(
                folder.resolve("schemas").resolve(schema.name() + ".json"),
                SchemaJson.toTree(schema).toString()));
    }

    /** Files as written by hand, some with members that AWS writes. */
    void write(List<TableSchema> schemas, RandomSchemas random) {
        schemas.forEach(schema ->
                ExampleFiles.text(folder.resolve("schemas").resolve(schema.name() + ".json"), random.text(schema)));
    }

    /** Checks that each table has a complete and canonical file in this folder. */
    void assertCanonical(List<TableSchema> schemas, String exported) {
        Path expected = folder.resolve("expected.json");
        for (TableSchema schema : schemas) {
            Path actual = folder.resolve(exported).resolve(schema.name() + ".json");
            try {
                Files.write(expected, SchemaWriter.bytes(schema));
                assertThat(actual).hasSameTextualContentAs(expected).hasSameBinaryContentAs(expected);
                assertThat(unordered(JSON.readTree(actual.toFile()))).isEqualTo(unordered(SchemaJson.toTree(schema)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The tree as text, with all lists sorted whose order has no meaning. */
    private static String unordered(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(RoundTrip::unordered)
                    .sorted()
                    .collect(Collectors.joining(",", "[", "]"));
        }
        if (node.isObject()) {
            return node.properties().stream()
                    .map(member -> member.getKey() + ": "
                            + (ORDERED.contains(member.getKey()) ? member.getValue() : unordered(member.getValue())))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return node.toString();
    }

    CliRunner.Result run(String command, List<String> options, String... more) {
        return cli.run(Stream.of(Stream.of(command), options.stream(), Stream.of(more))
                .flatMap(words -> words)
                .toArray(String[]::new));
    }

    /** Runs a command that must exit with 0. */
    CliRunner.Result ok(String command, List<String> options, String... more) {
        CliRunner.Result ended = run(command, options, more);
        assertThat(ended.exitCode())
                .as("%s %s %s\n%s", command, options, List.of(more), ended.screen())
                .isZero();
        return ended;
    }

    /** The differences of a JSON report: table, setting, item and remedy. */
    static Set<String> differences(CliRunner.Result ended) {
        Set<String> differences = new TreeSet<>();
        try {
            for (JsonNode table : JSON.readTree(ended.out()).path("tables")) {
                for (JsonNode difference : table.path("differences")) {
                    differences.add(table.path("table").asText() + ": "
                            + Stream.of("setting", "item", "remedy")
                                    .map(member -> difference.path(member).asText())
                                    .collect(Collectors.joining(" ")));
                }
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError("not a JSON report: " + ended.screen(), e);
        }
        return differences;
    }

    static boolean recoveryOn(TableSchema schema) {
        ContinuousBackups backups = schema.continuousBackups();
        return backups != null && backups.recoveryEnabled();
    }

    static boolean encrypted(TableSchema schema) {
        SseDescription sse = schema.table().sseDescription();
        return sse != null && sse.enabled();
    }

    static @Nullable String customerKey(TableSchema schema) {
        SseDescription sse = schema.table().sseDescription();
        return sse == null ? null : sse.kmsMasterKeyArn();
    }
}
