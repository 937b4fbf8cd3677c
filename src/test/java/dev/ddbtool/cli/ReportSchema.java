package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The JSON Schema of the report, {@code docs/report.schema.json}. Tests check every JSON report against a stricter schema, in
 * which undescribed members are errors.
 */
public final class ReportSchema {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String PUBLISHED = ExampleFiles.text(Path.of("docs/report.schema.json"));
    private static final JsonSchema OPEN = compiled(parsed(PUBLISHED));
    private static final JsonSchema STRICT = compiled(closed(parsed(PUBLISHED)));

    private ReportSchema() {}

    /** Whether a command line asks for JSON. */
    public static boolean isAskedFor(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i).toLowerCase(Locale.ROOT);
            boolean next = i + 1 < arguments.size() && arguments.get(i + 1).equalsIgnoreCase("json");
            if (argument.equals("--output=json") || (argument.equals("--output") && next)) {
                return !helps(arguments);
            }
        }
        return false;
    }

    /** Help and version are always text. */
    private static boolean helps(List<String> arguments) {
        return arguments.stream().anyMatch(Set.of("-h", "--help", "-V", "--version")::contains);
    }

    /** Checks stdout against the schema: exactly one document, with the exit code of the process. */
    public static void check(String out, int exitCode) {
        JsonNode report = parsed(out);
        assertThat(mistakes(STRICT, report)).as(out).isEmpty();
        assertThat(report.get("exitCode").intValue()).as("exitCode of " + out).isEqualTo(exitCode);
        assertThat(out).endsWith("}\n");
    }

    static JsonNode published() {
        return parsed(PUBLISHED);
    }

    /** The errors of a report under the published schema. */
    static Set<String> mistakes(JsonNode report) {
        return mistakes(OPEN, report);
    }

    /** The errors of a report if undescribed members are not allowed. */
    static Set<String> strictMistakes(JsonNode report) {
        return mistakes(STRICT, report);
    }

    private static Set<String> mistakes(JsonSchema schema, JsonNode report) {
        return schema.validate(report).stream()
                .map(ValidationMessage::getMessage)
                .collect(Collectors.toSet());
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not exactly one JSON document: '" + text + "'", e);
        }
    }

    private static JsonSchema compiled(JsonNode schema) {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);
    }

    /** Closes every object with required members. Conditions and free-form objects stay open. */
    private static JsonNode closed(JsonNode schema) {
        for (JsonNode each : schema) {
            closed(each);
        }
        if (schema instanceof ObjectNode object && object.has("required")) {
            object.put("additionalProperties", false);
        }
        return schema;
    }
}
