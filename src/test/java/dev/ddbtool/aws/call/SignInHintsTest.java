package dev.ddbtool.aws.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.aws.call.Endpoint.EndpointKind;
import dev.ddbtool.aws.call.connect.CannedHttpClient;
import dev.ddbtool.aws.call.connect.Connection;
import dev.ddbtool.aws.call.connect.ConnectionSettings;
import dev.ddbtool.aws.call.connect.ConnectionTest;
import dev.ddbtool.fake.FakeControlPlane;
import dev.ddbtool.fake.FakeHttpServer;
import dev.ddbtool.problem.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way of signing in, up to its first call. */
@Isolated
class SignInHintsTest {

    private static final String PROFILES = """
            [default]
            region = eu-west-1

            [profile keys]
            aws_access_key_id = AKIAIOSFODNN7EXAMPLE
            aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY

            [profile session]
            aws_access_key_id = AKIAIOSFODNN7EXAMPLE
            aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
            aws_session_token = token

            [profile deploy]
            role_arn = arn:aws:iam::111122223333:role/deploy
            source_profile = keys

            [profile center]
            sso_session = example
            sso_account_id = 111122223333
            sso_role_name = reader

            [sso-session example]
            sso_region = eu-west-1
            sso_start_url = https://ddbtool-test.example/start

            [profile old-center]
            sso_start_url = https://ddbtool-test.example/start
            sso_region = eu-west-1
            sso_account_id = 111122223333
            sso_role_name = reader

            [profile center-deploy]
            role_arn = arn:aws:iam::111122223333:role/deploy
            source_profile = center

            [profile login]
            login_session = arn:aws:sts::111122223333:assumed-role/ddbtool-test/alice

            [profile loop]
            role_arn = arn:aws:iam::111122223333:role/deploy
            source_profile = loop

            [profile half]
            aws_access_key_id = AKIAIOSFODNN7EXAMPLE

            [profile empty]
            region = eu-west-1
            """;

    private final FakeControlPlane fake = new FakeControlPlane(InstantSource.system());
    private final List<String> properties = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("");

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

    private static Connection open(@Nullable String profile, String profiles, CannedHttpClient http) {
        return Connection.open(
                new ConnectionSettings("eu-west-1", profile, null, EndpointKind.AUTO),
                ConnectionTest.profiles(profiles),
                http,
                null);
    }

    private static CannedHttpClient noTables() {
        return new CannedHttpClient(request -> new CannedHttpClient.Answer(200, "{\"TableNames\": []}"));
    }

    private static AwsFailure failure(@Nullable String profile) {
        return catchThrowableOfType(
                AwsFailure.class, () -> open(profile, PROFILES, noTables()).signIn());
    }

    // ---- which command

    @ParameterizedTest
    @CsvSource({
        "default, aws login",
        "keys, aws configure --profile keys",
        "session, 'aws configure --profile session, then set aws_session_token in the profile'",
        "deploy, aws configure --profile keys",
        "center, aws sso login --profile center",
        "old-center, aws sso login --profile old-center",
        "center-deploy, aws sso login --profile center",
        "login, aws login --profile login",
        "loop, aws login --profile loop",
        "empty, aws login --profile empty",
        "unheard-of, aws login --profile unheard-of"
    })
    void suggests_the_sign_in_command_of_the_profile(String profile, String command) {
        SignInHints signIn = SignInHints.of(profile, ConnectionTest.profiles(PROFILES), false);

        assertThat(signIn.command()).isEqualTo(command);
        assertThat(signIn.again()).isEqualTo("sign in again: " + command);
        assertThat(signIn.profileExists()).isEqualTo(!profile.equals("unheard-of"));
    }

    @Test
    void suggests_new_variables_for_keys_in_variables() {
        SignInHints signIn = SignInHints.of("default", ConnectionTest.profiles(PROFILES), true);

        assertThat(signIn.expired("ExpiredTokenException"))
                .isEqualTo(new Failure(
                        "the AWS credentials have expired",
                        "set new values for AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN",
                        "ExpiredTokenException"));
        assertThat(signIn.noCredentials().hint())
                .isEqualTo("set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or use a profile with --profile");
    }

    // ---- keys and roles

    @Test
    void signs_in_with_keys_of_a_profile_without_a_call() {
        CannedHttpClient http = noTables();

        open("keys", PROFILES, http).signIn();

        assertThat(http.requests).isEmpty();
    }

    @Test
    void assumes_a_role_with_the_keys_of_its_source_profile() {
        CannedHttpClient http = noTables();
        try (FakeHttpServer sts = FakeHttpServer.start(fake)) {
            set("aws.endpointUrlSts", sts.endpoint().toString());
            Connection connection = open("deploy", PROFILES, http);

            connection.signIn();
            listTables(connection);

            assertThat(fake.operations()).containsExactly("AssumeRole");
            assertThat(fake.calls().get(0).request().path("RoleArn").asText())
                    .isEqualTo("arn:aws:iam::111122223333:role/deploy");
            assertThat(http.requests.get(0).firstMatchingHeader("Authorization").orElse(""))
                    .as("signed with the role's keys, not with the source's")
                    .contains("Credential=ASIA")
                    .doesNotContain("AKIAIOSFODNN7EXAMPLE");
        }
    }

    @Test
    void assumes_the_role_of_the_profile_in_the_variable() {
        try (FakeHttpServer sts = FakeHttpServer.start(fake)) {
            set("aws.endpointUrlSts", sts.endpoint().toString());
            set("aws.profile", "deploy");

            open(null, PROFILES, noTables()).signIn();

            assertThat(fake.operations()).containsExactly("AssumeRole");
        }
    }

    @Test
    void names_the_iam_action_for_a_denied_role() {
        fake.deny("AssumeRole");
        try (FakeHttpServer sts = FakeHttpServer.start(fake)) {
            set("aws.endpointUrlSts", sts.endpoint().toString());

            AwsFailure failure = failure("deploy");

            assertThat(failure.kind()).isEqualTo(Kind.DENIED);
            assertThat(failure.failure().message()).startsWith("sign-in was denied: User: ");
            assertThat(failure.failure().hint()).isEqualTo("allow sts:AssumeRole in your IAM policy");
        }
    }

    @Test
    void assumes_a_role_with_a_web_identity() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "not-a-real-token");
        String profiles = "[profile web]\nrole_arn = arn:aws:iam::111122223333:role/deploy\nweb_identity_token_file = "
                + token + "\n";
        try (FakeHttpServer sts = FakeHttpServer.start(fake)) {
            set("aws.endpointUrlSts", sts.endpoint().toString());

            set("aws.region", "eu-west-1");
            AwsFailure failure = catchThrowableOfType(
                    AwsFailure.class, () -> open("web", profiles, noTables()).signIn());

            assertThat(fake.operations()).contains("AssumeRoleWithWebIdentity");
            assertThat(failure.failure().message())
                    .as("the fake does not have this one")
                    .startsWith("sign-in failed: Could not find operation");
        }
    }

    // ---- sessions

    @ParameterizedTest
    @CsvSource({"center, center", "old-center, old-center", "center-deploy, center"})
    void suggests_the_command_for_an_expired_identity_center_session(String profile, String signsIn) {
        AwsFailure failure = failure(profile);

        assertThat(failure.kind()).isEqualTo(Kind.EXPIRED_CREDENTIALS);
        assertThat(failure.failure())
                .isEqualTo(new Failure(
                        "the AWS credentials have expired", "sign in again: aws sso login --profile " + signsIn, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"center", "old-center"})
    void suggests_the_command_for_the_profile_in_the_variable(String profile) {
        set("aws.profile", profile);

        assertThat(failure(null).failure().hint()).isEqualTo("sign in again: aws sso login --profile " + profile);
    }

    @Test
    void suggests_the_command_for_an_expired_aws_login_session() {
        AwsFailure failure = failure("login");

        assertThat(failure.kind()).isEqualTo(Kind.EXPIRED_CREDENTIALS);
        assertThat(failure.failure().hint()).isEqualTo("sign in again: aws login --profile login");
    }

    // ---- profiles that cannot be used

    @Test
    void reports_a_profile_without_credentials() {
        AwsFailure failure = failure("empty");

        assertThat(failure.kind()).isEqualTo(Kind.NO_CREDENTIALS);
        assertThat(failure.failure().message()).isEqualTo("no AWS credentials found for profile 'empty'");
        assertThat(failure.failure().hint()).startsWith("sign in with: aws login --profile empty, or set");
    }

    @Test
    void reports_what_an_incomplete_profile_lacks() {
        String reason = "sign-in with profile 'half' failed: Profile property 'aws_secret_access_key' was not"
                + " configured for 'half'";
        assertThat(failure("half").failure())
                .isEqualTo(
                        new Failure(reason, "check the profile, or sign in again: aws configure --profile half", null));

        set("aws.profile", "half");
        assertThat(failure(null).failure().message()).isEqualTo(reason);
    }

    @Test
    void names_a_missing_token_file() {
        String profiles = "[profile web]\nrole_arn = arn:aws:iam::111122223333:role/deploy\nweb_identity_token_file ="
                + " /no/such/token\n";

        AwsFailure failure = catchThrowableOfType(
                AwsFailure.class, () -> open("web", profiles, noTables()).signIn());

        assertThat(failure.failure().message())
                .isEqualTo("sign-in with profile 'web' failed: file not found: '/no/such/token'");
    }

    @Test
    void reports_a_session_that_expires_during_the_run() {
        Connection connection = open("center", PROFILES, noTables());

        assertThatThrownBy(() -> listTables(connection))
                .cause()
                .isInstanceOfSatisfying(
                        AwsFailure.class,
                        failure -> assertThat(failure.failure().hint())
                                .isEqualTo("sign in again: aws sso login --profile center"));
    }

    private static void listTables(Connection connection) {
        VirtualAgenda agenda = new VirtualAgenda(VirtualTime.start(), () -> Duration.ZERO);
        ControlPlane controlPlane =
                connection.controlPlane(agenda, new ControlPlane.Limits(1, true, Duration.ofMinutes(1)), new Random(1));
        agenda.run(controlPlane.call(Operation.LIST_TABLES, "", client -> client.listTables()));
    }
}
