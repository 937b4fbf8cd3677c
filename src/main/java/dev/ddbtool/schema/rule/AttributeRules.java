package dev.ddbtool.schema.rule;

import dev.ddbtool.problem.Quoted;
import dev.ddbtool.schema.AttributeDefinition;
import dev.ddbtool.schema.DynamoDbLimits;
import dev.ddbtool.schema.Index;
import dev.ddbtool.schema.KeySchemaElement;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.VectorIndex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules for {@code AttributeDefinitions}, which list exactly the key attributes. */
final class AttributeRules {

    private static final String DEFINITIONS = "/Table/AttributeDefinitions";
    /** Service model, {@code ScalarAttributeType}. */
    private static final Set<String> TYPES = Set.of("S", "N", "B");

    private AttributeRules() {}

    private record Use(String attribute, String pointer, String where) {}

    static void typesAreThoseOfKeys(TableSchema schema, Violations violations) {
        eachDefinition(schema, (pointer, definition) -> {
            if (!TYPES.contains(definition.attributeType())) {
                violations.add(
                        pointer + "/AttributeType",
                        "invalid AttributeType %s of attribute %s: use 'S' (string), 'N' (number) or 'B' (binary)"
                                .formatted(
                                        Quoted.of(definition.attributeType()), Quoted.of(definition.attributeName())));
            }
        });
    }

    static void namesHaveAllowedLength(TableSchema schema, Violations violations) {
        eachDefinition(
                schema,
                (pointer, definition) -> checkName(definition.attributeName(), pointer + "/AttributeName", violations));
    }

    /** AWS returns "Attribute Name is duplicated". */
    static void noDuplicateDefinitions(TableSchema schema, Violations violations) {
        Set<String> seen = new HashSet<>();
        eachDefinition(schema, (pointer, definition) -> {
            if (!seen.add(definition.attributeName())) {
                violations.add(
                        pointer + "/AttributeName",
                        "duplicate attribute %s in AttributeDefinitions: remove one"
                                .formatted(Quoted.of(definition.attributeName())));
            }
        });
    }

    /** AWS returns "Some AttributeDefinitions are not used"; DynamoDB Local refuses it too. */
    static void noUnusedDefinitions(TableSchema schema, Violations violations) {
        Set<String> used = uses(schema.table()).stream().map(Use::attribute).collect(Collectors.toSet());
        eachDefinition(schema, (pointer, definition) -> {
            if (!used.contains(definition.attributeName())) {
                violations.add(
                        pointer,
                        "attribute %s is defined but no key uses it: remove it from AttributeDefinitions, which list key attributes only"
                                .formatted(Quoted.of(definition.attributeName())));
            }
        });
    }

    /**
     * AWS returns "Some index key attributes are not defined in AttributeDefinitions". For the search schema of a vector
     * index, see the API reference, {@code SearchSchemaElement}.
     */
    static void noMissingDefinitions(TableSchema schema, Violations violations) {
        for (Use use : uses(schema.table())) {
            if (schema.table().attributeType(use.attribute()) == null) {
                violations.add(
                        use.pointer(),
                        "attribute %s in the key of %s is not defined: add it to AttributeDefinitions with type S, N or B"
                                .formatted(Quoted.of(use.attribute()), use.where()));
            }
        }
    }

    /** Service model, {@code KeySchemaAttributeName}, {@code NonKeyAttributeName} and {@code TimeToLiveAttributeName}. */
    static void checkName(String name, String pointer, Violations violations) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > DynamoDbLimits.ATTRIBUTE_NAME_BYTES) {
            violations.add(
                    pointer,
                    "attribute name %s has %d bytes; the allowed length is 1 to %d: use another name"
                            .formatted(Quoted.of(name), bytes, DynamoDbLimits.ATTRIBUTE_NAME_BYTES));
        }
    }

    private interface DefinitionCheck {
        void check(String pointer, AttributeDefinition definition);
    }

    private static void eachDefinition(TableSchema schema, DefinitionCheck check) {
        List<AttributeDefinition> definitions = schema.table().attributeDefinitions();
        for (int i = 0; i < definitions.size(); i++) {
            check.check(DEFINITIONS + "/" + i, definitions.get(i));
        }
    }

    private static List<Use> uses(Table table) {
        List<Use> uses = new ArrayList<>(uses(table.keySchema(), "/Table", "the table"));
        for (Index index : Index.of(table)) {
            uses.addAll(uses(index.keySchema(), index.pointer(), index.quoted()));
        }
        for (int i = 0; i < table.vectorIndexes().size(); i++) {
            VectorIndex index = table.vectorIndexes().get(i);
            for (int j = 0; j < index.searchSchema().size(); j++) {
                uses.add(new Use(
                        index.searchSchema().get(j).attributeName(),
                        "/Table/%s/%d/SearchSchema/%d/AttributeName".formatted(Index.VECTOR, i, j),
                        "index " + Quoted.of(index.indexName())));
            }
        }
        return uses;
    }

    private static List<Use> uses(List<KeySchemaElement> keySchema, String pointer, String where) {
        List<Use> uses = new ArrayList<>();
        for (int i = 0; i < keySchema.size(); i++) {
            uses.add(new Use(keySchema.get(i).attributeName(), pointer + "/KeySchema/" + i + "/AttributeName", where));
        }
        return uses;
    }
}
