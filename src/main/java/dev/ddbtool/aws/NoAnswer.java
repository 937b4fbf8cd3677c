package dev.ddbtool.aws;

import dev.ddbtool.aws.AwsFailure.Kind;
import dev.ddbtool.plan.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Translates what was thrown without that a service has answered: no credentials, or no connection. */
final class NoAnswer {

    private final Endpoint endpoint;
    private final String region;
    private final SignIn signIn;

    NoAnswer(Endpoint endpoint, String region, SignIn signIn) {
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
        String message = "signing in" + ofProfile() + " failed: " + Wording.of(thrown);
        return new AwsFailure(
                Kind.NO_CREDENTIALS, new Failure(message, "check the profile, or " + signIn.again(), null), thrown);
    }

    private String ofProfile() {
        return " with profile '" + signIn.profile() + "'";
    }

    /** The SDK has no types for these, only texts; those of a chain hold the texts of all its links. */
    private @Nullable AwsFailure ofCredentials(Throwable thrown) {
        String said = Wording.of(thrown).toLowerCase(Locale.ROOT);
        boolean session = said.contains("session") || said.contains("token");
        boolean over = said.contains("expired") || said.contains("otherwise invalid");
        boolean neverBegun = said.contains("sso") && said.contains("token") && said.contains("unable to load");
        if ((session && over) || neverBegun) {
            return new AwsFailure(Kind.EXPIRED_CREDENTIALS, signIn.expired(null), thrown);
        }
        if (said.contains("unable to load credentials")
                || said.contains("contained no credentials")
                || said.contains("credentials could not be loaded")) {
            return new AwsFailure(Kind.NO_CREDENTIALS, signIn.noCredentials(), thrown);
        }
        return null;
    }

    private AwsFailure ofConnection(Throwable thrown, Operation operation) {
        String said = Wording.of(thrown);
        String lower = said.toLowerCase(Locale.ROOT);
        String where = endpoint.place(operation, region);
        if (Failures.find(thrown, UnknownHostException.class) != null
                || Failures.find(thrown, ConnectException.class) != null
                || Failures.find(thrown, NoRouteToHostException.class) != null
                || lower.contains("connect timed out")) {
            return new AwsFailure(Kind.UNREACHABLE, unreachable(thrown, operation, where), thrown);
        }
        if (Failures.find(thrown, SSLException.class) != null && !lower.contains("reset")) {
            Failure failure = new Failure(
                    "no secure connection to " + where + ": " + said,
                    "check proxies and the trust store of the Java runtime",
                    null);
            return new AwsFailure(Kind.OTHER, failure, thrown);
        }
        if (Failures.find(thrown, IOException.class) != null
                || lower.contains("timeout")
                || lower.contains("timed out")) {
            Failure failure = new Failure(
                    "the connection to " + where + " broke again and again at " + operation.apiName() + ": " + said,
                    "check the network, then run the same command again",
                    null);
            return new AwsFailure(Kind.CONNECTION, failure, thrown);
        }
        return new AwsFailure(Kind.OTHER, new Failure(operation.apiName() + " failed: " + said, null, null), thrown);
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
        boolean unknown = Failures.find(thrown, UnknownHostException.class) != null;
        return new Failure(
                unknown
                        ? "there is no " + Endpoint.service(operation) + " endpoint for region '" + region
                                + "' to be found"
                        : where + " cannot be reached",
                "check --region, AWS_REGION and the network",
                null);
    }
}
