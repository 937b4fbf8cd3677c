package dev.ddbtool.schema.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The JSON Schema of schema files for editors, {@code docs/schema-file.schema.json}. */
public final class EditorSchema {

    private static final JsonMapper JSON = new JsonMapper();

    /** The schema as published. */
    static final JsonNode PUBLISHED = published();

    private static final JsonSchema COMPILED =
            JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(PUBLISHED);

    private EditorSchema() {}

    /** What an editor would underline in this document. */
    public static Set<String> mistakes(JsonNode document) {
        return COMPILED.validate(document).stream()
                .map(ValidationMessage::getMessage)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static JsonNode published() {
        try {
            return parsed(Files.readString(Path.of("docs/schema-file.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
