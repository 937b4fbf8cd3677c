package dev.ddbtool.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON as DynamoDB writes it. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** The text as JSON; the empty text is an empty object. */
    static JsonNode parse(String text) {
        try {
            return text.isEmpty() ? object() : MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: '" + text + "'", e);
        }
    }

    static ObjectNode parseObject(String text) {
        if (parse(text) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("not a JSON object: '" + text + "'");
    }

    static ArrayNode arrayOf(Iterable<? extends JsonNode> elements) {
        ArrayNode array = array();
        elements.forEach(element -> array.add(element.deepCopy()));
        return array;
    }

    /** The text of a member, or null where it is absent. */
    static @Nullable String text(JsonNode object, String member) {
        JsonNode value = object.path(member);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    static boolean has(JsonNode object, String member) {
        return !object.path(member).isMissingNode() && !object.path(member).isNull();
    }

    /** The value of one member of every element. */
    static List<String> each(JsonNode array, String member) {
        List<String> values = new ArrayList<>();
        array.forEach(element -> values.add(element.path(member).asText()));
        return values;
    }

    static List<String> texts(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(element -> values.add(element.asText()));
        return values;
    }

    /** A member's name as it stands in the paths of validation errors. */
    static String memberPath(String member) {
        return Character.toLowerCase(member.charAt(0)) + member.substring(1);
    }

    /** A timestamp of a request; the other value where it is absent. */
    static Instant instant(JsonNode value, Instant otherwise) {
        return value.isNumber()
                ? Instant.ofEpochMilli(value.decimalValue().movePointRight(3).longValue())
                : otherwise;
    }

    /** Seconds since 1970 with three decimals, as JSON 1.0 timestamps are written. */
    static BigDecimal epoch(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }
}
