package dev.ddbtool.schema;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Damaged copies of a JSON document. Most have the same structure and one or two changed values, members or elements, so
 * that they pass the parser and reach the code behind it. The same seed produces the same mutants.
 */
public final class JsonMutants {

    /** Escapes all but ASCII: unpaired surrogates cannot be written to a file. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<String> HOSTILE_TEXTS = List.of(
            "",
            " ",
            "\u001b[2Jcleared",
            "one\r\nddbtool: forged line",
            "\u0000",
            "\u0085next\u009b31m",
            "\u202eesrever\u2066",
            "\u200b\ufeff",
            "\ud800",
            "日本",
            "..",
            "/etc/passwd",
            "%s%n",
            "x".repeat(3_000));

    private static final List<JsonNode> HOSTILE_NUMBERS = List.of(
            NODES.numberNode(-1),
            NODES.numberNode(0),
            NODES.numberNode(Long.MAX_VALUE),
            NODES.numberNode(Long.MIN_VALUE),
            NODES.numberNode(1e300),
            NODES.numberNode(0.5),
            NODES.numberNode(new BigInteger("9".repeat(40))));

    private final Random random;

    public JsonMutants(long seed) {
        this.random = new Random(seed);
    }

    /** A document with one or two changes, as text; sometimes the text itself is damaged. */
    public String of(JsonNode document) {
        JsonNode root = document.deepCopy();
        int changes = 1 + random.nextInt(2);
        for (int i = 0; i < changes; i++) {
            change(root);
        }
        return random.nextInt(8) == 0 ? damaged(written(root)) : written(root);
    }

    private static String written(JsonNode root) {
        try {
            return JSON.writeValueAsString(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void change(JsonNode root) {
        List<ContainerNode<?>> containers = new ArrayList<>();
        collect(root, containers);
        ContainerNode<?> chosen = oneOf(containers);
        if (chosen instanceof ObjectNode object && !object.isEmpty()) {
            changeMember(object, oneOf(containers));
        } else if (chosen instanceof ArrayNode list) {
            changeElement(list, oneOf(containers));
        }
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> containers) {
        if (node instanceof ContainerNode<?> container) {
            containers.add(container);
            node.forEach(child -> collect(child, containers));
        }
    }

    private void changeMember(ObjectNode object, JsonNode elsewhere) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = oneOf(names);
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> {
                JsonNode value = object.remove(name);
                object.set(misspelled(name), value);
            }
            case 2 -> object.set(name, elsewhere.deepCopy());
            case 3 -> object.set(oneOf(HOSTILE_TEXTS), value());
            default -> object.set(name, value());
        }
    }

    private void changeElement(ArrayNode list, JsonNode elsewhere) {
        if (list.isEmpty()) {
            list.add(value());
            return;
        }
        int at = random.nextInt(list.size());
        switch (random.nextInt(5)) {
            case 0 -> list.remove(at);
            case 1 -> list.add(list.get(at).deepCopy());
            case 2 -> list.set(at, elsewhere.deepCopy());
            case 3 -> list.removeAll();
            default -> list.set(at, value());
        }
    }

    private String misspelled(String name) {
        if (name.isEmpty()) {
            return "x";
        }
        int at = random.nextInt(name.length());
        return switch (random.nextInt(3)) {
            case 0 -> name.substring(0, at) + name.substring(at + 1);
            case 1 -> name.substring(0, at) + oneOf(HOSTILE_TEXTS) + name.substring(at);
            default -> Character.toLowerCase(name.charAt(0)) + name.substring(1);
        };
    }

    private JsonNode value() {
        return switch (random.nextInt(6)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> oneOf(HOSTILE_NUMBERS);
            case 3 -> random.nextBoolean() ? NODES.arrayNode().add(NODES.nullNode()) : NODES.arrayNode();
            case 4 -> random.nextBoolean() ? NODES.objectNode().set("Name", NODES.nullNode()) : NODES.objectNode();
            default -> NODES.textNode(oneOf(HOSTILE_TEXTS));
        };
    }

    private String damaged(String text) {
        int at = 1 + random.nextInt(text.length() - 1);
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + oneOf(HOSTILE_TEXTS) + text.substring(at);
            case 2 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1 + random.nextInt(9)));
            default -> "[".repeat(5_000) + text;
        };
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
