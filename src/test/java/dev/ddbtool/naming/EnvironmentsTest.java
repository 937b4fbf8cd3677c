package dev.ddbtool.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "staging,dev             | production,staging,dev",
                "dev,staging             | production,dev,staging",
                "''                      | production",
                "'  '                    | production",
                "','                     | production",
                "' staging ,, dev ,'     | production,staging,dev",
                "staging,dev,staging     | production,staging,dev",
                "production              | production",
                "staging,production,dev  | production,staging,dev",
                "eu-dev,eu.qa,us_1,V2    | production,eu-dev,eu.qa,us_1,V2",
                "dev,devel,de            | production,dev,devel,de",
                "dev,Dev-eu              | production,dev,Dev-eu",
                "dev,dev-eu,production-eu | production,dev,dev-eu,production-eu",
            })
    void lists_production_first(String list, String expected) {
        assertThat(EnvironmentsFixture.of(list).all())
                .extracting(Environment::name)
                .containsExactly(expected.split(",", -1));
    }

    @Test
    void finds_an_environment_by_its_exact_name() {
        Environments environments = EnvironmentsFixture.of("staging,dev");

        assertThat(environments.named("staging")).isEqualTo(new Environment("staging"));
        assertThat(environments.named("production")).isEqualTo(Environment.PRODUCTION);
    }

    @ParameterizedTest
    @CsvSource({
        "prod, production",
        "prd, production",
        "PROD, production",
        "Production, production",
        "poduction, production",
        "stage, staging",
        "stg, staging",
        "Staging, staging",
        "'staging ', staging",
        "development, dev",
        "devel, dev",
        "DEV, dev",
        "dve, dev",
    })
    void suggests_the_nearest_known_environment(String given, String nearest) {
        assertThatExceptionOfType(NamingException.class)
                .isThrownBy(() -> EnvironmentsFixture.of("staging,dev").named(given))
                .withMessage("unknown environment '" + given + "'; known environments: production, staging, dev")
                .extracting(NamingException::hint)
                .isEqualTo("did you mean '" + nearest + "'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pr-*", "pr-", "pr-A"})
    void explains_a_pattern(String given) {
        assertThatExceptionOfType(NamingException.class)
                .isThrownBy(() -> EnvironmentsFixture.of("staging,pr-*").named(given))
                .extracting(NamingException::hint)
                .isEqualTo("use a name that matches 'pr-*': * stands for one or more of a-z and 0-9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "qa", "pre", "test", "sit", "live", "x"})
    void explains_how_to_add_an_unknown_environment(String given) {
        assertThatExceptionOfType(NamingException.class)
                .isThrownBy(() -> EnvironmentsFixture.of("staging,dev").named(given))
                .withMessageStartingWith("unknown environment '" + given + "'")
                .extracting(NamingException::hint)
                .isEqualTo("declare it in ddbtool.toml, or add it to --environments");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Production", "PRODUCTION"})
    void refuses_production_in_another_case(String given) {
        assertThatExceptionOfType(NamingException.class)
                .isThrownBy(() -> EnvironmentsFixture.of("dev," + given))
                .withMessage("environments 'production' and '" + given + "' differ only in case")
                .extracting(NamingException::hint)
                .isEqualTo("rename or remove one of them");
    }

    @ParameterizedTest
    @CsvSource({"de v, \"' '\"", "dev/eu, \"'/'\"", "dév, \"'é'\"", "a:b, \"':'\"", "😀, \"'😀'\"", "'a\tb', U+0009"})
    void refuses_invalid_characters(String name, String character) {
        String shown = character.replace("\"", "");

        assertThatThrownBy(() -> EnvironmentsFixture.of(name))
                .isInstanceOf(NamingException.class)
                .hasMessage("environment name '" + name + "' contains " + shown
                        + ", but only a-z, A-Z, 0-9, '_', '.' and '-' are allowed");
    }

    @Test
    void refuses_an_empty_name() {
        assertThatThrownBy(() -> new Environment(""))
                .isInstanceOf(NamingException.class)
                .hasMessage("the environment name is empty");
    }
}
