package dev.ddbtool.schema.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddbtool.naming.EnvironmentsFixture;
import dev.ddbtool.naming.TableNames;
import dev.ddbtool.schema.JsonMutants;
import dev.ddbtool.schema.OmittedMember;
import dev.ddbtool.schema.RandomSchemas;
import dev.ddbtool.schema.RandomSchemas.Sse;
import dev.ddbtool.schema.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schema for editors never refuses what {@code validate} accepts, and refuses every structural mistake. */
class EditorSchemaTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final TableNames NAMES =
            new TableNames("construction-expenses", EnvironmentsFixture.of("staging,dev"));
    private static final int RANDOM_TABLES = 40;
    private static final int MUTANTS = 1_000;

    /** Members that the rules require, although descriptions of AWS may omit them. */
    private static final Set<String> REQUIRED_BY_RULES = Set.of(
            "Table.VectorIndexes.Projection",
            "Table.VectorIndexes.VectorAttribute",
            "Table.VectorIndexes.Dimensions",
            "Table.VectorIndexes.DistanceFunction");

    /** A valid file with every member of a schema file. */
    private static final String EVERYTHING = """
            {
              "Table": {
                "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}, {"AttributeName": "at", "AttributeType": "N"},
                  {"AttributeName": "kind", "AttributeType": "B"}],
                "TableName": "everything",
                "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "at", "KeyType": "RANGE"}],
                "ProvisionedThroughput": {"ReadCapacityUnits": 0, "WriteCapacityUnits": 0},
                "TableSizeBytes": 12,
                "ItemCount": 11,
                "BillingModeSummary": {"BillingMode": "PAY_PER_REQUEST"},
                "LocalSecondaryIndexes": [{"IndexName": "near", "Projection": {"ProjectionType": "KEYS_ONLY", "NonKeyAttributes": []},
                  "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "kind", "KeyType": "RANGE"}]}],
                "GlobalSecondaryIndexes": [{"IndexName": "far",
                  "KeySchema": [{"AttributeName": "kind", "KeyType": "HASH"}, {"AttributeName": "id", "KeyType": "HASH"}],
                  "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["x", "y"]},
                  "ProvisionedThroughput": {"ReadCapacityUnits": 0, "WriteCapacityUnits": 0},
                  "OnDemandThroughput": {"MaxReadRequestUnits": 8, "MaxWriteRequestUnits": -1}}],
                "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"},
                "Replicas": [{"RegionName": "us-east-1", "KMSMasterKeyId": "k",
                  "ProvisionedThroughputOverride": {"ReadCapacityUnits": 6},
                  "OnDemandThroughputOverride": {"MaxReadRequestUnits": 5},
                  "GlobalSecondaryIndexes": [{"IndexName": "far", "ProvisionedThroughputOverride": {"ReadCapacityUnits": 4},
                    "OnDemandThroughputOverride": {"MaxReadRequestUnits": 3}}],
                  "ReplicaTableClassSummary": {"TableClass": "STANDARD"}}],
                "GlobalTableWitnesses": [{"RegionName": "eu-west-2"}],
                "SSEDescription": {"Status": "ENABLED", "SSEType": "KMS",
                  "KMSMasterKeyArn": "arn:aws:kms:eu-west-1:111122223333:key/k"},
                "TableClassSummary": {"TableClass": "STANDARD_INFREQUENT_ACCESS"},
                "DeletionProtectionEnabled": true,
                "OnDemandThroughput": {"MaxReadRequestUnits": 1, "MaxWriteRequestUnits": 2},
                "MultiRegionConsistency": "STRONG",
                "VectorIndexes": [{"IndexName": "vec", "SearchSchema": [{"AttributeName": "kind", "SearchSchemaElementType": "HASH"}],
                  "Projection": {"ProjectionType": "ALL"}, "VectorAttribute": {"AttributeName": "v"}, "Dimensions": 8,
                  "DistanceFunction": "COSINE"}]
              },
              "TimeToLiveDescription": {"TimeToLiveStatus": "ENABLED", "AttributeName": "ttl"},
              "ContinuousBackupsDescription": {"ContinuousBackupsStatus": "ENABLED",
                "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "ENABLED", "RecoveryPeriodInDays": 7}},
              "Tags": [{"Key": "a", "Value": "1"}]
            }
            """;

    // ---- never refuses what validate accepts

    @Test
    void accepts_the_committed_schema_files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("schemas"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".json")))
                    .hasSize(13)
                    .allSatisfy(file -> assertBothAccept(Files.readString(file)));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.ddbtool.schema.RandomSchemas$Sse#values")
    void accepts_random_tables_however_they_are_written(Sse sse) {
        RandomSchemas random = new RandomSchemas(sse.name().hashCode());
        for (int i = 0; i < RANDOM_TABLES; i++) {
            TableSchema complete = random.complete(sse, "arn:aws:kms:eu-west-1:111122223333:key/books");
            assertBothAccept(SchemaWriter.text(complete));
            assertBothAccept(random.text(complete));
            assertBothAccept(random.text(random.sparse(complete)));
        }
    }

    /** The members that the four read calls return and schema files omit. */
    @Test
    void accepts_every_member_that_aws_returns() {
        ObjectNode file = everything();
        for (OmittedMember omitted : OmittedMember.all()) {
            if (OmittedMember.isListed(omitted.path())) {
                eachAt(file, omitted.path(), holder -> {
                    String name = omitted.path().substring(omitted.path().lastIndexOf('.') + 1);
                    holder.putObject(name).put("Anything", 1);
                });
            }
        }

        assertThat(file.toString()).contains("WitnessStatus", "NextToken", "LatestRestorableDateTime");
        assertBothAccept(file.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "construction-expenses-companies",
                "construction-expenses-staging-companies",
                "companies",
            })
    void accepts_physical_names(String name) {
        ObjectNode file = everything();
        table(file).put("TableName", name);

        assertBothAccept(file.toString());
    }

    @Test
    void accepts_null_members_and_empty_lists() {
        members().forEach((path, member) -> {
            if (!member.required() && !REQUIRED_BY_RULES.contains(path)) {
                ObjectNode changed = everything();
                eachAt(changed, path, holder -> holder.putNull(last(path)));
                assertEditorAccepts(changed);
                if (member.type() instanceof JsonShape.ListOf) {
                    eachAt(changed, path, holder -> holder.putArray(last(path)));
                    assertEditorAccepts(changed);
                }
            }
        });
    }

    @Test
    void accepts_statuses_in_transition_and_tags_of_aws() {
        ObjectNode file = everything();
        table(file).putObject("SSEDescription").put("Status", "DISABLING").put("SSEType", "OTHER");
        file.putObject("TimeToLiveDescription")
                .put("TimeToLiveStatus", "DISABLING")
                .put("AttributeName", "");
        ArrayNode tags = file.putArray("Tags");
        for (int i = 0; i < 49; i++) {
            tags.addObject().put("Key", "key" + i).put("Value", "");
        }
        for (int i = 0; i < 4; i++) {
            tags.addObject().put("Key", "aws:cloudformation:" + i).put("Value", "");
        }

        assertBothAccept(file.toString());
    }

    /** Also the reverse: what the reader refuses as structure, the schema refuses. */
    @Test
    void agrees_with_validate_on_random_mutants() {
        JsonMutants mutants = new JsonMutants(7);
        RandomSchemas random = new RandomSchemas(7);
        int accepted = 0;
        int refused = 0;
        JsonNode document = NODES.nullNode();
        for (int i = 0; i < MUTANTS; i++) {
            if (i % 10 == 0) {
                document = EditorSchema.parsed(random.text(random.complete(Sse.AWS_MANAGED_KEY, "unused")));
            }
            String text = mutants.of(document);
            try {
                LocatedTree tree = LocatedTree.parse(text.getBytes(UTF_8));
                SchemaReader.Reading reading = SchemaReader.read(tree);
                Set<String> mistakes = EditorSchema.mistakes(EditorSchema.parsed(text));
                if (isAccepted(reading)) {
                    accepted++;
                    assertThat(mistakes).as(text).isEmpty();
                } else if (!reading.problems().isEmpty() && !isAboutNumbersOrCharacters(reading)) {
                    refused++;
                    assertThat(mistakes).as(text + reading.problems()).isNotEmpty();
                }
            } catch (SyntaxException e) {
                // not a JSON document: editors do not even use the schema
            }
        }
        assertThat(accepted).isGreaterThan(MUTANTS / 50);
        assertThat(refused).isGreaterThan(MUTANTS / 4);
    }

    /** JSON Schema has no limits for the size of all numbers, and none for duplicate members and half characters. */
    private static boolean isAboutNumbersOrCharacters(SchemaReader.Reading reading) {
        return reading.problems().stream()
                .allMatch(problem -> problem.message().contains("the limit is")
                        || problem.message().contains("half of a character")
                        || problem.message().contains("duplicate member")
                        || problem.message().contains("must be a whole number, but is 1.0E300"));
    }

    // ---- refuses structural mistakes

    @Test
    void refuses_unknown_members_in_every_object() {
        List<String> objects = new ArrayList<>(List.of(""));
        members().forEach((path, member) -> {
            if (KnownMembers.inside(member.type()) != null) {
                objects.add(path);
            }
        });

        assertThat(objects).hasSizeGreaterThan(30).allSatisfy(path -> {
            ObjectNode file = everything();
            eachAt(file, path.isEmpty() ? "X" : path + ".X", holder -> holder.put("Colour", "blue"));
            assertRefused(file, path);
        });
    }

    @Test
    void refuses_missing_and_null_required_members() {
        List<String> required = new ArrayList<>(REQUIRED_BY_RULES);
        members().forEach((path, member) -> {
            if (member.required()) {
                required.add(path);
            }
        });

        assertThat(required).hasSizeGreaterThan(30).allSatisfy(path -> {
            ObjectNode missing = everything();
            eachAt(missing, path, holder -> holder.remove(last(path)));
            assertRefused(missing, path);
            ObjectNode isNull = everything();
            eachAt(isNull, path, holder -> holder.putNull(last(path)));
            assertRefused(isNull, path);
        });
    }

    @Test
    void refuses_wrong_types() {
        List<JsonNode> values = List.of(
                NODES.textNode("x"),
                NODES.numberNode(5),
                NODES.numberNode(0.5),
                NODES.booleanNode(true),
                NODES.arrayNode(),
                NODES.objectNode());
        members()
                .forEach((path, member) -> values.stream()
                        .filter(value -> !isOf(member.type(), value))
                        .forEach(value -> {
                            ObjectNode file = everything();
                            eachAt(file, path, holder -> holder.set(last(path), value));
                            assertRefused(file, path + " = " + value);
                            if (member.type() instanceof JsonShape.ListOf list && !isOf(list.element(), value)) {
                                eachAt(
                                        file,
                                        path,
                                        holder -> holder.putArray(last(path)).add(value));
                                assertRefused(file, path + " = [" + value + "]");
                            }
                        }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Table.AttributeDefinitions.AttributeType",
                "Table.KeySchema.KeyType",
                "Table.BillingModeSummary.BillingMode",
                "Table.LocalSecondaryIndexes.Projection.ProjectionType",
                "Table.GlobalSecondaryIndexes.KeySchema.KeyType",
                "Table.StreamSpecification.StreamViewType",
                "Table.SSEDescription.Status",
                "Table.SSEDescription.SSEType",
                "Table.TableClassSummary.TableClass",
                "Table.VectorIndexes.SearchSchema.SearchSchemaElementType",
                "Table.VectorIndexes.DistanceFunction",
                "TimeToLiveDescription.TimeToLiveStatus",
                "ContinuousBackupsDescription.ContinuousBackupsStatus",
                "ContinuousBackupsDescription.PointInTimeRecoveryDescription.PointInTimeRecoveryStatus",
            })
    void refuses_unknown_values(String path) {
        ObjectNode file = everything();

        eachAt(file, path, holder -> holder.put(last(path), "hash"));

        assertRefused(file, path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Table.KeySchema 3",
                "Table.LocalSecondaryIndexes 6",
                "Table.LocalSecondaryIndexes.KeySchema 3",
                "Table.GlobalSecondaryIndexes 21",
                "Table.GlobalSecondaryIndexes.KeySchema 9",
                "Table.GlobalSecondaryIndexes.Projection.NonKeyAttributes 21",
                "Tags 51",
            })
    void refuses_lists_that_are_too_long(String pathAndSize) {
        String path = pathAndSize.split(" ", -1)[0];
        ObjectNode file = everything();
        eachAt(file, path, holder -> {
            ArrayNode list = holder.withArray("/" + last(path));
            while (list.size() < Integer.parseInt(pathAndSize.split(" ", -1)[1])) {
                list.add(numbered(list.get(0), list.size()));
            }
        });

        assertRefused(file, path);
    }

    /** The element with a name of its own, so that only the length of the list is wrong. */
    private static JsonNode numbered(JsonNode element, int number) {
        return element.isTextual()
                ? NODES.textNode("x" + number)
                : EditorSchema.parsed(element.toString().replaceFirst("(\"(?:IndexName|Key)\":\")", "$1x" + number));
    }

    @Test
    void refuses_documents_without_a_table() {
        for (String text :
                List.of("{}", "[]", "\"x\"", "null", "{\"TableName\": \"orders\"}", "{\"$schema\": \"x\"}")) {
            assertThat(EditorSchema.mistakes(EditorSchema.parsed(text)))
                    .as(text)
                    .isNotEmpty();
        }
    }

    // ---- cannot drift from the reader

    @Test
    void describes_exactly_the_members_that_the_reader_knows() {
        assertObject(EditorSchema.PUBLISHED, KnownMembers.FILE, "");
    }

    private static void assertObject(JsonNode schema, JsonShape shape, String path) {
        Set<String> required = new TreeSet<>();
        Set<String> omitted = new TreeSet<>();
        shape.members().forEach((name, member) -> {
            String memberPath = path.isEmpty() ? name : path + "." + name;
            if (member.required() || REQUIRED_BY_RULES.contains(memberPath)) {
                required.add(name);
            }
            assertMember(schema.path("properties").path(name), member, memberPath, required.contains(name));
        });
        OmittedMember.all().stream()
                .map(OmittedMember::path)
                .filter(OmittedMember::isListed)
                .filter(each ->
                        each.substring(0, Math.max(0, each.lastIndexOf('.'))).equals(path))
                .forEach(each -> omitted.add(last(each)));

        assertThat(names(schema.path("properties")))
                .as(path)
                .isEqualTo(List.copyOf(shape.members().keySet()));
        assertThat(texts(schema.path("required"))).as(path).isEqualTo(required);
        assertThat(schema.path("additionalProperties").asText()).as(path).isEqualTo("false");
        Set<String> ignored = new TreeSet<>();
        names(schema.path("patternProperties"))
                .forEach(pattern -> ignored.addAll(
                        List.of(pattern.replaceAll("[\\^$()]", "").split("\\|", -1))));
        assertThat(ignored).as("ignored in " + path).isEqualTo(omitted);
    }

    private static void assertMember(JsonNode member, JsonShape.Member known, String path, boolean required) {
        JsonNode schema = resolved(member);
        assertThat(schema.path("description").asText()).as(path).endsWith(".");
        Set<String> types = new TreeSet<>(texts(schema.path("type")));
        schema.path("enum").forEach(value -> types.add(value.isNull() ? "null" : "string"));
        Set<String> expected = new TreeSet<>(Set.of(typeOf(known.type())));
        if (!required) {
            expected.add("null");
        }
        assertThat(types).as(path).isEqualTo(expected);
        if (known.type() instanceof JsonShape.ObjectOf object) {
            assertObject(schema, object.shape(), path);
        } else if (known.type() instanceof JsonShape.ListOf list) {
            JsonNode items = resolved(schema.path("items"));
            assertThat(items.path("type").asText()).as(path).isEqualTo(typeOf(list.element()));
            if (list.element() instanceof JsonShape.ObjectOf object) {
                assertObject(items, object.shape(), path);
            }
        }
    }

    private static String typeOf(JsonShape.Type type) {
        if (type instanceof JsonShape.Text) {
            return "string";
        }
        if (type instanceof JsonShape.Whole) {
            return "integer";
        }
        if (type instanceof JsonShape.Truth) {
            return "boolean";
        }
        return type instanceof JsonShape.ListOf ? "array" : "object";
    }

    private static JsonNode resolved(JsonNode schema) {
        return schema.has("$ref")
                ? EditorSchema.PUBLISHED.at(schema.get("$ref").asText().substring(1))
                : schema;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> texts(JsonNode textOrList) {
        Set<String> texts = new TreeSet<>();
        if (textOrList.isTextual()) {
            texts.add(textOrList.asText());
        }
        textOrList.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    // ---- files

    private static ObjectNode everything() {
        return (ObjectNode) EditorSchema.parsed(EVERYTHING);
    }

    private static ObjectNode table(ObjectNode file) {
        return (ObjectNode) file.get("Table");
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Every member of a schema file, by its path. */
    private static Map<String, JsonShape.Member> members() {
        Map<String, JsonShape.Member> members = new LinkedHashMap<>();
        collect(KnownMembers.FILE, "", members);
        return members;
    }

    private static void collect(JsonShape shape, String path, Map<String, JsonShape.Member> members) {
        shape.members().forEach((name, member) -> {
            String memberPath = path.isEmpty() ? name : path + "." + name;
            members.put(memberPath, member);
            JsonShape inside = KnownMembers.inside(member.type());
            if (inside != null) {
                collect(inside, memberPath, members);
            }
        });
    }

    private static boolean isOf(JsonShape.Type type, JsonNode value) {
        return switch (typeOf(type)) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            default -> value.isObject();
        };
    }

    /** Changes every object that holds the member of this path. */
    private static void eachAt(JsonNode node, String path, Consumer<ObjectNode> change) {
        if (node.isArray()) {
            node.forEach(element -> eachAt(element, path, change));
        } else if (node instanceof ObjectNode object) {
            int dot = path.indexOf('.');
            if (dot < 0) {
                change.accept(object);
            } else {
                eachAt(object.path(path.substring(0, dot)), path.substring(dot + 1), change);
            }
        }
    }

    private static void assertBothAccept(String text) {
        SchemaReader.Reading reading = reading(text);
        assertThat(isAccepted(reading))
                .as("validate: " + text + reading.problems())
                .isTrue();
        assertEditorAccepts(EditorSchema.parsed(text));
    }

    private static void assertEditorAccepts(JsonNode file) {
        assertThat(EditorSchema.mistakes(file)).as(file.toString()).isEmpty();
    }

    /** The file is refused, and not only by the schema. */
    private static void assertRefused(JsonNode file, String what) {
        assertThat(EditorSchema.mistakes(file)).as(what).isNotEmpty();
        assertThat(isAccepted(reading(file.toString()))).as("validate: " + what).isFalse();
    }

    private static SchemaReader.Reading reading(String text) {
        try {
            return SchemaReader.read(LocatedTree.parse(text.getBytes(UTF_8)));
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static boolean isAccepted(SchemaReader.Reading reading) {
        TableSchema schema = reading.schema();
        if (schema == null || !reading.problems().isEmpty()) {
            return false;
        }
        String name = NAMES.resolve(schema.name()).map(each -> each.table()).orElse(schema.name());
        return ValidatingReader.problems(schema.withName(name), Set.of(), NAMES).isEmpty();
    }
}
