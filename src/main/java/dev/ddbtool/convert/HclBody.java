package dev.ddbtool.convert;

import dev.ddbtool.problem.ControlCharacters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The body of a file or a block in HCL: arguments, then blocks, in the layout of {@code terraform fmt}. */
final class HclBody {

    private final Map<String, String> arguments = new LinkedHashMap<>();
    private final List<Block> blocks = new ArrayList<>();

    private record Block(String header, HclBody body) {}

    HclBody text(String name, String value) {
        return expression(name, quoted(value));
    }

    HclBody number(String name, long value) {
        return expression(name, Long.toString(value));
    }

    HclBody bool(String name, boolean value) {
        return expression(name, Boolean.toString(value));
    }

    HclBody texts(String name, List<String> values) {
        return expression(name, values.stream().map(HclBody::quoted).collect(Collectors.joining(", ", "[", "]")));
    }

    HclBody expression(String name, String expression) {
        arguments.put(name, expression);
        return this;
    }

    HclBody block(String header, Consumer<HclBody> content) {
        HclBody body = new HclBody();
        content.accept(body);
        blocks.add(new Block(header, body));
        return this;
    }

    /** An argument whose value is a map of texts. */
    HclBody map(String name, Map<String, String> values) {
        return block(name + " =", body -> values.forEach((key, value) -> body.text(quoted(key), value)));
    }

    /** A quoted text, which contains no templates (HCL specification, "Template Expressions"). */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(character -> quoted.append(escaped(character)));
        return quoted.append('"').toString().replace("${", "$${").replace("%{", "%%{");
    }

    private static String escaped(int character) {
        return switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> {
                String plain = Character.toString(character);
                boolean shown = ControlCharacters.escaped(plain).equals(plain);
                yield shown
                        ? plain
                        : String.format(
                                Locale.ROOT, Character.isBmpCodePoint(character) ? "\\u%04x" : "\\U%08x", character);
            }
        };
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        write(text, "");
        return text.toString();
    }

    private void write(StringBuilder text, String indent) {
        int longest = arguments.keySet().stream().mapToInt(HclBody::width).max().orElse(0);
        arguments.forEach((name, value) -> text.append(indent)
                .append(name)
                .append(" ".repeat(longest - width(name)))
                .append(" = ")
                .append(value)
                .append('\n'));
        boolean first = arguments.isEmpty();
        for (Block block : blocks) {
            text.append(first ? "" : "\n").append(indent).append(block.header()).append(" {\n");
            block.body().write(text, indent + "  ");
            text.append(indent).append("}\n");
            first = false;
        }
    }

    /** In characters, not in halves of them. */
    private static int width(String name) {
        return name.codePointCount(0, name.length());
    }
}
