package dev.ddbtool.schema.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddbtool.problem.LineProblem;
import dev.ddbtool.problem.Quoted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON document that knows the line of each of its members. */
public final class LocatedTree {

    /** Deeper than any table description, and far below what would exhaust the stack. */
    static final int DEEPEST_NESTING = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST_NESTING)
                    .build())
            .build();

    private final List<LineProblem> duplicates = new ArrayList<>();
    private final JsonNode root;
    private final Place rootPlace;

    private LocatedTree(JsonParser parser) throws IOException {
        rootPlace = new Place(lineOf(parser), "");
        root = read(parser, rootPlace, "");
    }

    /**
     * Reads one JSON document from UTF-8, with or without a byte-order mark.
     *
     * @throws SyntaxException if the bytes are not one JSON document
     */
    public static LocatedTree parse(byte[] content) throws SyntaxException {
        return parse(FileContent.text(content));
    }

    static LocatedTree parse(String text) throws SyntaxException {
        if (text.isBlank()) {
            throw new SyntaxException(1, "the file is empty: it must contain one JSON object with a 'Table' member");
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            try {
                parser.nextToken();
                LocatedTree tree = new LocatedTree(parser);
                refuseMore(parser);
                return tree;
            } catch (JsonProcessingException e) {
                throw SyntaxException.of(e, parser);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    /** The document itself. */
    public JsonNode root() {
        return root;
    }

    /**
     * The line of the member at a JSON pointer, from 1. If there is no such member, the line of its nearest existing
     * parent.
     */
    public int line(String pointer) {
        return place(pointer).line;
    }

    /** The pointer in the original file, which differs if elements before it were removed. */
    String inFile(String pointer) {
        Place place = rootPlace;
        String inFile = "";
        for (String segment : JsonPointers.segments(pointer)) {
            Place next = place == null ? null : place.inside.get(segment);
            inFile = next == null ? JsonPointers.child(inFile, segment) : next.pointer;
            place = next;
        }
        return inFile;
    }

    /** Duplicate members, each at the line of the second occurrence. */
    List<LineProblem> duplicates() {
        return List.copyOf(duplicates);
    }

    /** Removes a member or an element if it exists. The others keep their lines. */
    void remove(String pointer) {
        List<String> segments = JsonPointers.segments(pointer);
        String last = segments.get(segments.size() - 1);
        String around = pointer.substring(0, pointer.lastIndexOf('/'));
        JsonNode holder = root.at(around);
        if (holder instanceof ObjectNode object) {
            object.remove(last);
        } else if (holder instanceof ArrayNode array) {
            int index = Integer.parseInt(last);
            array.remove(index);
            place(around).removeElement(index);
        }
    }

    private Place place(String pointer) {
        Place place = rootPlace;
        for (String segment : JsonPointers.segments(pointer)) {
            Place next = place.inside.get(segment);
            if (next == null) {
                break;
            }
            place = next;
        }
        return place;
    }

    private static void refuseMore(JsonParser parser) throws IOException, SyntaxException {
        boolean more;
        try {
            more = parser.nextToken() != null;
        } catch (JsonProcessingException e) {
            more = true;
        }
        if (more) {
            throw new SyntaxException(
                    lineOf(parser), "unexpected text after the JSON object: keep one JSON object per file");
        }
    }

    private JsonNode read(JsonParser parser, Place place, String pointer) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return readObject(parser, place, pointer);
        }
        if (token == JsonToken.START_ARRAY) {
            return readArray(parser, place, pointer);
        }
        return readScalar(parser);
    }

    private ObjectNode readObject(JsonParser parser, Place place, String pointer) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        place.inside = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            String memberPointer = JsonPointers.child(pointer, name);
            Place member = new Place(lineOf(parser), memberPointer);
            parser.nextToken();
            JsonNode value = read(parser, member, memberPointer);
            Place first = place.inside.putIfAbsent(name, member);
            if (first == null) {
                object.set(name, value);
            } else {
                String message = "duplicate member %s on lines %d and %d: remove one"
                        .formatted(Quoted.of(name), first.line, member.line);
                duplicates.add(new LineProblem(member.line, memberPointer, message));
            }
        }
        return object;
    }

    private ArrayNode readArray(JsonParser parser, Place place, String pointer) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        place.inside = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String index = Integer.toString(array.size());
            Place element = new Place(lineOf(parser), JsonPointers.child(pointer, index));
            array.add(read(parser, element, element.pointer));
            place.inside.put(index, element);
        }
        return array;
    }

    private static JsonNode readScalar(JsonParser parser) throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (parser.currentToken()) {
            case VALUE_STRING -> nodes.textNode(parser.getText());
            case VALUE_NUMBER_INT -> nodes.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            default -> nodes.nullNode();
        };
    }

    private static int lineOf(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private static final class Place {
        private final int line;
        private final String pointer;
        private Map<String, Place> inside = Map.of();

        private Place(int line, String pointer) {
            this.line = line;
            this.pointer = pointer;
        }

        private void removeElement(int index) {
            List<Place> elements = new ArrayList<>(inside.values());
            elements.remove(index);
            inside = new LinkedHashMap<>();
            for (Place element : elements) {
                inside.put(Integer.toString(inside.size()), element);
            }
        }
    }
}
