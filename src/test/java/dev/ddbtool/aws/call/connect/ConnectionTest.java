package dev.ddbtool.aws.call.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ddbtool.aws.FakeDynamoDb;
import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.AwsFailure;
import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.aws.call.Endpoint.EndpointKind;
import dev.ddbtool.aws.call.Operation;
import dev.ddbtool.aws.call.VirtualAgenda;
import dev.ddbtool.aws.call.VirtualTime;
import dev.ddbtool.fake.FakeControlPlane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.utils.StringInputStream;

@Isolated
public class ConnectionTest {

    private static final String PROFILES = """
            [default]
            region = eu-north-1

            [profile keys]
            region = eu-central-1
            aws_access_key_id = AKIAIOSFODNN7EXAMPLE
            aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY

            [profile vpc]
            region = eu-central-1
            endpoint_url = https://vpce-1-2.dynamodb.eu-central-1.vpce.amazonaws.com

            [profile nowhere]
            endpoint_url = localhost:8000
            """;

    private final List<String> properties = new ArrayList<>();

    @BeforeEach
    void disable_metadata_service() {
        set("aws.disableEc2Metadata", "true");
    }

    private void set(String property, String value) {
        properties.add(property);
        System.setProperty(property, value);
    }

    @AfterEach
    void clear_properties() {
        properties.forEach(System::clearProperty);
    }

    public static ProfileFile profiles(String text) {
        return ProfileFile.builder()
                .content(new StringInputStream(text))
                .type(ProfileFile.Type.CONFIGURATION)
                .build();
    }

    private static ConnectionSettings settings(
            @Nullable String region, @Nullable String profile, @Nullable String endpoint) {
        return new ConnectionSettings(region, profile, endpoint, EndpointKind.AUTO);
    }

    private static Connection open(ConnectionSettings settings) {
        return Connection.open(settings, profiles(PROFILES), null, null);
    }

    private static ConnectionException refused(ConnectionSettings settings, String profiles) {
        return catchThrowableOfType(
                ConnectionException.class, () -> Connection.open(settings, profiles(profiles), null, null));
    }

    // ---- Region

    @Test
    void prefers_the_region_option_to_the_profile() {
        assertThat(open(settings("eu-west-1", "keys", null)).region()).isEqualTo("eu-west-1");
    }

    @Test
    void uses_the_region_of_the_profile() {
        assertThat(open(settings(null, "keys", null)).region()).isEqualTo("eu-central-1");
        assertThat(open(settings(null, null, null)).region()).isEqualTo("eu-north-1");
    }

    @Test
    void uses_the_region_chain_of_the_sdk_last() {
        set("aws.region", "ap-south-1");

        assertThat(Connection.open(settings(null, null, null), profiles(""), null, FakeDynamoDb.CREDENTIALS)
                        .region())
                .isEqualTo("ap-south-1");
    }

    @Test
    void explains_how_to_set_a_missing_region() {
        ConnectionException e = refused(settings(null, null, null), "");

        assertThat(e.failure().message()).isEqualTo("missing AWS Region");
        assertThat(e.failure().hint())
                .isEqualTo("set it with --region eu-west-1, in AWS_REGION, or in profile 'default'");
        assertThat(e.usage()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ireland", "eu_west_1", "eu", "eu-west-1/", "../x", ""})
    void refuses_an_invalid_region(String region) {
        ConnectionException e = refused(settings(region, null, null), PROFILES);

        assertThat(e.failure().message()).isEqualTo("invalid Region '" + region + "'");
        assertThat(e.usage()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-gov-east-1", "cn-north-1", "eusc-de-east-1", "mx-central-1", "us-isob-east-1"})
    void accepts_regions_of_all_partitions(String region) {
        assertThat(open(settings(region, null, null)).region()).isEqualTo(region);
    }

    @Test
    void requires_no_region_for_an_emulator() {
        assertThat(Connection.open(settings(null, null, "http://localhost:8000"), profiles(""), null, null)
                        .region())
                .isEqualTo("us-east-1");
        assertThat(open(settings("local", null, "http://localhost:8000")).region())
                .isEqualTo("local");
    }

    // ---- profiles

    @Test
    void refuses_an_unknown_profile_and_lists_the_others() {
        ConnectionException e = refused(settings(null, "wrok", null), PROFILES);

        assertThat(e.failure().message()).isEqualTo("unknown AWS profile 'wrok'");
        assertThat(e.failure().hint())
                .startsWith("use one of the configured profiles: ")
                .contains("keys", "vpc");
        assertThat(e.usage()).isTrue();
    }

    @Test
    void suggests_the_command_that_configures_a_profile() {
        assertThat(refused(settings("eu-west-1", "work", null), "").failure().hint())
                .isEqualTo("configure it: aws configure --profile work");
    }

    @Test
    void refuses_an_unknown_profile_for_an_emulator() {
        assertThat(refused(settings(null, "wrok", "http://localhost:8000"), PROFILES)
                        .usage())
                .isTrue();
    }

    @Test
    void refuses_an_unknown_profile_in_the_variable_on_aws() {
        set("aws.profile", "wrok");

        assertThat(refused(settings("eu-west-1", null, null), PROFILES)
                        .failure()
                        .message())
                .isEqualTo("unknown AWS profile 'wrok'");
        assertThat(open(settings(null, null, "http://localhost:8000")).region()).isEqualTo("us-east-1");
    }

    // ---- endpoints

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:8000", "localhost", "http://", "ftp://localhost", "http://local host", "8000", "/x"})
    void refuses_an_endpoint_that_is_not_a_url(String endpoint) {
        ConnectionException e = refused(settings("eu-west-1", null, endpoint), PROFILES);

        assertThat(e.failure().message()).isEqualTo("invalid endpoint '" + endpoint + "'");
        assertThat(e.failure().hint()).isEqualTo("use a URL such as http://localhost:8000");
        assertThat(e.usage()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:99999", "http://127.0.0.1:0", "https://[::1]:65536"})
    void refuses_an_endpoint_with_an_invalid_port(String endpoint) {
        ConnectionException e = refused(settings("eu-west-1", null, endpoint), PROFILES);

        assertThat(e.failure().message()).isEqualTo("invalid port in endpoint '" + endpoint + "'");
        assertThat(e.failure().hint()).isEqualTo("use a port from 1 to 65535");
        assertThat(e.usage()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"https, ", "http, http://dynamodb.example.com"})
    void refuses_a_proxy_with_an_invalid_port(String scheme, @Nullable String endpoint) {
        System.setProperty(scheme + ".proxyHost", "127.0.0.1");
        System.setProperty(scheme + ".proxyPort", "99999");
        try {
            ConnectionException e = refused(settings("eu-west-1", null, endpoint), PROFILES);

            assertThat(e.failure().message()).isEqualTo("invalid port '99999' of the proxy for " + scheme);
            assertThat(e.failure().hint()).contains(scheme.toUpperCase(Locale.ROOT) + "_PROXY");
            assertThat(e.usage()).isTrue();
        } finally {
            System.clearProperty(scheme + ".proxyHost");
            System.clearProperty(scheme + ".proxyPort");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eu west 1",
                "eu_west",
                "a-bcdefghijklmnopqrstuvwxyz-bcdefghijklmnopqrstuvwxyz-bcdefghijklmnopqrst"
            })
    void refuses_an_invalid_region_of_a_profile(String region) {
        ConnectionException e = refused(settings(null, null, null), "[default]\nregion = " + region + "\n");

        assertThat(e.failure().message()).isEqualTo("invalid Region '" + region + "'");
        assertThat(e.usage()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://alice:Passw0rd@localhost:8000, the endpoint 'http://***@localhost:8000' contains a user name",
        "http://alice:Passw0rd@local host:8000, invalid endpoint 'http://***@local host:8000'"
    })
    void refuses_and_hides_a_password_in_an_endpoint(String endpoint, String message) {
        ConnectionException e = refused(settings("eu-west-1", null, endpoint), PROFILES);

        assertThat(e.failure().message()).isEqualTo(message);
        assertThat(e.usage()).isTrue();
    }

    @Test
    void refuses_an_invalid_endpoint_of_a_profile() {
        assertThat(refused(settings("eu-west-1", "nowhere", null), PROFILES)
                        .failure()
                        .message())
                .isEqualTo("invalid endpoint 'localhost:8000'");
    }

    @Test
    void uses_the_endpoint_of_the_profile() {
        Connection connection = open(settings(null, "vpc", null));

        assertThat(connection.endpoint().override())
                .hasToString("https://vpce-1-2.dynamodb.eu-central-1.vpce.amazonaws.com");
        assertThat(connection.endpoint().emulator()).isFalse();
    }

    @Test
    void uses_the_endpoint_of_the_sdk_settings() {
        set("aws.endpointUrlDynamodb", "http://localhost:4566");

        assertThat(open(settings(null, null, null)).endpoint().emulator()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://dynamodb.eu-west-1.amazonaws.com, false",
        "https://DYNAMODB.EU-WEST-1.AMAZONAWS.COM, false",
        "https://dynamodb-fips.us-gov-west-1.amazonaws.com, false",
        "https://111122223333.ddb.eu-west-1.amazonaws.com, false",
        "https://dynamodb.eu-west-1.api.aws, false",
        "https://vpce-1-2.dynamodb.eu-west-1.vpce.amazonaws.com, false",
        "https://dynamodb.cn-north-1.amazonaws.com.cn, false",
        "https://dynamodb.cn-north-1.api.amazonwebservices.com.cn, false",
        "https://dynamodb.us-iso-east-1.c2s.ic.gov, false",
        "https://dynamodb.us-isob-east-1.sc2s.sgov.gov, false",
        "https://dynamodb.eusc-de-east-1.amazonaws.eu, false",
        "http://localhost:8000, true",
        "http://127.0.0.1:8000, true",
        "http://dynamodb:8000, true",
        "https://localhost.localstack.cloud:4566, true",
        "https://dynamodb.eu-west-1.amazonaws.com.example.org, true",
        "https://amazonaws.com.evil.example, true",
        "https://notamazonaws.com, true"
    })
    void distinguishes_aws_from_emulators_by_host(String endpoint, boolean emulator) {
        assertThat(open(settings("eu-west-1", null, endpoint)).endpoint().emulator())
                .isEqualTo(emulator);
    }

    @Test
    void follows_the_endpoint_kind_option() {
        ConnectionSettings aws = new ConnectionSettings("eu-west-1", null, "http://localhost:1", EndpointKind.AWS);
        ConnectionSettings emulator = new ConnectionSettings("eu-west-1", null, null, EndpointKind.EMULATOR);

        assertThat(open(aws).endpoint().emulator()).isFalse();
        assertThat(open(emulator).endpoint().emulator()).isTrue();
    }

    // ---- what is sent

    @Test
    void uses_dummy_credentials_for_an_emulator_without_a_call() {
        CannedHttpClient http =
                new CannedHttpClient(request -> new CannedHttpClient.Answer(200, "{\"TableNames\": []}"));
        Connection connection =
                Connection.open(settings(null, null, "http://localhost:8000"), profiles("[profile sso]\n"), http, null);

        assertThat(connection.signIn()).isEmpty();
        listTables(connection);

        assertThat(http.requests).hasSize(1);
        assertThat(authorization(http.requests.get(0)))
                .contains("Credential=dummy/")
                .contains("/us-east-1/dynamodb/");
        assertThat(http.requests.get(0).getUri()).hasToString("http://localhost:8000/");
    }

    @Test
    void uses_available_keys_for_an_emulator() {
        CannedHttpClient http =
                new CannedHttpClient(request -> new CannedHttpClient.Answer(200, "{\"TableNames\": []}"));
        listTables(Connection.open(settings(null, "keys", "http://localhost:8000"), profiles(PROFILES), http, null));
        set("aws.accessKeyId", "AKIAI44QH8DHBEXAMPLE");
        set("aws.secretAccessKey", "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY");
        listTables(Connection.open(settings(null, "keys", "http://localhost:8000"), profiles(PROFILES), http, null));

        assertThat(authorization(http.requests.get(0))).contains("Credential=AKIAIOSFODNN7EXAMPLE/");
        assertThat(authorization(http.requests.get(1))).contains("Credential=AKIAI44QH8DHBEXAMPLE/");
    }

    @Test
    void prefers_the_profile_option_to_variables_on_aws() {
        set("aws.accessKeyId", "AKIAI44QH8DHBEXAMPLE");
        set("aws.secretAccessKey", "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY");
        CannedHttpClient http =
                new CannedHttpClient(request -> new CannedHttpClient.Answer(200, "{\"TableNames\": []}"));

        listTables(Connection.open(settings(null, "keys", null), profiles(PROFILES), http, null));
        listTables(Connection.open(settings(null, null, null), profiles(PROFILES), http, null));

        assertThat(authorization(http.requests.get(0))).contains("Credential=AKIAIOSFODNN7EXAMPLE/");
        assertThat(authorization(http.requests.get(1))).contains("Credential=AKIAI44QH8DHBEXAMPLE/");
        assertThat(http.requests.get(0).host()).isEqualTo("dynamodb.eu-central-1.amazonaws.com");
    }

    private static void listTables(Connection connection) {
        VirtualAgenda agenda = new VirtualAgenda(VirtualTime.start(), () -> Duration.ZERO);
        ControlPlane controlPlane = controlPlane(connection, agenda);
        agenda.run(controlPlane.call(Operation.LIST_TABLES, "", client -> client.listTables()));
    }

    private static ControlPlane controlPlane(Connection connection, Agenda agenda) {
        return connection.controlPlane(agenda, new ControlPlane.Limits(1, true, Duration.ofMinutes(1)), new Random(1));
    }

    private static String authorization(SdkHttpRequest request) {
        return request.firstMatchingHeader("Authorization").orElse("");
    }

    // ---- the account

    @Test
    void reads_the_account_from_sts() {
        VirtualTime time = VirtualTime.start();
        FakeControlPlane fake = new FakeControlPlane(time);
        Connection connection = Connection.open(
                settings("eu-west-1", null, null), profiles(""), fake.httpClient(), FakeDynamoDb.CREDENTIALS);

        VirtualAgenda agenda = new VirtualAgenda(time, fake::takeLatency);
        Optional<String> account = agenda.run(connection.askAccount(controlPlane(connection, agenda)));

        assertThat(account).contains("111122223333");
    }

    @Test
    void treats_an_account_without_sts_response_as_unknown() {
        VirtualTime time = VirtualTime.start();
        FakeControlPlane fake = new FakeControlPlane(time);
        fake.deny("GetCallerIdentity");
        Connection connection = Connection.open(
                settings("eu-west-1", null, null), profiles(""), fake.httpClient(), FakeDynamoDb.CREDENTIALS);
        VirtualAgenda agenda = new VirtualAgenda(time, fake::takeLatency);

        assertThat(agenda.run(connection.askAccount(controlPlane(connection, agenda))))
                .isEmpty();
        assertThat(fake.operations()).containsExactly("GetCallerIdentity");
    }

    @Test
    void explains_how_to_sign_in_without_credentials() {
        Connection connection = open(settings(null, null, null));

        AwsFailure failure = catchThrowableOfType(AwsFailure.class, connection::signIn);

        assertThat(failure.kind()).isEqualTo(Kind.NO_CREDENTIALS);
        assertThat(failure.failure().message()).isEqualTo("no AWS credentials found");
        assertThat(failure.failure().hint())
                .isEqualTo("sign in with: aws login, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or use a"
                        + " profile with --profile");
    }
}
