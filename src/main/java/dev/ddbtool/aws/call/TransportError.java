package dev.ddbtool.aws.call;

import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.problem.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Translates what was thrown without that a service has answered: no credentials, or no connection. */
public final class TransportError {

    /** What to do where something else than AWS has answered. */
    static final String IN_BETWEEN =
            "a proxy, firewall or guest network answers in the place of AWS: check the network and HTTPS_PROXY";

    private static final String CHECK_NETWORK = "check the network, then run the same command again";

    private final Endpoint endpoint;
    private final String region;
    private final SignInHints signIn;

    TransportError(Endpoint endpoint, String region, SignInHints signIn) {
        this.endpoint = endpoint;
        this.region = region;
        this.signIn = signIn;
    }

    AwsFailure classify(Throwable thrown, Operation operation) {
        AwsFailure credentials = ofCredentials(thrown);
        return credentials != null ? credentials : ofConnection(thrown, operation);
    }

    AwsFailure classifySignIn(Throwable thrown) {
        AwsFailure credentials = ofCredentials(thrown);
        if (credentials != null) {
            return credentials;
        }
        return new AwsFailure(Kind.NO_CREDENTIALS, signIn.failed(ErrorText.of(thrown)), thrown);
    }

    /** The SDK has no types for these, only texts. */
    private @Nullable AwsFailure ofCredentials(Throwable thrown) {
        String said = ErrorText.of(thrown).toLowerCase(Locale.ROOT);
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
        String said = ErrorText.of(thrown);
        String lower = said.toLowerCase(Locale.ROOT);
        String where = endpoint.place(operation, region);
        if (ErrorTranslator.find(thrown, UnknownHostException.class) != null
                || ErrorTranslator.find(thrown, ConnectException.class) != null
                || ErrorTranslator.find(thrown, NoRouteToHostException.class) != null
                || lower.contains("connect timed out")) {
            return new AwsFailure(Kind.UNREACHABLE, unreachable(thrown, operation, where), thrown);
        }
        if (ErrorTranslator.find(thrown, SSLException.class) != null && !lower.contains("reset")) {
            return unreachable(
                    "no secure connection to " + where + ": " + said,
                    "check proxies and the trust store of the Java runtime",
                    thrown);
        }
        if (lower.contains("tunnel through proxy")) {
            return unreachable(
                    "the proxy does not let through to " + where + ": " + said,
                    "check HTTPS_PROXY, NO_PROXY and the proxy's user and password",
                    thrown);
        }
        if (lower.contains("unmarshall") && lower.contains("unexpected character")) { // a cut answer ends too early
            return unreachable(
                    "what answers at " + where + " is not DynamoDB: its answer is no JSON",
                    endpoint.overrides(operation) ? "correct --endpoint-url" : IN_BETWEEN,
                    thrown);
        }
        if (lower.contains("unmarshall")) {
            return unreadable(said, operation, thrown);
        }
        AnswerTooLargeException tooLarge = ErrorTranslator.find(thrown, AnswerTooLargeException.class);
        if (tooLarge != null) {
            String message = "the answer to " + operation.apiName() + " is " + tooLarge.getMessage();
            return new AwsFailure(Kind.OTHER, new Failure(message, elsewhere(endpoint), null), thrown);
        }
        if (thrown instanceof TimeoutException) {
            String message = where + " did not answer " + operation.apiName() + " within "
                    + Operation.LONGEST_ATTEMPT.toSeconds() + " s";
            return new AwsFailure(Kind.CONNECTION, new Failure(message, CHECK_NETWORK, null), thrown);
        }
        if (ErrorTranslator.find(thrown, IOException.class) != null
                || lower.contains("timeout")
                || lower.contains("timed out")) {
            Failure failure = new Failure(
                    "the connection to " + where + " broke again and again at " + operation.apiName() + ": " + said,
                    CHECK_NETWORK,
                    null);
            return new AwsFailure(Kind.CONNECTION, failure, thrown);
        }
        return new AwsFailure(
                Kind.OTHER,
                new Failure(operation.apiName() + " failed: " + said, ErrorTranslator.WITH_DEBUG, null),
                thrown);
    }

    /** An answer that ends too early is asked for again; one with a value of another type stays what it is. */
    private AwsFailure unreadable(String said, Operation operation, Throwable thrown) {
        boolean incomplete = said.toLowerCase(Locale.ROOT).contains("unexpected end");
        String answer = "the answer to " + operation.apiName();
        String message = incomplete ? answer + " is incomplete" : answer + " has an unexpected form: " + reason(said);
        return new AwsFailure(
                incomplete ? Kind.CONNECTION : Kind.OTHER, new Failure(message, elsewhere(endpoint), null), thrown);
    }

    /** The SDK says {@code Unable to unmarshall response (REASON). Response Code: 200, Response Text: OK}. */
    private static String reason(String said) {
        int start = said.indexOf('(');
        int end = said.indexOf("). Response Code", start);
        return start < 0 || end < 0 ? said : said.substring(start + 1, end);
    }

    /** What to do about an answer that is probably not from DynamoDB, such as an error without a code. */
    public static String elsewhere(Endpoint endpoint) {
        return endpoint.override() == null
                ? IN_BETWEEN
                : "check that '" + endpoint.override() + "' is an endpoint of DynamoDB (--endpoint-url)";
    }

    private static AwsFailure unreachable(String message, String hint, Throwable thrown) {
        return new AwsFailure(Kind.UNREACHABLE, new Failure(message, hint, null), thrown);
    }

    private Failure unreachable(Throwable thrown, Operation operation, String where) {
        if (endpoint.overrides(operation)) {
            return new Failure(
                    "nothing answers at " + where,
                    endpoint.emulator()
                            ? "start the emulator, or correct --endpoint-url"
                            : "check the network, or correct --endpoint-url",
                    null);
        }
        boolean unknown = ErrorTranslator.find(thrown, UnknownHostException.class) != null;
        return new Failure(
                unknown
                        ? "there is no " + Endpoint.service(operation) + " endpoint for region '" + region
                                + "' to be found"
                        : where + " cannot be reached",
                "check --region, AWS_REGION and the network",
                null);
    }
}
