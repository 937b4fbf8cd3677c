package dev.ddbtool.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddbtool.naming.TableNames.TableName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableNamesTest {

    private final TableNames names = names("app", "staging,dev,eu-qa");

    @ParameterizedTest
    @CsvSource({
        "app, production, companies, app-companies",
        "app, staging, companies, app-staging-companies",
        "app, dev, company-users, app-dev-company-users",
        "app, eu-qa, companies, app-eu-qa-companies",
        "app-, production, companies, app-companies",
        "app-, staging, companies, app-staging-companies",
        "'', production, companies, companies",
        "'', staging, companies, staging-companies",
        "my_app.v1, staging, a.b_c, my_app.v1-staging-a.b_c",
        "app, production, production-orders, app-production-orders",
        "app, staging, production-orders, app-staging-production-orders",
        "app-production, staging, companies, app-production-staging-companies",
        "app, production, staging, app-staging",
        "app, dev, staging, app-dev-staging",
        "app, production, Staging-x, app-Staging-x",
        "app, production, stagingx, app-stagingx",
        "app, production, staging_x, app-staging_x",
        "app, production, eu-companies, app-eu-companies",
        "app, production, -x, app--x",
        "app, production, x-, app-x-",
        "app, production, app-companies, app-app-companies",
        "notstaging, production, companies, notstaging-companies",
        "staging-eu, production, companies, staging-eu-companies",
    })
    void converts_names_in_both_directions(String prefix, String environment, String table, String physical) {
        TableNames names = names(prefix, "staging,dev,eu-qa");

        assertThat(names.physical(new Environment(environment), table)).isEqualTo(physical);
        assertThat(names.resolve(physical)).contains(new TableName(new Environment(environment), table));
        assertThat(names.problem(table)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "app",
                "app-",
                "app-staging-",
                "app-eu-qa-",
                "application-companies",
                "App-companies",
                "other-companies",
                "app-staging-dev-x",
                "app-staging-staging-x",
                "app-compa nies",
                "app-firmé",
            })
    void does_not_resolve_foreign_names(String physical) {
        assertThat(names.resolve(physical)).isEmpty();
    }

    @Test
    void ignores_one_hyphen_after_the_prefix() {
        assertThat(names("app-", "dev").prefix()).isEqualTo("app");
        assertThat(names("app", "dev").prefix()).isEqualTo("app");
        assertThat(names("", "dev").prefix()).isEmpty();
    }

    @Test
    void returns_the_given_environments() {
        assertThat(names.environments().all())
                .extracting(Environment::name)
                .containsExactly("production", "staging", "dev", "eu-qa");
    }

    @ParameterizedTest
    @CsvSource({
        "app, production, app-",
        "app, staging, app-staging-",
        "app-, eu-qa, app-eu-qa-",
        "'', production, ''",
        "'', dev, dev-",
    })
    void starts_all_names_of_an_environment_with_its_list_prefix(String prefix, String environment, String expected) {
        assertThat(names(prefix, "staging,dev,eu-qa").listPrefix(new Environment(environment)))
                .isEqualTo(expected);
    }

    @Test
    void resolves_to_production_without_other_environments() {
        TableNames alone = names("app", "");

        assertThat(alone.resolve("app-staging-companies"))
                .contains(new TableName(Environment.PRODUCTION, "staging-companies"));
        assertThat(alone.physical(Environment.PRODUCTION, "staging-companies")).isEqualTo("app-staging-companies");
    }

    @Test
    void refuses_an_unknown_environment() {
        Environment qa = new Environment("qa");

        assertThatThrownBy(() -> names.physical(qa, "companies"))
                .isInstanceOf(NamingException.class)
                .hasMessageStartingWith("unknown environment 'qa'");
        assertThatThrownBy(() -> names.listPrefix(qa))
                .isInstanceOf(NamingException.class)
                .hasMessageStartingWith("unknown environment 'qa'");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "\"\"        | the table name is empty",
                "a b         | table name 'a b' contains ' ', but only a-z, A-Z, 0-9, '_', '.' and '-' are allowed",
                "a/b         | table name 'a/b' contains '/', but only a-z, A-Z, 0-9, '_', '.' and '-' are allowed",
                "a@b         | table name 'a@b' contains '@', but only a-z, A-Z, 0-9, '_', '.' and '-' are allowed",
                "a[b         | table name 'a[b' contains '[', but only a-z, A-Z, 0-9, '_', '.' and '-' are allowed",
                "a`b         | table name 'a`b' contains '`', but only a-z, A-Z, 0-9, '_', '.' and '-' are allowed",
                "a{b         | table name 'a{b' contains '{', but only a-z, A-Z, 0-9, '_', '.' and '-' are allowed",
                "a:b         | table name 'a:b' contains ':', but only a-z, A-Z, 0-9, '_', '.' and '-' are allowed",
                "staging-x   | the physical name of 'staging-x' in environment 'production', 'app-staging-x', belongs to environment 'staging'",
                "staging-    | the physical name of 'staging-' in environment 'production', 'app-staging-', belongs to environment 'staging'",
                "eu-qa-x     | the physical name of 'eu-qa-x' in environment 'production', 'app-eu-qa-x', belongs to environment 'eu-qa'",
            })
    void reports_invalid_logical_names(String table, String problem) {
        assertThat(names.problem(table)).contains(problem);
        assertThatThrownBy(() -> names.physical(Environment.PRODUCTION, table))
                .isInstanceOf(NamingException.class)
                .hasMessage(problem);
        assertThat(names.resolve("app-dev-" + table)).isEmpty();
    }

    @Test
    void accepts_every_legal_character() {
        assertThat(names.problem("azAZ09_.-")).isEmpty();
    }

    @Test
    void suggests_the_environment_for_a_name_with_its_prefix() {
        assertThatExceptionOfType(NamingException.class)
                .isThrownBy(() -> names.physical(Environment.PRODUCTION, "staging-x"))
                .extracting(NamingException::hint)
                .isEqualTo("use the logical name, and choose the environment with --environment staging");
    }

    /** With {@code app}: production adds 4 characters, {@code dev} 8, {@code eu-qa} 10 and {@code staging} 12. */
    @ParameterizedTest
    @CsvSource({
        "app, 'staging,dev', 243, , ",
        "app, 'staging,dev', 244, staging, 256",
        "app, 'dev,staging', 244, staging, 256",
        "app, 'staging,dev', 300, staging, 312",
        "app, 'dev', 247, , ",
        "app, 'dev', 248, dev, 256",
        "app, '', 251, , ",
        "app, '', 252, production, 256",
        "app, 'uat,dev', 248, uat, 256",
        "app, 'dev,uat', 248, dev, 256",
        "'', 'dev', 251, , ",
        "'', 'dev', 252, dev, 256",
        "'', '', 255, , ",
        "'', '', 256, production, 256",
    })
    void limits_names_to_255_characters_in_every_environment(
            String prefix, String others, int length, @Nullable String environment, @Nullable Integer physical) {
        TableNames names = names(prefix, others);
        String table = "x".repeat(length);

        if (environment == null) {
            assertThat(names.problem(table)).isEmpty();
            assertThat(names.environments().all())
                    .allSatisfy(each -> assertThat(names.resolve(names.physical(each, table)))
                            .contains(new TableName(each, table)));
        } else {
            assertThat(names.problem(table))
                    .contains("the physical name of '" + table + "' in environment '" + environment + "' has "
                            + physical + " characters; the maximum is 255");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'dev', ab, 2",
        "'', '', a, 1",
        "'', 'staging,dev', a, 1",
    })
    void requires_3_characters_in_every_environment(String prefix, String others, String table, int length) {
        assertThat(names(prefix, others).problem(table))
                .contains("the physical name of '" + table + "' in environment 'production' has " + length
                        + " characters; the minimum is 3");
    }

    @Test
    void accepts_a_short_name_with_a_prefix() {
        assertThat(names("", "dev").problem("abc")).isEmpty();
        assertThat(names("a", "dev").problem("b")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "app-staging, staging, app",
        "app-staging-, staging, app",
        "staging, staging, \"\"",
        "staging-, staging, \"\"",
        "my-app-dev, dev, my-app",
        "app-eu-qa, eu-qa, app",
        "eu-qa, eu-qa, \"\"",
    })
    void refuses_a_prefix_that_ends_with_an_environment(String prefix, String environment, String shorter) {
        assertThatExceptionOfType(NamingException.class)
                .isThrownBy(() -> names(prefix, "staging,dev,eu-qa"))
                .withMessage("table prefix '" + prefix + "' ends with the name of environment '" + environment + "'")
                .extracting(NamingException::hint)
                .isEqualTo("use --prefix " + shorter + " --environment " + environment);
    }

    @ParameterizedTest
    @CsvSource({
        "-, is only a hyphen, 'use --prefix \"\" for no prefix'",
        "--, ends with more than one hyphen, omit the hyphen: ddbtool adds one",
        "app--, ends with more than one hyphen, omit the hyphen: ddbtool adds one",
        "' ', 'contains '' '', but only a-z, A-Z, 0-9, ''_'', ''.'' and ''-'' are allowed', ",
        "app/x, 'contains ''/'', but only a-z, A-Z, 0-9, ''_'', ''.'' and ''-'' are allowed', ",
    })
    void refuses_an_invalid_prefix(String prefix, String reason, @Nullable String hint) {
        assertThatExceptionOfType(NamingException.class)
                .isThrownBy(() -> names(prefix, "staging,dev"))
                .withMessage("table prefix '" + prefix + "' " + reason)
                .extracting(NamingException::hint)
                .isEqualTo(hint);
    }

    @Test
    void explains_a_skipped_table_only_in_its_environment() {
        Environment staging = new Environment("staging");

        assertThat(names.skipReason(staging, "app-staging-dev-x"))
                .contains(
                        "the physical name of 'dev-x' in environment 'production', 'app-dev-x', belongs to environment"
                                + " 'dev'");
        assertThat(names.skipReason(Environment.PRODUCTION, "app-staging-dev-x"))
                .isEmpty();
        assertThat(names.skipReason(staging, "app-staging-x")).isEmpty();
        assertThat(names.skipReason(staging, "other-staging-dev-x")).isEmpty();
        assertThat(names.skipReason(Environment.PRODUCTION, "app-" + "x".repeat(251)))
                .isEqualTo(Optional.of("the physical name of '" + "x".repeat(251)
                        + "' in environment 'staging' has 263 characters; the maximum is 255"));
    }

    private static TableNames names(String prefix, String environments) {
        return new TableNames(prefix, EnvironmentsFixture.of(environments));
    }

    /** The name that stands for every environment of a pattern is a valid name too. */
    @Test
    void the_first_name_of_a_pattern_has_tables_in_its_Region() {
        Environments environments = EnvironmentsFixture.of("pr-*");
        Environment target = environments.named("pr-0").in("eu-west-1");
        TableNames names = new TableNames("shop", environments, target);

        assertThat(names.physical(target, "orders")).isEqualTo("shop-pr-0-orders");
        assertThat(names.resolve("shop-pr-0-orders")).contains(new TableName(target, "orders"));
        assertThat(names.resolve("shop-pr-1-orders")).isPresent();
    }
}
