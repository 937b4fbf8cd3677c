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
    void a_name_is_the_same_both_ways(String prefix, String environment, String table, String physical) {
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
    void a_name_that_is_none_of_ours_belongs_to_no_environment(String physical) {
        assertThat(names.resolve(physical)).isEmpty();
    }

    @Test
    void a_prefix_without_its_hyphen_is_what_it_is_with_it() {
        assertThat(names("app-", "dev").prefix()).isEqualTo("app");
        assertThat(names("app", "dev").prefix()).isEqualTo("app");
        assertThat(names("", "dev").prefix()).isEmpty();
    }

    @Test
    void the_environments_are_those_given() {
        assertThat(names.environments().others())
                .extracting(Environment::name)
                .containsExactly("staging", "dev", "eu-qa");
    }

    @ParameterizedTest
    @CsvSource({
        "app, production, app-",
        "app, staging, app-staging-",
        "app-, eu-qa, app-eu-qa-",
        "'', production, ''",
        "'', dev, dev-",
    })
    void the_names_of_an_environment_begin_with_its_list_prefix(String prefix, String environment, String expected) {
        assertThat(names(prefix, "staging,dev,eu-qa").listPrefix(new Environment(environment)))
                .isEqualTo(expected);
    }

    @Test
    void without_other_environments_every_name_under_the_prefix_is_productions() {
        TableNames alone = names("app", "");

        assertThat(alone.resolve("app-staging-companies"))
                .contains(new TableName(Environment.PRODUCTION, "staging-companies"));
        assertThat(alone.physical(Environment.PRODUCTION, "staging-companies")).isEqualTo("app-staging-companies");
    }

    @Test
    void an_environment_that_is_not_known_has_no_names() {
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
                "staging-x   | table name 'staging-x' begins with 'staging-', the prefix of environment" + " 'staging'",
                "staging-    | table name 'staging-' begins with 'staging-', the prefix of environment" + " 'staging'",
                "eu-qa-x     | table name 'eu-qa-x' begins with 'eu-qa-', the prefix of environment" + " 'eu-qa'",
            })
    void a_logical_name_that_cannot_be_used_has_a_problem(String table, String problem) {
        assertThat(names.problem(table)).contains(problem);
        assertThatThrownBy(() -> names.physical(Environment.PRODUCTION, table))
                .isInstanceOf(NamingException.class)
                .hasMessage(problem);
        assertThat(names.resolve("app-dev-" + table)).isEmpty();
    }

    @Test
    void a_name_of_every_legal_character_has_no_problem() {
        assertThat(names.problem("azAZ09_.-")).isEmpty();
    }

    @Test
    void a_name_that_begins_with_a_segment_is_an_error_with_the_environment_as_the_hint() {
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
    void a_name_may_have_255_characters_in_every_environment(
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
    void a_name_needs_3_characters_in_every_environment(String prefix, String others, String table, int length) {
        assertThat(names(prefix, others).problem(table))
                .contains("the physical name of '" + table + "' in environment 'production' has " + length
                        + " characters; the minimum is 3");
    }

    @Test
    void a_prefix_makes_a_short_name_long_enough() {
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
    void a_prefix_that_ends_in_a_segment_is_refused(String prefix, String environment, String shorter) {
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
    void a_prefix_that_is_not_well_formed_is_refused(String prefix, String reason, @Nullable String hint) {
        assertThatExceptionOfType(NamingException.class)
                .isThrownBy(() -> names(prefix, "staging,dev"))
                .withMessage("table prefix '" + prefix + "' " + reason)
                .extracting(NamingException::hint)
                .isEqualTo(hint);
    }

    @Test
    void a_live_table_that_is_left_out_is_explained_in_its_environment_only() {
        Environment staging = new Environment("staging");

        assertThat(names.skipReason(staging, "app-staging-dev-x"))
                .contains("table name 'dev-x' begins with 'dev-', the prefix of environment 'dev'");
        assertThat(names.skipReason(Environment.PRODUCTION, "app-staging-dev-x"))
                .isEmpty();
        assertThat(names.skipReason(staging, "app-staging-x")).isEmpty();
        assertThat(names.skipReason(staging, "other-staging-dev-x")).isEmpty();
        assertThat(names.skipReason(Environment.PRODUCTION, "app-" + "x".repeat(251)))
                .isEqualTo(Optional.of("the physical name of '" + "x".repeat(251)
                        + "' in environment 'staging' has 263 characters; the maximum is 255"));
    }

    private static TableNames names(String prefix, String environments) {
        return new TableNames(prefix, Environments.parse(environments));
    }
}
