package dev.ddbtool.aws.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ddbtool.aws.FakeDynamoDb;
import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.aws.call.Endpoint.EndpointKind;
import dev.ddbtool.aws.call.connect.CannedHttpClient;
import dev.ddbtool.problem.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sso.auth.ExpiredTokenException;
import software.amazon.awssdk.services.sso.model.UnauthorizedException;
import software.amazon.awssdk.services.sts.model.StsException;

/** Tests of the translation of errors that the real SDK throws. */
class ErrorTranslatorTest {

    /** Only guards against endless processing; does not measure time. */
    private static final Duration HANG = Duration.ofSeconds(60);

    private static final SignInHints SIGN_IN = new SignInHints("work", true, "aws sso login --profile work");

    private static ErrorTranslator failures(@Nullable String override, EndpointKind kind) {
        return new ErrorTranslator(
                Endpoint.of(override == null ? null : URI.create(override), kind), "eu-west-1", SIGN_IN);
    }

    private static final ErrorTranslator AWS = failures(null, EndpointKind.AUTO);
    private static final ErrorTranslator EMULATOR = failures("http://localhost:8000", EndpointKind.AUTO);
    private static final ErrorTranslator VPC =
            failures("https://vpce-1-2.dynamodb.eu-west-1.vpce.amazonaws.com", EndpointKind.AUTO);

    /** The exception of DescribeTable for a response. */
    private static RuntimeException answered(int status, String body) {
        return thrown(
                () -> CannedHttpClient.dynamoDb(status, body).describeTable(request -> request.tableName("books")));
    }

    private static RuntimeException answered(String type, String message) {
        return answered(400, "{\"__type\": \"" + type + "\", \"message\": \"" + message + "\"}");
    }

    /** The exception of DescribeTable without a response. */
    private static RuntimeException broken(IOException how) {
        BrokenHttpClient http = new BrokenHttpClient(
                new CannedHttpClient(request -> new CannedHttpClient.Answer(200, "{}")), host -> true, () -> how);
        return thrown(() -> DynamoDbClient.builder()
                .httpClient(http)
                .region(Region.EU_WEST_1)
                .credentialsProvider(FakeDynamoDb.CREDENTIALS)
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build()
                .describeTable(request -> request.tableName("books")));
    }

    private static RuntimeException thrown(Supplier<?> call) {
        try {
            throw new AssertionError("it did not fail but gave " + call.get());
        } catch (RuntimeException e) {
            return e;
        }
    }

    private static AwsFailure classify(ErrorTranslator failures, RuntimeException thrown) {
        return failures.classify(thrown, Operation.DESCRIBE_TABLE, "books");
    }

    static Stream<Arguments> table() {
        String denied = "User: arn:aws:iam::111122223333:user/alice is not authorized to perform:"
                + " dynamodb:DescribeTable on resource: arn:aws:dynamodb:eu-west-1:111122223333:table/books because no"
                + " identity-based policy allows the dynamodb:DescribeTable action";
        return Stream.of(
                row(
                        answered("com.amazon.coral.service#AccessDeniedException", denied),
                        Kind.DENIED,
                        "DescribeTable on 'books' was denied: " + denied,
                        "allow dynamodb:DescribeTable in your IAM policy"),
                row(
                        answered(
                                "com.amazon.coral.service#AccessDeniedException",
                                denied.replace("no identity-based policy allows", "of an explicit deny in a policy:")),
                        Kind.DENIED,
                        "DescribeTable on 'books' was denied: "
                                + denied.replace("no identity-based policy allows", "of an explicit deny in a policy:"),
                        "ask your AWS administrator: a policy explicitly denies dynamodb:DescribeTable"),
                row(
                        answered("com.amazon.coral.service#ExpiredTokenException", "The security token is expired"),
                        Kind.EXPIRED_CREDENTIALS,
                        "the AWS credentials have expired",
                        "sign in again: aws sso login --profile work"),
                row(
                        answered(
                                "com.amazon.coral.service#UnrecognizedClientException",
                                "The security token included in the request is invalid."),
                        Kind.NO_CREDENTIALS,
                        "AWS rejected the credentials: The security token included in the request is invalid",
                        "check the access key, the session token and the Region 'eu-west-1', or sign in again: aws sso"
                                + " login --profile work"),
                row(
                        answered(
                                "com.amazon.coral.service#InvalidSignatureException",
                                "Signature expired: 20260302T090000Z is now earlier than 20260302T100000Z"),
                        Kind.NO_CREDENTIALS,
                        "AWS rejected the credentials: Signature expired: 20260302T090000Z is now earlier than"
                                + " 20260302T100000Z",
                        "set this machine's clock: it differs from AWS time"),
                row(
                        answered("com.amazon.coral.availability#ThrottlingException", "Rate exceeded"),
                        Kind.THROTTLED,
                        "DescribeTable on 'books' was throttled: Rate exceeded",
                        "run the same command again later, or with a smaller --parallel"),
                row(
                        answered(500, "{\"__type\": \"x#InternalServerError\", \"message\": \"oops\"}"),
                        Kind.SERVICE_FAULT,
                        "DescribeTable on 'books' failed repeatedly with a service error: oops",
                        "run the same command again later; see the AWS Health Dashboard"),
                row(
                        answered(503, "<html>busy</html>"),
                        Kind.SERVICE_FAULT,
                        "DescribeTable on 'books' failed repeatedly with a service error: HTTP status 503",
                        "run the same command again later; see the AWS Health Dashboard"),
                row(
                        answered("x#ResourceNotFoundException", "Requested resource not found"),
                        Kind.NOT_FOUND,
                        "DescribeTable on 'books' failed: Requested resource not found",
                        "check whether somebody else deleted it, then run the same command again"),
                row(
                        answered("x#TableNotFoundException", "Table not found: books"),
                        Kind.NOT_FOUND,
                        "DescribeTable on 'books' failed: Table not found: books",
                        "check whether somebody else deleted it, then run the same command again"),
                row(
                        answered("x#ResourceInUseException", "Table already exists: books"),
                        Kind.IN_USE,
                        "DescribeTable on 'books' failed: Table already exists: books",
                        "run the same command again in a few minutes"),
                row(
                        answered("x#ContinuousBackupsUnavailableException", "Backups are being enabled"),
                        Kind.BACKUPS_UNAVAILABLE,
                        "DescribeTable on 'books' failed: Backups are being enabled",
                        "run the same command again in a few minutes"),
                row(
                        answered(
                                "x#ValidationException",
                                "KMS validation error: com.amazonaws.services.kms.model.NotFoundException: Alias"
                                        + " alias/x is not found. (Service: AWSKMS; Status Code: 400; Error Code:"
                                        + " NotFoundException; Request ID: 0; Proxy: null)"),
                        Kind.INVALID,
                        "DescribeTable on 'books' failed: KMS validation error: Alias alias/x is not found",
                        "check the key: aws kms describe-key --region eu-west-1 --key-id KEY"),
                row(
                        answered("x#UnknownOperationException", "An unknown operation was requested."),
                        Kind.UNSUPPORTED,
                        "DynamoDB in eu-west-1 does not support DescribeTable",
                        "use a Region or an endpoint that supports it (--region, --endpoint-url)"),
                row(
                        broken(new UnknownHostException("dynamodb.eu-west-1.amazonaws.com")),
                        Kind.UNREACHABLE,
                        "cannot find the DynamoDB endpoint for Region 'eu-west-1'",
                        "check --region, AWS_REGION and the network"),
                row(
                        broken(new ConnectException("Connection refused")),
                        Kind.UNREACHABLE,
                        "cannot reach DynamoDB in eu-west-1",
                        "check --region, AWS_REGION and the network"),
                row(
                        broken(new NoRouteToHostException("No route to host")),
                        Kind.UNREACHABLE,
                        "cannot reach DynamoDB in eu-west-1",
                        "check --region, AWS_REGION and the network"),
                row(
                        broken(new SocketTimeoutException("Connect timed out")),
                        Kind.UNREACHABLE,
                        "cannot reach DynamoDB in eu-west-1",
                        "check --region, AWS_REGION and the network"),
                row(
                        broken(new SocketTimeoutException("Read timed out")),
                        Kind.CONNECTION,
                        "the connection to DynamoDB in eu-west-1 failed repeatedly during DescribeTable: Read"
                                + " timed out",
                        "check the network, then run the same command again"),
                row(
                        broken(new SocketException("Connection reset")),
                        Kind.CONNECTION,
                        "the connection to DynamoDB in eu-west-1 failed repeatedly during DescribeTable: Connection"
                                + " reset",
                        "check the network, then run the same command again"),
                row(
                        broken(new IOException()),
                        Kind.CONNECTION,
                        "the connection to DynamoDB in eu-west-1 failed repeatedly during DescribeTable: Unable to"
                                + " execute HTTP request",
                        "check the network, then run the same command again"),
                row(
                        answered(200, "{\"Table\": {\"TableName\": "),
                        Kind.CONNECTION,
                        "the response to DescribeTable is incomplete",
                        ErrorTranslator.IN_BETWEEN),
                row(
                        answered(200, "{\"Table\": \"books\"}"),
                        Kind.OTHER,
                        "the response to DescribeTable is invalid: unexpected token, expecting token:"
                                + " START_OBJECT, got: VALUE_STRING",
                        ErrorTranslator.IN_BETWEEN),
                row(
                        answered(200, "{\"Table\": {\"ItemCount\": \"many\"}}"),
                        Kind.OTHER,
                        "the response to DescribeTable is invalid: For input string: \"many\"",
                        ErrorTranslator.IN_BETWEEN),
                row(
                        broken(handshake()),
                        Kind.UNREACHABLE,
                        "cannot make a secure connection to DynamoDB in eu-west-1: PKIX path building failed: unable to find"
                                + " valid certification path to requested target",
                        "check the proxy and the trust store of the Java runtime"),
                row(
                        ExpiredTokenException.builder()
                                .message("The SSO session associated with this profile has expired or is otherwise"
                                        + " invalid. To refresh this SSO session run aws sso login with the"
                                        + " corresponding profile.")
                                .build(),
                        Kind.EXPIRED_CREDENTIALS,
                        "the AWS credentials have expired",
                        "sign in again: aws sso login --profile work"));
    }

    private static IOException handshake() {
        String reason = "PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable"
                + " to find valid certification path to requested target";
        SSLHandshakeException handshake = new SSLHandshakeException(reason);
        handshake.initCause(new CertificateException("unable to find valid certification path to requested target"));
        return handshake;
    }

    private static Arguments row(RuntimeException thrown, Kind kind, String message, String hint) {
        return Arguments.of(thrown, kind, message, hint);
    }

    @ParameterizedTest
    @MethodSource("table")
    void translates_each_error_to_a_kind_a_message_and_a_hint(
            RuntimeException thrown, Kind kind, String message, String hint) {
        AwsFailure failure = classify(AWS, thrown);

        assertThat(failure.failure().message()).isEqualTo(message);
        assertThat(failure.failure().hint()).isEqualTo(hint);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasCause(thrown);
    }

    @ParameterizedTest
    @MethodSource("table")
    void no_message_names_a_class_or_ends_with_a_full_stop(RuntimeException thrown) {
        for (ErrorTranslator failures : List.of(AWS, EMULATOR, VPC)) {
            Failure failure = classify(failures, thrown).failure();
            assertThat(failure.message() + " " + failure.hint())
                    .doesNotContainPattern("[a-z]\\.[A-Z]")
                    .doesNotContain("Exception", "SDK Attempt Count", "Request ID", "\n");
            assertThat(failure.message()).doesNotEndWith(".");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Only 500 tables can be created, updated, or deleted simultaneously | TOO_MANY_AT_ONCE",
                "There is a limit of 250 indexed tables that can be created simultaneously | TOO_MANY_AT_ONCE",
                "Only 1 online index can be created or deleted simultaneously per table | INDEX_IN_WORK",
                "There is a limit of 2500 tables per subscriber | QUOTA",
                "Updates to TableClass are limited to 2 times in 30 day(s). | QUOTA",
                "Update to PayPerRequest mode are limited to once in 1 day(s). | QUOTA",
                "Encryption mode changes are limited in the 24h window ending at 2026-03-03T09:00:00Z | QUOTA",
                "GlobalSecondaryIndex count exceeds the per-table limit of 20 | QUOTA",
                "Table tags are being updated: books | TOO_MANY_AT_ONCE",
                "Whatever comes next | TOO_MANY_AT_ONCE",
                "'' | TOO_MANY_AT_ONCE"
            })
    void classifies_limits_by_their_text(String said, Kind kind) {
        AwsFailure failure = classify(AWS, answered("x#LimitExceededException", "Subscriber limit exceeded: " + said));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.failure().awsCode()).isEqualTo("LimitExceededException");
        if (kind == Kind.QUOTA) {
            boolean tooOften = said.contains("limited");
            assertThat(failure.failure().message())
                    .contains(tooOften ? "is not allowed yet: " : "exceeds an AWS quota: ");
            assertThat(failure.failure().hint())
                    .contains(tooOften ? "wait, then run the same command again" : "Service Quotas");
        }
    }

    @Test
    void names_an_unreachable_emulator_by_its_url() {
        AwsFailure failure = classify(EMULATOR, broken(new ConnectException("Connection refused")));

        assertThat(failure.failure())
                .isEqualTo(new Failure(
                        "cannot reach 'http://localhost:8000'", "start the emulator, or fix --endpoint-url", null));
    }

    @Test
    void names_an_unreachable_vpc_endpoint_by_its_url() {
        AwsFailure failure = classify(VPC, broken(new UnknownHostException("vpce")));

        assertThat(failure.failure().message()).startsWith("cannot reach 'https://vpce-");
        assertThat(failure.failure().hint()).isEqualTo("check the network, or fix --endpoint-url");
    }

    @Test
    void suspects_an_endpoint_that_is_not_dynamodb() {
        AwsFailure failure = classify(EMULATOR, answered(404, "<html>nothing here</html>"));

        assertThat(failure.failure().message()).isEqualTo("DescribeTable on 'books' failed: HTTP status 404");
        assertThat(failure.failure().hint())
                .isEqualTo("check that 'http://localhost:8000' is a DynamoDB endpoint (--endpoint-url)");
    }

    @Test
    void distinguishes_other_servers_from_incomplete_responses() {
        assertThat(classify(AWS, answered(200, "<html>sign in</html>")).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(classify(AWS, answered(200, "{\"Table\": {\"TableName\": \"bo"))
                        .kind())
                .isEqualTo(Kind.CONNECTION);
    }

    @Test
    void names_the_url_of_an_emulator_without_the_operation() {
        assertThat(EMULATOR.unsupported(Operation.TAG_RESOURCE).failure().message())
                .isEqualTo("'http://localhost:8000' does not support TagResource");
        assertThat(classify(EMULATOR, answered(501, "")).kind()).isEqualTo(Kind.UNSUPPORTED);
    }

    @Test
    void does_not_blame_the_dynamodb_endpoint_for_kms() {
        RuntimeException thrown = thrown(() -> KmsClient.builder()
                .httpClient(new BrokenHttpClient(
                        new CannedHttpClient(request -> new CannedHttpClient.Answer(200, "{}")),
                        host -> true,
                        () -> new ConnectException("Connection refused")))
                .region(Region.EU_WEST_1)
                .credentialsProvider(FakeDynamoDb.CREDENTIALS)
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build()
                .describeKey(request -> request.keyId("alias/aws/dynamodb")));

        assertThat(VPC.classify(thrown, Operation.DESCRIBE_KEY, "alias/aws/dynamodb")
                        .failure()
                        .message())
                .isEqualTo("cannot reach KMS in eu-west-1");
    }

    @Test
    void recognises_an_expired_identity_center_session() {
        RuntimeException thrown = (RuntimeException) UnauthorizedException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("SSO")
                        .errorCode("UnauthorizedException")
                        .errorMessage("Session token not found or invalid")
                        .build())
                .statusCode(401)
                .build();

        assertThat(classify(AWS, thrown).kind()).isEqualTo(Kind.EXPIRED_CREDENTIALS);
        assertThat(AWS.classifySignIn(thrown).failure().hint())
                .isEqualTo("sign in again: aws sso login --profile work");
    }

    @Test
    void reports_a_denied_role_as_a_sign_in_failure() {
        RuntimeException thrown = (RuntimeException) StsException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Sts")
                        .errorCode("AccessDenied")
                        .errorMessage("User: arn:aws:iam::111122223333:user/alice is not authorized to perform:"
                                + " sts:AssumeRole on resource: arn:aws:iam::111122223333:role/deploy")
                        .build())
                .statusCode(403)
                .build();

        Failure failure = classify(AWS, thrown).failure();

        assertThat(failure.message()).startsWith("sign-in was denied: User: ");
        assertThat(failure.hint()).startsWith("allow sts:AssumeRole");
        assertThat(AWS.classifySignIn(thrown).failure()).isEqualTo(failure);
    }

    @Test
    void does_not_translate_a_failure_twice() {
        AwsFailure failure = AWS.unsupported(Operation.LIST_TABLES);

        assertThat(AWS.classify(failure, Operation.DESCRIBE_TABLE, "books")).isSameAs(failure);
    }

    @Test
    void names_the_call_of_an_unexpected_exception() {
        AwsFailure failure =
                AWS.classify(new IllegalStateException("no such field"), Operation.DESCRIBE_TABLE, "books");

        assertThat(failure.failure())
                .isEqualTo(new Failure(
                        "DescribeTable on 'books' failed unexpectedly: no such field",
                        "run the same command again with --debug, and report the error",
                        null));
        assertThat(failure.kind().passing()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "UNREACHABLE, true",
        "NO_CREDENTIALS, true",
        "EXPIRED_CREDENTIALS, true",
        "DENIED, false",
        "OTHER, false"
    })
    void knows_failures_that_affect_every_table(Kind kind, boolean all) {
        assertThat(kind.affectsEveryTable()).isEqualTo(all);
    }

    // ---- texts

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "A",
                "a.",
                "A.",
                "a.b.C",
                "aA",
                "(Service: ",
                " (",
                "(SDK Attempt Count: ",
                "Exception",
                "a.b.cException: ",
                " ",
                "\n",
                ": null",
                "é"
            })
    void cuts_long_texts(String part) {
        String text = part.repeat(1_000_000 / part.length());

        String plain = assertTimeoutPreemptively(HANG, () -> ErrorTranslator.plain(text));

        assertThat(plain)
                .hasSizeLessThanOrEqualTo(ErrorTranslator.LONGEST_TEXT + 1)
                .endsWith("…");
    }

    static Stream<String> parts() {
        return Stream.of(
                ", ProfileCredentialsProvider(",
                "): ",
                ", ContainerCredentialsProvider(): ",
                " ProfileCredentialsProvider(): , ContainerCredentialsProvider(): ");
    }

    @ParameterizedTest
    @MethodSource("parts")
    void cuts_long_cause_chains(String part) {
        SdkClientException thrown = SdkClientException.create(part.repeat(1_000_000 / part.length()));

        assertThat(assertTimeoutPreemptively(HANG, () -> ErrorTranslator.text(thrown)))
                .hasSizeLessThanOrEqualTo(ErrorTranslator.LONGEST_TEXT + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "software.amazon.awssdk.core.Some$Inner: refused | refused",
                "it was java.net.SocketException: Connection reset | it was Connection reset",
                "no (Service: DynamoDb, Status Code: 400) | no",
                "Rate exceeded. | Rate exceeded"
            })
    void omits_technical_details(String text, String plain) {
        assertThat(ErrorTranslator.plain(text)).isEqualTo(plain);
    }

    @Test
    void keeps_long_service_messages_complete() {
        String message = "User: arn:aws:iam::111122223333:user/alice is not authorized " + "x".repeat(1_900);

        assertThat(ErrorTranslator.plain(message)).isEqualTo(message);
    }
}
