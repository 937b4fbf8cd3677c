package dev.ddbtool.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.plan.Encryption;
import dev.ddbtool.schema.RandomSchemas;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableSchema;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and texts in templates. */
class TemplateTextTest {

    @ParameterizedTest
    @CsvSource({
        "companies, Companies, companies",
        "company-users, CompanyUsers, company-users",
        "paddle-webhook-dlq, PaddleWebhookDlq, paddle-webhook-dlq",
        "orders2, Orders2, orders2"
    })
    void words_of_plain_names_are_joined(String table, String logicalId, String resource) {
        assertThat(ResourceName.cloudFormation(table)).isEqualTo(logicalId);
        assertThat(ResourceName.terraform(table)).isEqualTo(resource);
    }

    @Test
    void different_tables_have_different_valid_names() {
        List<String> tables = List.of(
                "a-b",
                "a_b",
                "a.b",
                "ab",
                "AB",
                "Ab",
                "a--b",
                "a-b-",
                "-a-b",
                "orders-2024",
                "orders2024",
                "2024",
                "_",
                ".",
                "a".repeat(255),
                "-".repeat(255),
                "A".repeat(254) + "-");
        Set<String> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (String table : tables) {
            assertThat(ResourceName.cloudFormation(table)).matches("[A-Za-z0-9]{1,255}");
            assertThat(ResourceName.terraform(table)).matches("[A-Za-z_][A-Za-z0-9_-]*");
            ids.add(ResourceName.cloudFormation(table));
            names.add(ResourceName.terraform(table));
        }

        assertThat(ids).hasSameSizeAs(tables);
        assertThat(names).hasSameSizeAs(tables);
    }

    @Test
    void quoted_texts_contain_no_template_and_no_invisible_character() {
        assertThat(HclBody.quoted("a \"b\" \\ c")).isEqualTo("\"a \\\"b\\\" \\\\ c\"");
        assertThat(HclBody.quoted("${a} %{b} $${c} $ % {")).isEqualTo("\"$${a} %%{b} $$${c} $ % {\"");
        assertThat(HclBody.quoted("\n\r\t\u0001\u007f\u2028\u202e"))
                .isEqualTo("\"\\n\\r\\t\\u0001\\u007f\\u2028\\u202e\"");
        assertThat(HclBody.quoted("größe 日付 🎲 " + Character.toString(0xE0001)))
                .isEqualTo("\"größe 日付 🎲 \\U000e0001\"");
    }

    /** As {@code terraform fmt} writes it. */
    @Test
    void hcl_has_aligned_arguments_and_separate_blocks() {
        HclBody file = new HclBody()
                .block(
                        "resource \"a\" \"b\"",
                        body -> body.text("name", "x")
                                .number("read_capacity", 5)
                                .texts("list", List.of("a", "b"))
                                .block("empty", empty -> {})
                                .map("tags", Map.of("größe", "1")));

        assertThat(file).hasToString("""
                resource "a" "b" {
                  name          = "x"
                  read_capacity = 5
                  list          = ["a", "b"]

                  empty {
                  }

                  tags = {
                    "größe" = "1"
                  }
                }
                """);
    }

    @Test
    void warns_of_more_tables_than_a_template_can_have() {
        TableSchema schema = new RandomSchemas(1).complete(RandomSchemas.Sse.AWS_OWNED_KEY, "");
        Table table = schema.table();
        NewTable created = new NewTable("a", table, Encryption.AWS_OWNED_KEY, List.of(), null, null, false);

        assertThat(new CloudFormation().warnings(Collections.nCopies(500, created)))
                .isEmpty();
        assertThat(new CloudFormation().warnings(Collections.nCopies(501, created)))
                .containsExactly(
                        "501 tables: a template has at most 500 resources, so name fewer tables and write several"
                                + " templates");
        assertThat(new Terraform().warnings(Collections.nCopies(501, created))).isEmpty();
    }
}
