package dev.ddbtool.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.NamingException;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.schema.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several values decides a setting. */
class SettingsTest {

    private static final String PROJECT = """
            schemas = "tables"
            default-environment = "prod"

            [naming]
            prefix = "shop"

            [environments.prod]
            table-name = "{prefix}-{table}"

            [environments.staging]
            region = "eu-west-1"
            profile = "shop-staging"
            account = "111122223333"
            schemas = "staging-tables"
            protected = true
            billing = "as-exported"
            point-in-time-recovery = 7
            encryption = "alias/shop"
            deletion-protection = true
            tags = { team = "payments" }

            [environments.local]
            endpoint-url = "http://localhost:8000"

            [environments."pr-*"]
            ephemeral = true
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @BeforeEach
    void write_project() throws IOException {
        Files.writeString(folder.resolve("ddbtool.toml"), PROJECT);
    }

    @ParameterizedTest
    @CsvSource({
        ",        ,        ,       prod,    FILE:2",
        ",        ,        dev,    prod,    FILE:2",
        ",        staging, dev,    staging, DDBTOOL_ENVIRONMENT",
        "pr-7,    staging, dev,    pr-7,    -e",
    })
    void flags_override_variables_and_variables_the_file(
            @Nullable String flag, @Nullable String own, @Nullable String script, String name, String source) {
        Settings settings = load(environment(flag), variables("DDBTOOL_ENVIRONMENT", own, "ENVIRONMENT", script));

        assertThat(settings.environment().value().name()).isEqualTo(name);
        assertThat(settings.environment().source()).isEqualTo(source.replace("FILE", file()));
    }

    @Test
    void an_unknown_environment_of_a_variable_is_refused_with_the_name_of_the_variable() {
        Settings settings = load(environment(null), Map.of("DDBTOOL_ENVIRONMENT", "test"));

        assertThatExceptionOfType(NamingException.class)
                .isThrownBy(settings::environment)
                .withMessageStartingWith("unknown environment 'test'")
                .extracting(NamingException::hint)
                .asString()
                .endsWith(" (the name comes from DDBTOOL_ENVIRONMENT)");
    }

    @Test
    void script_variables_are_read_without_a_project_file_or_if_it_says_so() throws IOException {
        Map<String, String> script =
                Map.of("ENVIRONMENT", "qa", "ENVIRONMENTS", "qa", "TABLE_PREFIX", "crm", "SCHEMA_DIR", "files");

        Files.writeString(folder.resolve("ddbtool.toml"), "script-variables = true\n" + PROJECT);
        Settings asked = load(environment(null), script);
        Files.delete(folder.resolve("ddbtool.toml"));
        Settings without = load(environment(null), script);

        for (Settings settings : new Settings[] {asked, without}) {
            Sourced<Environment> qa = settings.environment();
            assertThat(qa.source()).isEqualTo("ENVIRONMENT");
            assertThat(settings.prefix()).contains(new Sourced<>("crm", "TABLE_PREFIX"));
            assertThat(settings.of(qa.value()).schemas())
                    .isEqualTo(new Sourced<>(folder.resolve("files"), "SCHEMA_DIR"));
        }
    }

    @Test
    void an_environment_overrides_the_variables_of_aws() {
        Map<String, String> aws = Map.of("AWS_REGION", "us-east-1", "AWS_ENDPOINT_URL", "http://aws.test");
        Settings settings = load(environment(null), aws);

        EnvironmentSettings staging = settings.of(settings.named("staging"));
        EnvironmentSettings prod = settings.of(settings.named("prod"));
        EnvironmentSettings local = settings.of(settings.named("local"));

        assertThat(staging.region()).contains(new Sourced<>("eu-west-1", file() + ":11"));
        assertThat(staging.profile().map(Sourced::value)).contains("shop-staging");
        assertThat(staging.account().map(Sourced::value)).contains("111122223333");
        assertThat(prod.region()).contains(new Sourced<>("us-east-1", "AWS_REGION"));
        assertThat(prod.profile()).isEmpty();
        assertThat(prod.endpointUrl()).contains(new Sourced<>("http://aws.test", "AWS_ENDPOINT_URL"));
        assertThat(local.endpointUrl().map(Sourced::value)).contains("http://localhost:8000");
    }

    @Test
    void a_flag_overrides_the_keys_of_an_environment() {
        Settings settings =
                load(new Flags(null, null, null, null, "here", "us-west-2", "me", "http://other.test"), Map.of());

        EnvironmentSettings staging = settings.of(settings.named("staging"));

        assertThat(staging.region()).contains(new Sourced<>("us-west-2", "--region"));
        assertThat(staging.profile()).contains(new Sourced<>("me", "--profile"));
        assertThat(staging.endpointUrl()).contains(new Sourced<>("http://other.test", "--endpoint-url"));
        assertThat(staging.schemas()).isEqualTo(new Sourced<>(folder.resolve("here"), "--schemas"));
    }

    @Test
    void an_environment_shares_its_schema_folder_unless_it_has_its_own() {
        Settings settings = load(environment(null), Map.of());

        assertThat(settings.of(settings.named("prod")).schemas().value()).isEqualTo(folder.resolve("tables"));
        assertThat(settings.of(settings.named("prod")).sharesSchemas()).isTrue();
        assertThat(settings.of(settings.named("staging")).sharesSchemas()).isFalse();
        assertThat(settings.of(settings.named("pr-1")).sharesSchemas()).isTrue();
    }

    @Test
    void a_folder_is_shared_in_whatever_form_it_is_written() throws IOException {
        Files.writeString(folder.resolve("ddbtool.toml"), PROJECT.replace("staging-tables", "./x/../tables/"));
        Settings settings = load(environment(null), Map.of());

        assertThat(settings.of(settings.named("staging")).sharesSchemas()).isTrue();
    }

    @Test
    void the_policy_depends_on_the_kind_of_environment_and_its_keys() {
        Settings settings = load(environment(null), Map.of());

        assertThat(policy(settings, "prod")).isEqualTo(Policy.AS_EXPORTED);
        assertThat(policy(settings, "local")).isEqualTo(Policy.STANDARD);
        assertThat(policy(settings, "pr-9")).isEqualTo(Policy.EPHEMERAL);
        Policy staging = policy(settings, "staging");
        assertThat(staging.billingMode()).isNull();
        assertThat(staging.recovery()).isEqualTo(Policy.Recovery.on(7));
        assertThat(staging.encryption()).isEqualTo(Encryption.named("alias/shop"));
        assertThat(staging.deletionProtection()).isTrue();
        assertThat(staging.tags()).containsExactly(new Tag("team", "payments"));
    }

    @Test
    void protected_environments_are_those_of_that_name_and_those_that_say_so() {
        Settings settings = load(environment(null), Map.of());

        assertThat(settings.of(settings.named("prod")).guarded().value()).isTrue();
        assertThat(settings.of(settings.named("staging")).guarded()).isEqualTo(new Sourced<>(true, file() + ":15"));
        assertThat(settings.of(settings.named("local")).guarded()).isEqualTo(new Sourced<>(false, "default"));
    }

    @Test
    void named_environments_replace_the_declared_ones_and_keep_their_keys() {
        Settings settings = load(new Flags(null, null, null, "staging,qa", null, null, null, null), Map.of());

        assertThat(settings.environments().all())
                .extracting(Environment::name)
                .containsExactly("prod", "staging", "qa");
        assertThat(settings.of(settings.named("staging")).account()).isPresent();
        assertThatExceptionOfType(NamingException.class)
                .isThrownBy(() -> settings.named("local"))
                .withMessage("unknown environment 'local'; known environments: prod, staging, qa");
    }

    @Test
    void an_environment_that_is_named_twice_is_one_environment() {
        Settings settings =
                load(new Flags(null, null, null, "staging,qa,prod,staging", null, null, null, null), Map.of());

        assertThat(settings.environments().all())
                .extracting(Environment::name)
                .containsExactly("prod", "staging", "qa");
    }

    @Test
    void a_missing_prefix_is_an_error_only_where_names_need_it() throws IOException {
        Files.writeString(folder.resolve("ddbtool.toml"), "schemas = 'x'");
        Settings settings = load(environment(null), Map.of());
        Environment production = settings.environment().value();

        assertThatExceptionOfType(NamingException.class)
                .isThrownBy(() -> settings.names(production, true))
                .withMessage("missing table prefix");
        assertThat(settings.names(production, false).physical(production, "orders"))
                .isEqualTo("orders");
        Files.writeString(folder.resolve("ddbtool.toml"), "[naming]\nprefix = ''");
        Settings empty = load(environment(null), Map.of());
        assertThat(empty.names(production, true).physical(production, "orders")).isEqualTo("orders");
    }

    /** Staging has bare names in a Region of its own. In the Region of production they would be production's. */
    @Test
    void a_region_flag_cannot_lead_one_environment_to_the_tables_of_another() throws IOException {
        Files.writeString(folder.resolve("ddbtool.toml"), """
                [environments.production]
                region = "us-east-1"
                table-name = "{table}"
                [environments.staging]
                region = "eu-west-1"
                table-name = "{table}"
                """);

        Settings own = load(environment("staging"), Map.of());
        Settings other = load(new Flags(null, "staging", null, null, null, "us-east-1", null, null), Map.of());

        assertThat(own.names(own.environment().value(), true)
                        .physical(own.environment().value(), "orders"))
                .isEqualTo("orders");
        assertThatExceptionOfType(NamingException.class)
                .isThrownBy(() -> other.names(other.environment().value(), true))
                .withMessageContaining("could belong to environment 'staging' and to 'production'");
    }

    private static Policy policy(Settings settings, String environment) {
        return settings.of(settings.named(environment)).policy();
    }

    private Settings load(Flags flags, Map<String, String> variables) {
        return Settings.load(folder, flags, new Variables(variables));
    }

    private String file() {
        return folder.resolve("ddbtool.toml").toString();
    }

    private static Flags environment(@Nullable String name) {
        return new Flags(null, name, null, null, null, null, null, null);
    }

    private static Map<String, String> variables(
            String first, @Nullable String firstValue, String second, @Nullable String secondValue) {
        return Map.of(first, firstValue == null ? "" : firstValue, second, secondValue == null ? "" : secondValue);
    }
}
