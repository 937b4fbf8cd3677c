package dev.ddbtool.aws.call;

import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.problem.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Translates exceptions of the SDK to a {@link Kind} and a message with a hint. Service errors are classified by code
 * and text, since the SDK's "retryable" flags are not precise enough. Errors without a response are classified by the
 * SDK's texts, since it has no types for most of them.
 */
public final class ErrorTranslator {

    /** The hint for something that existed before and is missing now. */
    public static final String DELETED = "check whether somebody else deleted it, then run the same command again";

    /** The hint if the response is not from AWS. */
    static final String IN_BETWEEN =
            "check the network and HTTPS_PROXY: a proxy, firewall or guest network may be responding instead of AWS";

    /**
     * The longest text that is shown, in characters. Service messages are shorter, even with ARNs and lists of
     * constraints.
     */
    static final int LONGEST_TEXT = 2_000;

    private static final String CHECK_NETWORK = "check the network, then run the same command again";
    private static final String WITH_DEBUG = "run the same command again with --debug to see the whole error";
    private static final String LATER =
            "wait, then run the same command again: DynamoDB limits how often a setting can change";

    private static final String SIGNING_IN = "sign-in";

    /** Java's message if the other side does not respond with TLS. */
    private static final String NO_TLS = "Unsupported or unrecognized SSL message";

    /** The denied action can differ from the operation, for example TagResource for a CreateTable with tags. */
    private static final Pattern DENIED_ACTION = Pattern.compile("not authorized to perform: ([a-z0-9-]+:[A-Za-z]+)");

    /** Never starts inside a name and never backtracks into one, so that matching takes linear time. */
    private static final Pattern CLASS_NAME =
            Pattern.compile("(?<![\\w.])(?:[a-z][a-z0-9]*+\\.){2,}+[A-Z][A-Za-z0-9$]*+(?:: ?)?");

    private static final Pattern EXCEPTION_NAME = Pattern.compile("\\b[A-Z][A-Za-z0-9]*(?:Exception|Error): ");

    private static final Pattern REQUEST_DETAILS = Pattern.compile(" ?\\((?:SDK Attempt Count|Service): [^()]*\\)");

    private static final String REQUEST = "Unable to execute HTTP request: ";

    /** The end of the profile provider's description in the SDK's message. */
    private static final String PROFILE_END = "): ";

    private final Endpoint endpoint;
    private final String region;
    private final SignInHints signIn;

    public ErrorTranslator(Endpoint endpoint, String region, SignInHints signIn) {
        this.endpoint = endpoint;
        this.region = region;
        this.signIn = signIn;
    }

    /** Whether the exception is a response of a service. */
    static boolean isAnswer(Throwable thrown) {
        return find(thrown, AwsServiceException.class) != null;
    }

    private static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }

    /**
     * Classifies an exception of a call.
     *
     * @param subject the subject of the call, such as a physical table name; may be empty
     */
    AwsFailure classify(Throwable thrown, Operation operation, String subject) {
        AwsFailure failure = find(thrown, AwsFailure.class); // thrown within the SDK, which wraps it
        if (failure != null) {
            return failure;
        }
        AwsServiceException service = find(thrown, AwsServiceException.class);
        if (service != null) {
            Response response = Response.of(service);
            // credentials are fetched when they are needed, so any call can fail with an error of a sign-in service
            boolean own = response.service.isEmpty() || response.service.equals(operation.service());
            return answered(response, operation, own ? operation.callAbout(subject) : SIGNING_IN, thrown);
        }
        boolean expected = thrown instanceof TimeoutException
                || find(thrown, SdkException.class) != null
                || find(thrown, UncheckedIOException.class) != null;
        if (!expected) { // a bug or an unreadable response: the call fails, but the run continues
            String message = operation.callAbout(subject) + " failed unexpectedly: " + text(thrown);
            return new AwsFailure(
                    Kind.OTHER, message, "run the same command again with --debug, and report the error", thrown);
        }
        AwsFailure credentials = ofCredentials(thrown);
        return credentials != null ? credentials : ofConnection(thrown, operation);
    }

    /** Classifies an exception from the resolution of credentials. */
    public AwsFailure classifySignIn(RuntimeException thrown) {
        AwsServiceException service = find(thrown, AwsServiceException.class);
        if (service != null) {
            return answered(Response.of(service), Operation.GET_CALLER_IDENTITY, SIGNING_IN, thrown);
        }
        AwsFailure credentials = ofCredentials(thrown);
        return credentials != null
                ? credentials
                : new AwsFailure(Kind.NO_CREDENTIALS, signIn.failed(text(thrown)), thrown);
    }

    /** The failure for a call that is skipped because the endpoint does not support the operation. */
    AwsFailure unsupported(Operation operation) {
        Response response = new Response(Kind.UNSUPPORTED, "", "UnknownOperationException", "", 400);
        return new AwsFailure(Kind.UNSUPPORTED, words(response, operation, operation.apiName()), null);
    }

    /** The failure for a listing that repeats a page. */
    AwsFailure endless(Operation operation) {
        return notDynamoDb(
                endpoint.place(operation, region) + " returned the same page token twice in " + operation.apiName());
    }

    /** The failure for a response that is probably not from DynamoDB. */
    public AwsFailure notDynamoDb(String message) {
        return new AwsFailure(Kind.OTHER, message, elsewhere(), null);
    }

    private String elsewhere() {
        return endpoint.override() == null
                ? IN_BETWEEN
                : "check that '" + endpoint.override() + "' is a DynamoDB endpoint (--endpoint-url)";
    }

    // ---- errors of a service

    /**
     * An error response of a service.
     *
     * @param service in lower case, such as {@code dynamodb}, or a sign-in service
     * @param said the service's own text, which may be empty
     */
    private record Response(Kind kind, String service, String code, String said, int status) {

        static Response of(AwsServiceException e) {
            AwsErrorDetails details = e.awsErrorDetails();
            if (details == null) {
                return new Response(byStatus(e), "", "", "", e.statusCode());
            }
            String service = Objects.toString(details.serviceName(), "").toLowerCase(Locale.ROOT);
            String code = Objects.toString(details.errorCode(), "");
            String said = plain(Objects.toString(details.errorMessage(), ""));
            return new Response(kind(e, service, code, said), service, code, said, e.statusCode());
        }

        private static Kind kind(AwsServiceException e, String service, String code, String said) {
            boolean signIn = service.startsWith("sso") || service.startsWith("signin");
            return switch (code) {
                case "LimitExceededException" -> limit(said.toLowerCase(Locale.ROOT));
                case "ExpiredTokenException", "ExpiredToken", "RequestExpired", "TokenRefreshRequired" ->
                    Kind.EXPIRED_CREDENTIALS;
                // IAM Identity Center and AWS sign-in return these for an expired session
                case "InvalidGrantException", "UnauthorizedClientException" ->
                    signIn ? Kind.EXPIRED_CREDENTIALS : byStatus(e);
                case "UnauthorizedException" -> signIn ? Kind.EXPIRED_CREDENTIALS : Kind.DENIED;
                case "AccessDeniedException", "AccessDenied", "NotAuthorized", "ForbiddenException" -> Kind.DENIED;
                case "UnrecognizedClientException",
                        "InvalidSignatureException",
                        "IncompleteSignatureException",
                        "InvalidClientTokenId",
                        "SignatureDoesNotMatch",
                        "MissingAuthenticationTokenException",
                        "MissingAuthenticationToken",
                        "InvalidAccessKeyId",
                        "RequestTimeTooSkewed",
                        "OptInRequired" -> Kind.NO_CREDENTIALS;
                case "ResourceNotFoundException",
                        "TableNotFoundException",
                        "NotFoundException",
                        "BackupNotFoundException" -> Kind.NOT_FOUND;
                case "ResourceInUseException",
                        "TableInUseException",
                        "TableAlreadyExistsException",
                        "BackupInUseException" -> Kind.IN_USE;
                case "ContinuousBackupsUnavailableException" -> Kind.BACKUPS_UNAVAILABLE;
                case "ValidationException", "InvalidRestoreTimeException", "PointInTimeRecoveryUnavailableException" ->
                    Kind.INVALID;
                case "UnknownOperationException" -> Kind.UNSUPPORTED;
                default -> byStatus(e);
            };
        }

        private static Kind byStatus(AwsServiceException e) {
            if (e.isThrottlingException()) {
                return Kind.THROTTLED;
            }
            return e.statusCode() == 501 ? Kind.UNSUPPORTED : e.statusCode() >= 500 ? Kind.SERVICE_FAULT : Kind.OTHER;
        }

        /** Recognises the service's texts. Other texts count as "too many at once". */
        private static Kind limit(String said) {
            if (said.contains("online index can be created or deleted simultaneously per table")) {
                return Kind.INDEX_IN_WORK;
            }
            boolean quota = said.contains("tables per subscriber") || said.contains("per-table limit");
            return quota || isTooOften(said) ? Kind.QUOTA : Kind.TOO_MANY_AT_ONCE;
        }

        /** Whether a setting (table class, billing mode, encryption) was changed too often: only waiting helps. */
        boolean isTooOften() {
            return isTooOften(said.toLowerCase(Locale.ROOT));
        }

        private static boolean isTooOften(String said) {
            return said.contains("limited to 2 times in 30 day")
                    || said.contains("limited to once in 1 day")
                    || said.contains("changes are limited in the 24h window")
                    || said.contains("modified multiple times within a fixed interval");
        }
    }

    private AwsFailure answered(Response response, Operation operation, String about, Throwable thrown) {
        return new AwsFailure(response.kind, words(response, operation, about), thrown);
    }

    private Failure words(Response response, Operation operation, String about) {
        String code = response.code.isEmpty() ? null : response.code;
        if (response.kind == Kind.EXPIRED_CREDENTIALS) {
            return signIn.expired(code);
        }
        String status = "HTTP status " + response.status;
        String said = !response.said.isEmpty() ? response.said : code != null ? code : status;
        String message = switch (response.kind) {
            case DENIED -> about + " was denied: " + said;
            case NO_CREDENTIALS -> "AWS rejected the credentials: " + said;
            case THROTTLED -> about + " was throttled: " + said;
            case SERVICE_FAULT -> about + " failed repeatedly with a service error: " + said;
            case TOO_MANY_AT_ONCE -> about + " was refused because too many changes are in progress: " + said;
            case QUOTA -> about + (response.isTooOften() ? " is not allowed yet: " : " exceeds an AWS quota: ") + said;
            case UNSUPPORTED -> endpoint.place(operation, region) + " does not support " + operation.apiName();
            default -> about + " failed: " + said;
        };
        return new Failure(message, hint(response, operation), code);
    }

    private String hint(Response response, Operation operation) {
        return switch (response.kind) {
            case DENIED -> allow(response.said, operation);
            case NO_CREDENTIALS -> checkCredentials(response);
            case THROTTLED -> "run the same command again later, or with a smaller --parallel";
            case SERVICE_FAULT -> "run the same command again later; see the AWS Health Dashboard";
            case TOO_MANY_AT_ONCE -> "run the same command again later, or with a longer --timeout";
            case UNSUPPORTED -> "use a Region or an endpoint that supports it (--region, --endpoint-url)";
            case QUOTA ->
                response.isTooOften()
                        ? LATER
                        : "request a quota increase in Service Quotas, or delete what you do not use";
            case NOT_FOUND -> specificOr(response, DELETED);
            case IN_USE, BACKUPS_UNAVAILABLE -> specificOr(response, "run the same command again in a few minutes");
            case INVALID -> specificOr(response, "fix the problem above, then run the same command again");
            default -> specificOr(response, WITH_DEBUG);
        };
    }

    /** The hint of the kind, unless the response allows a better one. */
    private String specificOr(Response response, String hint) {
        if (response.code.isEmpty()) {
            return elsewhere();
        }
        if (response.isTooOften()) {
            return "wait, then run the same command again: TTL can change once an hour";
        }
        return response.said.startsWith("KMS validation error")
                ? "check the key: aws kms describe-key --region " + region + " --key-id KEY"
                : hint;
    }

    private static String allow(String said, Operation operation) {
        Matcher named = DENIED_ACTION.matcher(said);
        String action = named.find() ? named.group(1) : operation.iamAction();
        return said.contains("explicit deny")
                ? "ask your AWS administrator: a policy explicitly denies " + action
                : "allow " + action + " in your IAM policy";
    }

    private String checkCredentials(Response response) {
        boolean clock = response.code.equals("RequestTimeTooSkewed")
                || response.said.contains("Signature expired")
                || response.said.contains("Signature not yet current");
        return clock
                ? "set this machine's clock: it differs from AWS time"
                : "check the access key, the session token and the Region '" + region + "', or " + signIn.again();
    }

    // ---- errors without a response: no credentials, no connection

    private @Nullable AwsFailure ofCredentials(Throwable thrown) {
        String said = text(thrown).toLowerCase(Locale.ROOT);
        boolean session = said.contains("session") || said.contains("token");
        boolean over = said.contains("expired") || said.contains("otherwise invalid");
        if (session && (over || said.contains("re-authenticate"))) {
            return new AwsFailure(Kind.EXPIRED_CREDENTIALS, signIn.expired(null), thrown);
        }
        if (said.contains("unable to load credentials") || said.contains("contained no credentials")) {
            return new AwsFailure(Kind.NO_CREDENTIALS, signIn.noCredentials(), thrown);
        }
        return null;
    }

    private AwsFailure ofConnection(Throwable thrown, Operation operation) {
        String said = text(thrown);
        String lower = said.toLowerCase(Locale.ROOT);
        String where = endpoint.place(operation, region);
        String call = operation.apiName();
        if (find(thrown, UnknownHostException.class) != null
                || find(thrown, ConnectException.class) != null
                || find(thrown, NoRouteToHostException.class) != null
                || lower.contains("connect timed out")) {
            return unreachable(thrown, operation, where);
        }
        if (find(thrown, SSLException.class) != null && !lower.contains("reset")) {
            String message = "cannot make a secure connection to " + where + ": " + said;
            String hint = endpoint.overrides(operation) && said.contains(NO_TLS)
                    ? "if the endpoint does not use TLS, write http:// instead of https:// in --endpoint-url"
                    : "check the proxy and the trust store of the Java runtime";
            return new AwsFailure(Kind.UNREACHABLE, message, hint, thrown);
        }
        if (lower.contains("tunnel through proxy")) {
            String message = "the proxy refused the connection to " + where + ": " + said;
            String hint = "check HTTPS_PROXY, NO_PROXY, and the user name and password for the proxy";
            return new AwsFailure(Kind.UNREACHABLE, message, hint, thrown);
        }
        if (lower.contains("unmarshall")) {
            return unreadable(said, operation, where, thrown);
        }
        AnswerTooLargeException tooLarge = find(thrown, AnswerTooLargeException.class);
        if (tooLarge != null) {
            String message = "the response to " + call + " is " + tooLarge.getMessage();
            return new AwsFailure(Kind.OTHER, message, elsewhere(), thrown);
        }
        if (thrown instanceof TimeoutException) {
            long seconds = Operation.LONGEST_ATTEMPT.toSeconds();
            String message = where + " did not respond to " + call + " within " + seconds + " s";
            return new AwsFailure(Kind.CONNECTION, message, CHECK_NETWORK, thrown);
        }
        if (find(thrown, IOException.class) != null || lower.contains("timeout") || lower.contains("timed out")) {
            String message = "the connection to " + where + " failed repeatedly during " + call + ": " + said;
            return new AwsFailure(Kind.CONNECTION, message, CHECK_NETWORK, thrown);
        }
        return new AwsFailure(Kind.OTHER, call + " failed: " + said, WITH_DEBUG, thrown);
    }

    private AwsFailure unreachable(Throwable thrown, Operation operation, String where) {
        if (endpoint.overrides(operation)) {
            String check = endpoint.emulator() ? "start the emulator" : "check the network";
            String hint = check + ", or fix --endpoint-url";
            return new AwsFailure(Kind.UNREACHABLE, "cannot reach " + where, hint, thrown);
        }
        String message = find(thrown, UnknownHostException.class) != null
                ? "cannot find the " + Endpoint.service(operation) + " endpoint for Region '" + region + "'"
                : "cannot reach " + where;
        return new AwsFailure(Kind.UNREACHABLE, message, "check --region, AWS_REGION and the network", thrown);
    }

    /** An incomplete response is retried; an invalid one is not. */
    private AwsFailure unreadable(String said, Operation operation, String where, Throwable thrown) {
        String lower = said.toLowerCase(Locale.ROOT);
        String answer = "the response to " + operation.apiName();
        if (lower.contains("unexpected character")) {
            return endpoint.overrides(operation)
                    ? new AwsFailure(
                            Kind.UNREACHABLE,
                            where + " is not a DynamoDB endpoint: the response is not JSON",
                            "fix --endpoint-url",
                            thrown)
                    : new AwsFailure(
                            Kind.UNREACHABLE, "unexpected response from " + where + ": not JSON", IN_BETWEEN, thrown);
        }
        if (lower.contains("unexpected end")) {
            return new AwsFailure(Kind.CONNECTION, answer + " is incomplete", elsewhere(), thrown);
        }
        // the SDK says: Unable to unmarshall response (REASON). Response Code: 200, Response Text: OK
        int start = said.indexOf('(');
        int end = said.indexOf("). Response Code", start);
        String reason = start < 0 || end < 0 ? said : said.substring(start + 1, end);
        return new AwsFailure(Kind.OTHER, answer + " is invalid: " + reason, elsewhere(), thrown);
    }

    // ---- texts without class names, request ids and attempt counts

    /** The outermost and the innermost message; the innermost usually says most. */
    public static String text(Throwable thrown) {
        String outer = message(thrown);
        Throwable innermost = thrown;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String inner = message(innermost);
        if (outer.isEmpty()) {
            return inner.isEmpty() ? "unknown reason" : inner;
        }
        if (!inner.isEmpty() && (outer.contains("See cause") || inner.contains(outer))) {
            return inner;
        }
        return inner.isEmpty() || outer.contains(inner) ? outer : outer + " (" + inner + ")";
    }

    private static String message(Throwable thrown) {
        if (thrown instanceof NoSuchFileException missing) {
            return "file not found: '" + missing.getFile() + "'";
        }
        if (thrown instanceof UnknownHostException unknown) {
            return "unknown host '" + unknown.getMessage() + "'";
        }
        return thrown.getMessage() == null ? "" : plain(ofProfile(thrown.getMessage()));
    }

    /** Extracts the error of the profile from the joined errors of a credential provider chain. */
    private static String ofProfile(String message) {
        int next = message.lastIndexOf(", ContainerCredentialsProvider(): ");
        int profile = next < 0 ? -1 : message.lastIndexOf(" ProfileCredentialsProvider(", next);
        int said = profile < 0 ? -1 : message.indexOf(PROFILE_END, profile);
        return said < 0 || said + PROFILE_END.length() > next
                ? message
                : message.substring(said + PROFILE_END.length(), next);
    }

    /** A text of the service or the SDK, without technical details, cut to {@link #LONGEST_TEXT}. */
    static String plain(String text) {
        return text.length() <= LONGEST_TEXT
                ? withoutDetails(text)
                : withoutDetails(text.substring(0, LONGEST_TEXT)) + "…";
    }

    private static String withoutDetails(String text) {
        String plain = REQUEST_DETAILS.matcher(text).replaceAll("");
        plain = CLASS_NAME.matcher(plain).replaceAll("");
        plain = EXCEPTION_NAME.matcher(plain).replaceAll("");
        plain = plain.strip();
        plain = plain.endsWith(": null") ? plain.substring(0, plain.length() - ": null".length()) : plain;
        plain = plain.startsWith(REQUEST) ? plain.substring(REQUEST.length()) : plain;
        return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
