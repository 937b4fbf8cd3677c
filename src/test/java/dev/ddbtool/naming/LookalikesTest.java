package dev.ddbtool.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LookalikesTest {

    private static final String THIRTEEN = "companies company-users company-expenses company-projects"
            + " company-contractors company-works invitations paddle-subscriptions paddle-customers paddle-payments"
            + " paddle-webhooks paddle-webhook-dlq pending-payments";

    static Stream<Arguments> families() {
        return Stream.of(
                Arguments.of(
                        "companies invitations qa-companies qa-invitations",
                        Map.of("qa", List.of("companies", "invitations"))),
                Arguments.of(
                        THIRTEEN + " qa-invitations qa-companies", Map.of("qa", List.of("companies", "invitations"))),
                Arguments.of("a b eu-qa-a eu-qa-b", Map.of("eu-qa", List.of("a", "b"))),
                Arguments.of("a b c qa-a qa-b uat-b uat-c", Map.of("qa", List.of("a", "b"), "uat", List.of("b", "c"))),
                // One table exists only in the environment.
                Arguments.of(
                        "companies invitations qa-companies qa-invitations qa-new",
                        Map.of("qa", List.of("companies", "invitations"))),
                // A copy of a copy: eu-qa is not an environment eu with tables qa-….
                Arguments.of(
                        "a b qa-a qa-b eu-qa-a eu-qa-b", Map.of("eu-qa", List.of("a", "b"), "qa", List.of("a", "b"))),
                // The two cannot both be environments; with eu, none of these tables belongs to production.
                Arguments.of("a b c eu-a eu-b eu-c eu-qa-a eu-qa-b", Map.of("eu", List.of("a", "b", "c"))),
                Arguments.of(
                        "companies users company-users qa-companies qa-users qa-company-users",
                        Map.of("qa", List.of("companies", "company-users", "users"))));
    }

    @ParameterizedTest
    @MethodSource("families")
    void reports_tables_that_look_like_an_environment(String tables, Map<String, List<String>> expected) {
        assertThat(lookalikes(tables)).isEqualTo(expected);
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
            })
    void ignores_other_tables(String why, String tables) {
        assertThat(lookalikes(tables)).as(why).isEmpty();
    }

    @Test
    void sorts_families_and_their_members() {
        SortedMap<String, List<String>> found = lookalikes("uat-b qa-b uat-a qa-a b a");

        assertThat(found.keySet()).containsExactly("qa", "uat");
        assertThat(found.values()).containsExactly(List.of("a", "b"), List.of("a", "b"));
    }

    private static SortedMap<String, List<String>> lookalikes(String tables) {
        return new TableNames("app", Environments.parse("staging,dev")).lookalikes(List.of(tables.split(" ", -1)));
    }
}
