package dev.ddbtool.schema.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddbtool.naming.Nearest;
import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.problem.LineProblem;
import dev.ddbtool.problem.Quoted;
import dev.ddbtool.schema.DynamoDbLimits;
import dev.ddbtool.schema.OmittedMember;
import dev.ddbtool.schema.PortableForm;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.rule.Rules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns a JSON tree into a {@link TableSchema}. Strict about what people write, lenient about the additional members of
 * DynamoDB's responses ({@link OmittedMember}). A {@code null} member counts as absent.
 */
public final class SchemaReader {

    static final String TABLE_NAME = "/Table/TableName";
    private static final String TABLE = "/Table";

    /** Members of a raw answer of AWS, which no schema file has. */
    private static final List<String> ANSWER = List.of("TableArn", "TableStatus");

    private final LocatedTree tree;
    private final List<LineProblem> problems = new ArrayList<>();

    /** Pointers to what the schema cannot contain: members of the file or the table, or elements of their lists. */
    private final Set<String> omitted = new HashSet<>();

    private SchemaReader(LocatedTree tree) {
        this.tree = tree;
        problems.addAll(tree.duplicates());
    }

    /**
     * The result of reading.
     *
     * @param schema the valid part; null if there is none
     * @param incomplete pointers to the members that are incomplete in the schema
     */
    public record Reading(@Nullable TableSchema schema, Set<String> incomplete, List<LineProblem> problems) {}

    /**
     * Reads the content of one file and checks its structure; {@link Rules} check the rest.
     *
     * @param file the file name for problems
     * @throws InvalidSchemaException with every problem of the structure
     */
    public static TableSchema read(String file, byte[] content) {
        Reading reading;
        try {
            reading = read(LocatedTree.parse(content));
        } catch (SyntaxException e) {
            throw new InvalidSchemaException(List.of(new FileProblem(file, e.line(), null, e.plainMessage())));
        }
        TableSchema schema = reading.schema();
        if (schema == null || !reading.problems().isEmpty()) {
            throw new InvalidSchemaException(
                    reading.problems().stream().map(each -> each.in(file)).toList());
        }
        return schema;
    }

    /**
     * Reads a tree, and removes the parts that the schema does not contain, so that pointers into the schema lead to
     * the right lines.
     */
    public static Reading read(LocatedTree tree) {
        SchemaReader reader = new SchemaReader(tree);
        Optional<String> otherForm = ForeignForm.of(tree.root());
        if (otherForm.isPresent()) {
            reader.unusable("", otherForm.get());
        } else {
            reader.check(tree.root(), new JsonShape.ObjectOf(KnownMembers.FILE), "", "");
        }
        return reader.reading();
    }

    private Reading reading() {
        if (omitted.contains("") || omitted.contains(TABLE)) {
            return new Reading(null, Set.of(), List.copyOf(problems));
        }
        Set<String> incomplete = omitted.stream().map(SchemaReader::member).collect(Collectors.toSet());
        Set<String> unwanted = new TreeSet<>(KnownMembers.order().reversed());
        unwanted.addAll(omitted);
        JsonNode tags = tree.root().path("Tags");
        for (int i = 0; i < tags.size(); i++) {
            if (Tag.isReserved(tags.path(i).path("Key").asText())) {
                unwanted.add("/Tags/" + i);
            }
        }
        unwanted.forEach(tree::remove);
        if (incomplete.contains(TABLE_NAME)) {
            ((ObjectNode) tree.root().path("Table")).put("TableName", "");
        }
        boolean answer = ANSWER.stream().anyMatch(tree.root().path("Table")::has);
        TableSchema schema = PortableForm.of(SchemaJson.toSchema(tree.root()));
        return new Reading(answer ? answer(schema) : schema, incomplete, List.copyOf(problems));
    }

    /**
     * The settings as {@code DescribeTable} means them: without a billing summary the table is PROVISIONED, without
     * {@code SSEDescription} it uses the AWS owned key (Developer Guide).
     */
    private static TableSchema answer(TableSchema schema) {
        Table table = schema.table();
        return schema.asAnswer().with(copy -> {
            copy.billingModeSummary = table.billingModeSummary() == null
                    ? new BillingModeSummary(BillingModeSummary.PROVISIONED)
                    : table.billingModeSummary();
            copy.sseDescription =
                    table.sseDescription() == null ? SseDescription.AWS_OWNED_KEY : table.sseDescription();
        });
    }

    private void check(JsonNode node, JsonShape.Type type, String pointer, String path) {
        if (type instanceof JsonShape.ObjectOf object && node.isObject()) {
            checkObject(node, object.shape(), pointer, path);
        } else if (type instanceof JsonShape.ListOf list && node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                check(node.get(i), list.element(), JsonPointers.child(pointer, Integer.toString(i)), path);
            }
        } else if (type instanceof JsonShape.Whole whole && node.isIntegralNumber()) {
            checkSize(node.bigIntegerValue(), whole, pointer, path);
        } else if (type instanceof JsonShape.Text && node.isTextual()) {
            checkCharacters(node.textValue(), pointer, path);
        } else if (!(type instanceof JsonShape.Truth && node.isBoolean())) {
            unusable(pointer, wrongType(node, type, path));
        }
    }

    private void checkObject(JsonNode node, JsonShape shape, String pointer, String path) {
        Set<String> meant = new HashSet<>();
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            String name = each.getKey();
            String memberPath = path.isEmpty() ? name : path + "." + name;
            JsonShape.Member member = shape.members().get(name);
            if (member != null && !each.getValue().isNull()) {
                check(each.getValue(), member.type(), JsonPointers.child(pointer, name), memberPath);
            } else if (member == null && !OmittedMember.contains(memberPath)) {
                problem(JsonPointers.child(pointer, name), unknown(name, shape, path));
                meant(name, shape, path).ifPresent(meant::add);
            }
        }
        meant.stream().filter(name -> !node.hasNonNull(name)).forEach(name -> omit(JsonPointers.child(pointer, name)));
        for (Map.Entry<String, JsonShape.Member> known : shape.members().entrySet()) {
            if (known.getValue().required() && !node.hasNonNull(known.getKey())) {
                omit(JsonPointers.child(pointer, known.getKey()));
                if (!meant.contains(known.getKey())) {
                    problem(pointer, "missing member '" + known.getKey() + "' " + place(path) + ": add it");
                }
            }
        }
    }

    private static String unknown(String name, JsonShape shape, String path) {
        String start = "unknown member " + Quoted.of(name) + " " + place(path) + ": ";
        return start
                + ForeignForm.replacement(name)
                        .or(() -> KnownMembers.homeOf(name, shape, path).map(home -> "it belongs " + place(home)))
                        .or(() -> Nearest.to(name, shape.members().keySet())
                                .map(nearest -> "did you mean '" + nearest + "'?"))
                        .or(() -> KnownMembers.homeOf(name).map(home -> "it belongs " + place(home)))
                        .orElse("remove it; known members: "
                                + String.join(", ", shape.members().keySet()));
    }

    /** The member that an unknown member probably stands for: the one that it belongs in, otherwise the nearest. */
    private static Optional<String> meant(String name, JsonShape shape, String path) {
        return KnownMembers.homeOf(name, shape, path)
                .map(home ->
                        home.substring(path.isEmpty() ? 0 : path.length() + 1).split("\\.", 2)[0])
                .or(() -> Nearest.to(name, shape.members().keySet()));
    }

    private static String place(String path) {
        return path.isEmpty() ? "at the top level of the file" : "in " + path;
    }

    private static String wrongType(JsonNode node, JsonShape.Type type, String path) {
        if (path.isEmpty()) {
            return "the file must contain one JSON object with a 'Table' member, but contains " + shown(node)
                    + (node.isArray() ? ": merge the responses into one object, for example with 'jq -s add'" : "");
        }
        return "'" + path.substring(path.lastIndexOf('.') + 1) + "' must "
                + (type instanceof JsonShape.ListOf ? "be a list" : wanted(type)) + ", but is " + shown(node);
    }

    private static String wanted(JsonShape.Type type) {
        if (type instanceof JsonShape.ObjectOf object) {
            return "be an object with "
                    + String.join(", ", object.shape().members().keySet());
        }
        if (type instanceof JsonShape.Text) {
            return "be a string in double quotes";
        }
        return type instanceof JsonShape.Whole ? "be a whole number" : "be true or false";
    }

    private static String shown(JsonNode node) {
        if (node.isObject()) {
            return "an object";
        }
        if (node.isArray()) {
            return "a list";
        }
        return node.isTextual() ? Quoted.of(node.textValue()) : node.asText();
    }

    private void checkSize(BigInteger value, JsonShape.Whole whole, String pointer, String path) {
        BigInteger largest = BigInteger.valueOf(whole.largest());
        if (value.compareTo(largest) > 0 || value.compareTo(largest.negate()) < 0) {
            String name = path.substring(path.lastIndexOf('.') + 1);
            unusable(
                    pointer,
                    "'%s' is %s; the limit is %d: use a smaller number"
                            .formatted(
                                    name,
                                    value,
                                    name.endsWith("Units") ? DynamoDbLimits.CAPACITY_UNITS : whole.largest()));
        }
    }

    /** Half a surrogate pair, as {@code \}{@code ud800}, cannot be written as UTF-8. */
    private void checkCharacters(String text, String pointer, String path) {
        if (text.codePoints().anyMatch(each -> Character.getType(each) == Character.SURROGATE)) {
            unusable(
                    pointer,
                    "'%s' is %s, which contains half of a character: write the whole character"
                            .formatted(path.substring(path.lastIndexOf('.') + 1), Quoted.of(text)));
        }
    }

    private void unusable(String pointer, String message) {
        omit(pointer);
        problem(pointer, message);
    }

    /**
     * Omits from the schema what an invalid member makes unusable: the list element that contains it, otherwise the
     * member.
     */
    private void omit(String pointer) {
        String member = member(pointer);
        boolean inList = tree.root().at(member).isArray();
        omitted.add(inList ? first(pointer, JsonPointers.segments(member).size() + 1) : member);
    }

    /** The member of the table, or of the file, that a pointer leads into. */
    private static String member(String pointer) {
        return first(pointer, pointer.startsWith(TABLE + "/") ? 2 : 1);
    }

    private static String first(String pointer, int segments) {
        return JsonPointers.segments(pointer).stream().limit(segments).reduce("", JsonPointers::child);
    }

    private void problem(String pointer, String message) {
        problems.add(new LineProblem(tree.line(pointer), pointer, message));
    }
}
