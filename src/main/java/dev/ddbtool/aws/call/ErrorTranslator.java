package dev.ddbtool.aws.call;

import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.problem.Failure;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The one translator of errors: from what the SDK throws to what it means and what a person reads. */
public final class ErrorTranslator {

    /** The action that was denied may be another than the call's own, as TagResource in a CreateTable with tags. */
    private static final Pattern DENIED_ACTION = Pattern.compile("not authorized to perform: ([a-z0-9-]+:[A-Za-z]+)");

    /** The hint for something that existed before and is missing now. */
    public static final String DELETED = "see whether somebody else has deleted it, then run the same command again";

    /** The hint if nothing better is known. */
    static final String WITH_DEBUG = "run the same command again with --debug, which shows the whole error";

    private static final String LATER =
            "the service limits how often this is changed, TTL once an hour: run the same command again when the time has passed";

    private final Endpoint endpoint;
    private final String region;
    private final SignInHints signIn;
    private final TransportError noAnswer;

    public ErrorTranslator(Endpoint endpoint, String region, SignInHints signIn) {
        this.endpoint = endpoint;
        this.region = region;
        this.signIn = signIn;
        this.noAnswer = new TransportError(endpoint, region, signIn);
    }

    /** Whether this is a bug, of the SDK or ours, or an answer that neither of them expects. */
    static boolean isUnexpected(Throwable thrown) {
        return !(thrown instanceof TimeoutException)
                && find(thrown, SdkException.class) == null
                && find(thrown, UncheckedIOException.class) == null;
    }

    /** Whether somebody has answered. */
    static boolean isAnswer(Throwable thrown) {
        return find(thrown, AwsServiceException.class) != null;
    }

    static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }

    /**
     * Classifies what a call has thrown.
     *
     * @param subject what the call was about, such as a table's physical name; empty for none
     */
    AwsFailure classify(Throwable thrown, Operation operation, String subject) {
        AwsFailure failure = find(thrown, AwsFailure.class); // ResponseCheck throws within the SDK, which wraps it
        if (failure != null) {
            return failure;
        }
        AwsServiceException service = find(thrown, AwsServiceException.class);
        if (service == null) {
            return isUnexpected(thrown) ? unexpected(thrown, operation, subject) : noAnswer.classify(thrown, operation);
        }
        ErrorResponse refusal = ErrorResponse.of(service);
        // credentials are fetched when they are needed, so that any call can meet the refusal of a sign-in service
        boolean own = refusal.service().isEmpty() || refusal.service().equals(operation.service());
        String about = own ? operation.callAbout(subject) : "signing in";
        return new AwsFailure(refusal.kind(), words(refusal, operation, about), thrown);
    }

    /** Classifies what has been thrown where credentials were to be had. */
    public AwsFailure classifySignIn(RuntimeException thrown) {
        AwsServiceException service = find(thrown, AwsServiceException.class);
        if (service == null) {
            return noAnswer.classifySignIn(thrown);
        }
        ErrorResponse refusal = ErrorResponse.of(service);
        return new AwsFailure(refusal.kind(), words(refusal, Operation.GET_CALLER_IDENTITY, "signing in"), thrown);
    }

    /** An answer that the SDK or the mapping cannot read fails the call, not the run. */
    private static AwsFailure unexpected(Throwable thrown, Operation operation, String subject) {
        String message = operation.callAbout(subject) + " failed unexpectedly: " + ErrorText.of(thrown);
        return new AwsFailure(
                Kind.OTHER, new Failure(message, "run it again with --debug and report it", null), thrown);
    }

    /** The failure of a call that is not made, because the endpoint has answered that it does not have it. */
    AwsFailure unsupported(Operation operation) {
        return new AwsFailure(Kind.UNSUPPORTED, lacks(operation, "UnknownOperationException"), null);
    }

    /** The failure of a listing that repeats a page. */
    AwsFailure endless(Operation operation) {
        String message = operation.apiName() + " does not end: " + endpoint.place(operation, region)
                + " names the same next page twice";
        return new AwsFailure(Kind.OTHER, new Failure(message, TransportError.elsewhere(endpoint), null), null);
    }

    private Failure lacks(Operation operation, String code) {
        return new Failure(
                endpoint.place(operation, region) + " does not have the operation " + operation.apiName(),
                "choose a Region or an endpoint that supports it (--region, --endpoint-url)",
                code);
    }

    private Failure words(ErrorResponse refusal, Operation operation, String about) {
        String code = refusal.code().isEmpty() ? null : refusal.code();
        String said = refusal.said().isEmpty() ? answered(refusal) : refusal.said();
        return switch (refusal.kind()) {
            case DENIED -> new Failure(about + " was denied: " + said, allow(refusal, operation), code);
            case EXPIRED_CREDENTIALS -> signIn.expired(code);
            case NO_CREDENTIALS -> new Failure("AWS does not accept the credentials: " + said, check(refusal), code);
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
                        about + ", which the service put off: " + said,
                        "run the same command again later, or with a longer --timeout",
                        code);
            case QUOTA ->
                new Failure(
                        about
                                + (refusal.isTooOften()
                                        ? " was refused for now: "
                                        : " reached a quota of the account: ")
                                + said,
                        refusal.isTooOften()
                                ? LATER
                                : "ask AWS for a higher quota in Service Quotas, or free some of it",
                        code);
            case UNSUPPORTED -> lacks(operation, refusal.code());
            default -> new Failure(about + " failed: " + said, hint(refusal), code);
        };
    }

    private static String answered(ErrorResponse refusal) {
        return refusal.code().isEmpty() ? "the answer was HTTP status " + refusal.status() : refusal.code();
    }

    private String hint(ErrorResponse refusal) {
        if (refusal.code().isEmpty()) {
            return TransportError.elsewhere(endpoint);
        }
        if (refusal.isTooOften()) {
            return LATER;
        }
        if (refusal.said().startsWith("KMS validation error")) {
            return "see the state of the key: aws kms describe-key --region " + region + " --key-id KEY";
        }
        return switch (refusal.kind()) {
            case NOT_FOUND -> DELETED;
            case IN_USE, BACKUPS_UNAVAILABLE -> "run the same command again in a few minutes";
            case INVALID -> "fix the problem that the message names, then run the same command again";
            default -> WITH_DEBUG;
        };
    }

    private static String allow(ErrorResponse refusal, Operation operation) {
        Matcher named = DENIED_ACTION.matcher(refusal.said());
        String action = named.find() ? named.group(1) : operation.iamAction();
        return refusal.said().contains("explicit deny")
                ? "a policy denies the action " + action + " explicitly: ask who administers the account"
                : "allow the action " + action + " in the IAM policy of who runs this";
    }

    private String check(ErrorResponse refusal) {
        if (refusal.code().equals("RequestTimeTooSkewed")
                || refusal.said().contains("Signature expired")
                || refusal.said().contains("Signature not yet current")) {
            return "set the clock of this machine, which differs from that of AWS";
        }
        return "check the access key, the session token and the region '" + region + "', or " + signIn.again();
    }
}
