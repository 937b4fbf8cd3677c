package dev.ddbtool.aws;

import dev.ddbtool.aws.AwsFailure.Kind;
import dev.ddbtool.plan.Failure;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The one translator of errors: from what the SDK throws to what it means and what a person reads. Errors are told apart
 * by type and message, since the service's own "retryable" flags leave out what matters here.
 */
final class Failures {

    private static final Set<String> EXPIRED =
            Set.of("ExpiredTokenException", "ExpiredToken", "RequestExpired", "TokenRefreshRequired");

    private static final Set<String> DENIED =
            Set.of("AccessDeniedException", "AccessDenied", "NotAuthorized", "UnauthorizedException");

    private static final Set<String> BAD_CREDENTIALS = Set.of(
            "UnrecognizedClientException",
            "InvalidSignatureException",
            "IncompleteSignatureException",
            "InvalidClientTokenId",
            "SignatureDoesNotMatch",
            "MissingAuthenticationTokenException",
            "InvalidAccessKeyId");

    private final Endpoint endpoint;
    private final String region;
    private final SignIn signIn;

    Failures(Endpoint endpoint, String region, SignIn signIn) {
        this.endpoint = endpoint;
        this.region = region;
        this.signIn = signIn;
    }

    /**
     * Classifies what a call has thrown.
     *
     * @param subject what the call was about, such as a table's physical name; empty for none
     */
    AwsFailure classify(Throwable thrown, Operation operation, String subject) {
        if (thrown instanceof AwsFailure failure) {
            return failure;
        }
        AwsServiceException service = find(thrown, AwsServiceException.class);
        return service != null ? ofService(service, operation, subject) : ofClient(thrown, operation);
    }

    /** The failure of a call that is not made, because the endpoint has answered that it does not have it. */
    AwsFailure unsupported(Operation operation) {
        Failure failure = new Failure(
                where() + " does not have the operation " + operation.apiName(), null, "UnknownOperationException");
        return new AwsFailure(Kind.UNSUPPORTED, failure, null);
    }

    private AwsFailure ofService(AwsServiceException e, Operation operation, String subject) {
        String code = e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? ""
                : e.awsErrorDetails().errorCode();
        String said = e.awsErrorDetails() == null || e.awsErrorDetails().errorMessage() == null
                ? ""
                : e.awsErrorDetails().errorMessage();
        Kind kind = kind(e, code, said);
        String about = operation.apiName() + (subject.isEmpty() ? "" : " of '" + subject + "'");
        Failure failure = switch (kind) {
            case DENIED ->
                new Failure(
                        about + " was denied: " + said,
                        "allow the action " + operation.iamAction() + " in the IAM policy of who runs this",
                        code);
            case EXPIRED_CREDENTIALS -> expired(code);
            case NO_CREDENTIALS ->
                new Failure(
                        "AWS does not accept the credentials: " + said,
                        "check the access key, the session token and the region '" + region + "', or sign in again: "
                                + signIn.command(),
                        code);
            case THROTTLED ->
                new Failure(
                        about + " was throttled for too long: " + said,
                        "run the same command again later, or with a smaller --parallel",
                        code);
            case SERVICE_FAULT ->
                new Failure(
                        about + " failed again and again inside the service: " + said,
                        "run the same command again later; see the AWS Health Dashboard",
                        code);
            case TOO_MANY_AT_ONCE ->
                new Failure(
                        about + " had to wait for too long for other tables: " + said,
                        "run the same command again later, or with a longer --timeout",
                        code);
            case QUOTA ->
                new Failure(
                        about + " reached a quota of the account: " + said,
                        "ask AWS for a higher quota in Service Quotas, or free some of it",
                        code);
            case UNSUPPORTED ->
                new Failure(where() + " does not have the operation " + operation.apiName(), null, code);
            default -> new Failure(about + " failed: " + (said.isEmpty() ? code : said), null, code);
        };
        return new AwsFailure(kind, failure, e);
    }

    private static Kind kind(AwsServiceException e, String code, String said) {
        if (code.equals("LimitExceededException")) {
            return limit(said);
        }
        if (EXPIRED.contains(code)) {
            return Kind.EXPIRED_CREDENTIALS;
        }
        if (DENIED.contains(code)) {
            return Kind.DENIED;
        }
        if (BAD_CREDENTIALS.contains(code)) {
            return Kind.NO_CREDENTIALS;
        }
        return switch (code) {
            case "ResourceNotFoundException", "TableNotFoundException", "NotFoundException" -> Kind.NOT_FOUND;
            case "ResourceInUseException" -> Kind.IN_USE;
            case "ContinuousBackupsUnavailableException" -> Kind.BACKUPS_UNAVAILABLE;
            case "ValidationException" -> Kind.INVALID;
            case "UnknownOperationException" -> Kind.UNSUPPORTED;
            default -> {
                if (e.isThrottlingException()) {
                    yield Kind.THROTTLED;
                }
                yield e.statusCode() == 501
                        ? Kind.UNSUPPORTED
                        : e.statusCode() >= 500 ? Kind.SERVICE_FAULT : Kind.OTHER;
            }
        };
    }

    /** The texts are the service's own; what none of them says is treated as "too many at once". */
    private static Kind limit(String said) {
        String text = said.toLowerCase(Locale.ROOT);
        if (text.contains("online index can be created or deleted simultaneously per table")) {
            return Kind.INDEX_IN_WORK;
        }
        if (text.contains("tables per subscriber") || text.contains("limited to 2 times in 30 day")) {
            return Kind.QUOTA;
        }
        return Kind.TOO_MANY_AT_ONCE;
    }

    private AwsFailure ofClient(Throwable thrown, Operation operation) {
        String said = text(thrown);
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("unable to load credentials") || lower.contains("credentials could not be loaded")) {
            return new AwsFailure(Kind.NO_CREDENTIALS, signIn.noCredentials(), thrown);
        }
        if (lower.contains("expired")
                && (lower.contains("sso") || lower.contains("token") || lower.contains("session"))) {
            return new AwsFailure(Kind.EXPIRED_CREDENTIALS, expired(null), thrown);
        }
        if (find(thrown, UnknownHostException.class) != null
                || find(thrown, ConnectException.class) != null
                || find(thrown, NoRouteToHostException.class) != null) {
            return new AwsFailure(Kind.UNREACHABLE, unreachable(thrown), thrown);
        }
        if (find(thrown, SSLException.class) != null && !lower.contains("reset")) {
            return new AwsFailure(
                    Kind.OTHER,
                    new Failure(
                            "no secure connection to " + where() + ": " + said,
                            "check proxies and the trust store of the Java runtime",
                            null),
                    thrown);
        }
        if (find(thrown, java.io.IOException.class) != null
                || lower.contains("timeout")
                || lower.contains("timed out")) {
            return new AwsFailure(
                    Kind.CONNECTION,
                    new Failure(
                            "the connection to " + where() + " broke again and again at " + operation.apiName() + ": "
                                    + said,
                            "check the network, then run the same command again",
                            null),
                    thrown);
        }
        return new AwsFailure(Kind.OTHER, new Failure(operation.apiName() + " failed: " + said, null, null), thrown);
    }

    private Failure expired(@Nullable String code) {
        return new Failure("the AWS credentials have expired", "sign in again: " + signIn.command(), code);
    }

    private Failure unreachable(Throwable thrown) {
        if (endpoint.override() != null) {
            return new Failure(
                    "nothing answers at " + where(),
                    endpoint.emulator()
                            ? "start the emulator, or correct --endpoint-url"
                            : "check the network, or correct --endpoint-url",
                    null);
        }
        boolean unknown = find(thrown, UnknownHostException.class) != null;
        return new Failure(
                unknown
                        ? "there is no DynamoDB endpoint for region '" + region + "' to be found"
                        : where() + " cannot be reached",
                "check --region, AWS_REGION and the network",
                null);
    }

    private String where() {
        return endpoint.override() == null ? "DynamoDB in " + region : "'" + endpoint.override() + "'";
    }

    /** The innermost message, which is the one that says something. */
    private static String text(Throwable thrown) {
        Throwable innermost = thrown;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = thrown.getMessage();
        if (message != null && innermost != thrown && innermost.getMessage() != null) {
            return message.contains(innermost.getMessage()) ? message : message + " (" + innermost.getMessage() + ")";
        }
        return message == null ? innermost.getClass().getSimpleName() : message;
    }

    private static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
