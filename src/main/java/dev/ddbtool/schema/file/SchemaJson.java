package dev.ddbtool.schema.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ddbtool.problem.ControlCharacters;
import dev.ddbtool.schema.TableSchema;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Converts schema values to and from the JSON of a schema file: the service's names, absent members omitted. */
public final class SchemaJson {

    /** {@link SchemaReader} has already checked unknown members. */
    private static final ObjectMapper MAPPER = JsonMapper.builder(JqLayout.factory())
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .build();

    private static final ObjectWriter LIKE_JQ = MAPPER.writer(JqLayout.printer());

    private SchemaJson() {}

    /** Converts a schema record, a list of them, a text or a number to the form of the file. */
    public static JsonNode toTree(@Nullable Object schemaValue) {
        return MAPPER.valueToTree(schemaValue);
    }

    /** Converts a tree with a valid structure to a record. */
    static TableSchema toSchema(JsonNode tree) {
        try {
            return MAPPER.treeToValue(tree, TableSchema.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the JSON tree passed the checks but does not fit the schema records", e);
        }
    }

    /** The text that {@code jq .} prints for this value, with one line feed at its end. */
    public static String toText(Object schemaValue) {
        try {
            return LIKE_JQ.writeValueAsString(schemaValue) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write the schema as JSON", e);
        }
    }

    /** The same text for stdout, with invisible characters escaped. */
    public static String toVisibleText(Object schemaValue) {
        return toText(schemaValue)
                .lines()
                .map(line -> ControlCharacters.escaped(line) + "\n")
                .collect(Collectors.joining());
    }
}
