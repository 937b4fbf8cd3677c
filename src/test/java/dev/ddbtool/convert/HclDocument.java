package dev.ddbtool.convert;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.bertramlabs.plugins.hcl4j.HCLParserException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Terraform configuration, read by hcl4j, as JSON. */
public final class HclDocument {

    /** hcl4j lacks {@code \}{@code u}, so such characters are written as they are. A backslash before them is not doubled. */
    private static final Pattern UNICODE =
            Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\(?:u([0-9a-f]{4})|U([0-9a-f]{8}))");

    /** A block can occur several times. */
    private static final List<String> BLOCKS = List.of(
            "attribute",
            "local_secondary_index",
            "global_secondary_index",
            "key_schema",
            "on_demand_throughput",
            "ttl",
            "point_in_time_recovery",
            "server_side_encryption",
            "lifecycle",
            "import");

    private HclDocument() {}

    /** The document. Each block is in a list. */
    public static JsonNode parsed(String text) {
        try {
            return node("", new HCLParser().parse(withoutEscapes(text), false));
        } catch (HCLParserException e) {
            throw new AssertionError("not HCL: " + text, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutEscapes(String text) {
        Matcher escapes = UNICODE.matcher(text);
        return escapes.replaceAll(found -> Matcher.quoteReplacement(found.group(1)
                + Character.toString(Integer.parseInt(found.group(2) == null ? found.group(3) : found.group(2), 16))));
    }

    private static JsonNode node(String name, Object value) {
        JsonNode node = plain(value);
        if (BLOCKS.contains(name) && !node.isArray()) {
            return CreatedTable.array().add(node);
        }
        return node;
    }

    private static JsonNode plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = CreatedTable.object();
            map.forEach((key, inside) -> object.set(unescaped(String.valueOf(key)), node(String.valueOf(key), inside)));
            return object;
        }
        if (value instanceof Collection<?> list) {
            ArrayNode array = CreatedTable.array();
            list.forEach(each -> array.add(plain(each)));
            return array;
        }
        if (value instanceof Boolean bool) {
            return com.fasterxml.jackson.databind.node.BooleanNode.valueOf(bool);
        }
        if (value instanceof Number number) {
            return number.doubleValue() == number.longValue()
                    ? LongNode.valueOf(number.longValue())
                    : DoubleNode.valueOf(number.doubleValue());
        }
        return TextNode.valueOf(unescaped(String.valueOf(value)));
    }

    /** hcl4j keeps these escapes. */
    private static String unescaped(String text) {
        if (text.replace("$${", "").contains("${") || text.replace("%%{", "").contains("%{")) {
            throw new AssertionError("a template in " + text);
        }
        return text.replace("$${", "${").replace("%%{", "%{");
    }
}
