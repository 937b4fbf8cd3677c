package dev.ddbtool.schema.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.schema.RandomSchemas;
import dev.ddbtool.schema.RandomSchemas.Sse;
import dev.ddbtool.schema.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityDiagramsTest {

    @Test
    void shows_keys_indexes_and_shared_attributes() {
        List<String> shown = List.of("companies", "company-users", "invitations", "pending-payments");

        assertThat(section(ExampleSchemas.all().stream()
                        .filter(table -> shown.contains(table.name()))
                        .toList()))
                .endsWith("""

                        ```mermaid
                        erDiagram
                            direction LR
                            "companies" {
                                S companyId PK
                                S ownerId "by-owner"
                            }
                            "company-users" {
                                S companyId PK "by-company-and-role"
                                S userId "SK, by-user"
                                S role "by-company-and-role"
                            }
                            "companies" |o..o{ "company-users" : "shares companyId"
                            "invitations" {
                                S invitationToken PK
                                S companyId "by-company"
                                N createdAt "by-company"
                            }
                            "companies" |o..o{ "invitations" : "shares companyId"
                            "pending-payments" {
                                S paymentIntentId PK
                            }
                        ```
                        """);
    }

    @Test
    void relates_tables_with_the_same_whole_key_once() {
        assertThat(relations(table("events", "eventId:S"), table("events-dlq", "eventId:S")))
                .containsExactly("\"events\" |o..o| \"events-dlq\" : \"shares eventId\"");
    }

    @Test
    void relates_no_attributes_of_different_types_or_parts_of_keys() {
        assertThat(relations(
                        table("users", "userId:S"),
                        table("logins", "userId:N at:N"),
                        table("carts", "cartId:S line:N"),
                        table("orders", "orderId:S", "cartId:S")))
                .isEmpty();
    }

    @Test
    void relates_no_attributes_that_many_tables_have_as_whole_key() {
        TableSchema orders = table("orders", "orderId:S", "id:S");

        assertThat(relations(orders, table("a", "id:S"), table("b", "id:S"), table("c", "id:S")))
                .hasSize(6);
        assertThat(relations(orders, table("a", "id:S"), table("b", "id:S"), table("c", "id:S"), table("d", "id:S")))
                .isEmpty();
    }

    /** The names of keys in a single-table design are also the marks of Mermaid. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "companyId | S companyId PK",
                "company_id-2 | S company_id-2 PK",
                "PK | S PK_ PK \"PK\"",
                "pk | S pk_ PK \"pk\"",
                "fk-x | S fk_-x PK \"fk-x\"",
                "pkey | S pkey PK",
                "GSI1PK | S GSI1PK PK",
                "0 | S _0 PK \"0\"",
                "größe | S gr__e PK \"größe\"",
                "a b\"c | S a_b_c PK \"a#32;b#34;c\"",
                "%%{x}%% | S ___x___ PK \"#37;#37;#123;x#125;#37;#37;\"",
                "#35; | S _35_ PK \"#35;35#59;\"",
                "die🎲 | S die_ PK \"die#127922;\"",
                "tab\tx | S tab_x PK \"tab#92;u0009x\"",
            })
    void escapes_attribute_names(String name, String line) {
        assertThat(diagrams(table("odd", name + ":S"))).containsExactly("""
                erDiagram
                    direction LR
                    "odd" {
                        %s
                    }
                """.formatted(line));
    }

    @Test
    void shortens_long_names_and_many_indexes() {
        String diagram = diagrams(table(
                        "long",
                        "l".repeat(255) + ":S",
                        IntStream.range(0, 20).mapToObj(i -> "kind:S").toArray(String[]::new)))
                .get(0);

        assertThat(diagram)
                .contains("S " + "l".repeat(60) + " PK \"" + "l".repeat(60) + "…\"", "S kind \"20 indexes\"");
    }

    @Test
    void groups_many_tables_by_the_first_word_of_their_names() {
        List<TableSchema> tables = new ArrayList<>(ExampleSchemas.all());
        IntStream.range(0, 25).forEach(i -> tables.add(table("shop-" + (char) ('a' + i), "companyId:S item:S")));

        String section = section(tables);

        assertThat(section.lines().filter(line -> line.startsWith("### ")))
                .containsExactly(
                        "### company", "### paddle", "### shop (1 of 2)", "### shop (2 of 2)", "### other tables");
        assertThat(section).contains("\"companies\" |o..o{ \"shop-y\" : \"shares companyId\"");
        assertThat(blocks(section)).last().asString().contains("\"companies\" {", "\"invitations\" {");
    }

    @Test
    void writes_the_same_bytes_whatever_the_order() {
        List<TableSchema> tables = randomTables(9, 30);
        String section = Overview.of(tables);

        Collections.shuffle(tables, new Random(1));

        assertThat(Overview.of(tables)).isEqualTo(section);
    }

    @Test
    void keeps_every_diagram_below_the_limits_of_mermaid() {
        String[] attributes =
                IntStream.range(0, 80).mapToObj(i -> "x".repeat(200) + i + ":S").toArray(String[]::new);
        List<TableSchema> tables = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            tables.add(table("owner-" + "n".repeat(200) + i, attributes[i], attributes));
        }

        List<String> blocks = blocks(section(tables));

        assertThat(blocks).hasSizeGreaterThan(3).allSatisfy(block -> {
            assertThat(block.length()).isLessThan(50_000);
            assertThat(block.lines().filter(line -> line.contains(" : ")).count())
                    .isLessThanOrEqualTo(500);
        });
    }

    @Test
    void shows_nothing_without_tables() {
        assertThat(Overview.of(List.of())).doesNotContain("mermaid");
    }

    // ---- tables and diagrams

    /** Random tables with unusual names. */
    static List<TableSchema> randomTables(long seed, int count) {
        RandomSchemas random = new RandomSchemas(seed);
        return new ArrayList<>(Stream.generate(() -> random.complete(Sse.AWS_MANAGED_KEY, "unused"))
                .limit(count)
                .toList());
    }

    /** A table with this key, such as {@code id:S at:N}, and one index for each other attribute. */
    static TableSchema table(String name, String key, String... indexed) {
        List<String> all =
                Stream.concat(keyNames(key), Arrays.stream(indexed)).distinct().toList();
        StringBuilder indexes = new StringBuilder();
        for (int i = 0; i < indexed.length; i++) {
            indexes.append(i == 0 ? "" : ",")
                    .append(
                            "{\"IndexName\": \"by-%02d\", \"Projection\": {\"ProjectionType\": \"ALL\"}, \"KeySchema\": [%s]}"
                                    .formatted(i, element(indexed[i], "HASH")));
        }
        List<String> keys = keyNames(key).toList();
        String file = """
                {"Table": {"TableName": "%s", "AttributeDefinitions": [%s], "KeySchema": [%s%s], "GlobalSecondaryIndexes": [%s]}}
                """.formatted(
                name,
                String.join(
                        ",", all.stream().map(EntityDiagramsTest::definition).toList()),
                element(keys.get(0), "HASH"),
                keys.size() == 1 ? "" : "," + element(keys.get(1), "RANGE"),
                indexes);
        return SchemaReader.read(name + ".json", file.getBytes(UTF_8));
    }

    private static Stream<String> keyNames(String key) {
        return Arrays.stream(key.matches("\\w+:\\w \\w+:\\w") ? key.split(" ", -1) : new String[] {key});
    }

    private static String definition(String attribute) {
        return "{\"AttributeName\": %s, \"AttributeType\": \"%s\"}"
                .formatted(json(attribute), attribute.substring(attribute.length() - 1));
    }

    private static String element(String attribute, String keyType) {
        return "{\"AttributeName\": %s, \"KeyType\": \"%s\"}".formatted(json(attribute), keyType);
    }

    private static String json(String attribute) {
        return SchemaJson.toTree(attribute.substring(0, attribute.length() - 2)).toString();
    }

    private static String section(List<TableSchema> tables) {
        return Overview.of(tables);
    }

    private static List<String> diagrams(TableSchema... tables) {
        return blocks(section(List.of(tables)));
    }

    static List<String> blocks(String section) {
        return Arrays.stream(section.split("```mermaid\n", -1))
                .skip(1)
                .map(rest -> rest.substring(0, rest.indexOf("```\n")))
                .toList();
    }

    private static List<String> relations(TableSchema... tables) {
        return diagrams(tables).stream()
                .flatMap(String::lines)
                .filter(line -> line.contains("|o..o"))
                .map(String::strip)
                .toList();
    }
}
