package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.ddbtool.convert.CreatedTable;
import dev.ddbtool.convert.HclDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads templates back, and compares them with what {@code create} would create. */
final class ConvertedTemplates {

    private static final JsonMapper JSON = new JsonMapper();

    /** The published schema of the resource, as of 2025, with the vector indexes of the CloudFormation Template Reference. */
    private static final JsonSchema RESOURCE = JsonSchemaFactory.getInstance(VersionFlag.V7)
            .getSchema(ExampleFiles.text(Path.of("src/test/resources/cloudformation/dynamodb-table.schema.json")));

    private ConvertedTemplates() {}

    /** The settings of each table that a dry run of {@code create} shows, by physical name. */
    static Map<String, Map<String, String>> created(CliRunner cli, String... options) {
        CliRunner.Result ended =
                cli.run(Stream.concat(Stream.of("create", "--dry-run", "--output", "json"), Stream.of(options))
                        .toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.screen()).isZero();
        Map<String, Map<String, String>> tables = new TreeMap<>();
        parsed(ended.out())
                .path("tables")
                .forEach(table -> tables.put(table.path("name").asText(), CreatedTable.ofRequests(table)));
        return tables;
    }

    /** The settings of each resource of a valid template, by physical name. */
    static Map<String, Map<String, String>> ofTemplate(String text) {
        Map<String, Map<String, String>> tables = new TreeMap<>();
        JsonNode template = parsed(text);
        assertThat(template.path("AWSTemplateFormatVersion").asText()).isEqualTo("2010-09-09");
        template.path("Resources").properties().forEach(resource -> {
            JsonNode properties = resource.getValue().path("Properties");
            assertThat(resource.getKey()).matches("[A-Za-z0-9]{1,255}");
            assertThat(resource.getValue().path("Type").asText()).isEqualTo("AWS::DynamoDB::Table");
            assertThat(resource.getValue().path("DeletionPolicy").asText()).isEqualTo("Retain");
            assertThat(resource.getValue().path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
            assertThat(mistakes(properties)).as(properties.toString()).isEmpty();
            tables.put(properties.path("TableName").asText(), CreatedTable.ofResource(properties));
        });
        return tables;
    }

    /** The errors of a resource's properties under the published schema. */
    static Set<String> mistakes(JsonNode properties) {
        return RESOURCE.validate(properties).stream()
                .map(ValidationMessage::getMessage)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The settings of each resource of a configuration that imports all of them, by physical name. */
    static Map<String, Map<String, String>> ofConfiguration(String text) {
        JsonNode document = HclDocument.parsed(text);
        Map<String, Map<String, String>> tables = new TreeMap<>();
        List<String> resources = new ArrayList<>();
        document.at("/resource/aws_dynamodb_table").properties().forEach(resource -> {
            JsonNode body = resource.getValue();
            assertThat(resource.getKey()).matches("[A-Za-z_][A-Za-z0-9_-]*");
            assertThat(body.at("/lifecycle/0/prevent_destroy").asBoolean()).isTrue();
            resources.add("aws_dynamodb_table." + resource.getKey() + " "
                    + body.path("name").asText());
            tables.put(body.path("name").asText(), CreatedTable.ofTerraform(body));
        });
        List<String> imports = new ArrayList<>();
        document.path("import")
                .forEach(each -> imports.add(
                        each.path("to").asText() + " " + each.path("id").asText()));
        assertThat(imports).containsExactlyInAnyOrderElementsOf(resources);
        return tables;
    }

    static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
