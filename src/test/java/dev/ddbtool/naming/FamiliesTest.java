package dev.ddbtool.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FamiliesTest {

    private static final String THIRTEEN = "companies company-users company-expenses company-projects"
            + " company-contractors company-works invitations paddle-subscriptions paddle-customers paddle-payments"
            + " paddle-webhooks paddle-webhook-dlq pending-payments";

    static Stream<Arguments> families() {
        return Stream.of(
                Arguments.of("companies invitations qa-companies qa-invitations", "qa=qa-companies,qa-invitations"),
                Arguments.of(THIRTEEN + " qa-invitations qa-companies", "qa=qa-companies,qa-invitations"),
                Arguments.of("a b eu-qa-a eu-qa-b", "eu-qa=eu-qa-a,eu-qa-b"),
                Arguments.of("a b c qa-a qa-b uat-b uat-c", "qa=qa-a,qa-b uat=uat-b,uat-c"),
                Arguments.of("a b qa_a qa_b uat.a uat.b", "qa=qa_a,qa_b uat=uat.a,uat.b"),
                Arguments.of("users orders pr-12-users pr-12-orders", "pr-12=pr-12-orders,pr-12-users"),
                // One table exists only in the environment.
                Arguments.of("a b qa-a qa-b qa-new", "qa=qa-a,qa-b,qa-new"),
                // A copy of a copy: eu-qa is not an environment eu with tables qa-….
                Arguments.of("a b qa-a qa-b eu-qa-a eu-qa-b", "eu-qa=eu-qa-a,eu-qa-b qa=qa-a,qa-b"),
                // The two cannot both be environments; with eu, none of these tables belongs to production.
                Arguments.of("a b c eu-a eu-b eu-c eu-qa-a eu-qa-b", "eu=eu-a,eu-b,eu-c,eu-qa-a,eu-qa-b"),
                Arguments.of("a b c eu_a eu_b eu_c eu_qa_a eu_qa_b", "eu=eu_a,eu_b,eu_c,eu_qa_a,eu_qa_b"),
                Arguments.of(
                        "companies users company-users qa-companies qa-users qa-company-users",
                        "qa=qa-companies,qa-company-users,qa-users"),
                Arguments.of("uat-b qa-b uat-a qa-a b a", "qa=qa-a,qa-b uat=uat-a,uat-b"));
    }

    @ParameterizedTest
    @MethodSource("families")
    void finds_tables_that_look_like_an_environment(String tables, String expected) {
        assertThat(shown(names(""), tables, "")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none at all              | ''",
                "the example tables       | " + THIRTEEN,
                "one pair                 | users company-users",
                "no originals             | qa-companies qa-invitations",
                "one original             | companies qa-companies qa-invitations",
                "a word with other tables | payments customers paddle-payments paddle-customers paddle-webhooks"
                        + " paddle-subscriptions",
                "a table, plural in -ies  | companies users expenses company-users company-expenses",
                "a table, plural in -s    | users roles tokens user-roles user-tokens",
                "a table, plural in -es   | boxes items labels box-items box-labels",
                "a table, singular        | order lines notes order-lines order-notes",
                "a hyphen first           | a b -a -b",
                "a hyphen last            | a b qa- qb-",
                "production itself        | a b production-a production-b",
                "production, other case   | a b Production-a Production-b",
                "production and more      | a b production-eu-a production-eu-b",
                "production, underscores  | a b production_eu_a production_eu_b",
            })
    void ignores_other_tables(String why, String tables) {
        assertThat(shown(names(""), tables, "")).as(why).isEmpty();
    }

    @Test
    void a_described_table_is_an_original_but_never_a_member() {
        assertThat(shown(names(""), "qa-a qa-b", "a b")).isEqualTo("qa=qa-a,qa-b");
        assertThat(shown(names(""), "a b qa-a qa-b qa-c", "qa-c")).isEqualTo("qa=qa-a,qa-b");
        assertThat(shown(names(""), "a b qa-a qa-b", "qa-a qa-b")).isEmpty();
    }

    @Test
    void words_at_the_end_count_if_the_project_has_them_there() {
        String tables = "orders users orders-qa users-qa orders-archive";

        assertThat(shown(names(""), tables, "")).isEmpty();
        assertThat(shown(names("{table}-{environment}"), tables, "")).isEqualTo("qa=orders-qa,users-qa");
    }

    private static TableNames names(String template) {
        return new TableNames(
                "app",
                template.isEmpty()
                        ? EnvironmentsFixture.of("staging,dev")
                        : Environments.declared(
                                "production",
                                List.of(
                                        new Environment("production", new NameTemplate("{table}"), Place.UNDECLARED),
                                        new Environment("dev", new NameTemplate(template), Place.UNDECLARED))));
    }

    private static String shown(TableNames names, String live, String described) {
        return names.families(words(live), words(described)).entrySet().stream()
                .map(each -> each.getKey() + "=" + String.join(",", each.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
    }
}
