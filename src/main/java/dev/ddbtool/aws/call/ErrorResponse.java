package dev.ddbtool.aws.call;

import dev.ddbtool.aws.call.AwsFailure.Kind;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * An error that a service has answered. Errors are told apart by code and text, since the SDK's own "retryable" flags
 * leave out what matters here.
 *
 * @param service whose answer it is, in lower case, such as {@code dynamodb}; a sign-in service answers too
 * @param said the service's own text, which may be empty
 */
record ErrorResponse(Kind kind, String service, String code, String said, int status) {

    private static final Set<String> EXPIRED =
            Set.of("ExpiredTokenException", "ExpiredToken", "RequestExpired", "TokenRefreshRequired");

    private static final Set<String> DENIED = Set.of(
            "AccessDeniedException", "AccessDenied", "NotAuthorized", "UnauthorizedException", "ForbiddenException");

    private static final Set<String> BAD_CREDENTIALS = Set.of(
            "UnrecognizedClientException",
            "InvalidSignatureException",
            "IncompleteSignatureException",
            "InvalidClientTokenId",
            "SignatureDoesNotMatch",
            "MissingAuthenticationTokenException",
            "MissingAuthenticationToken",
            "InvalidAccessKeyId",
            "RequestTimeTooSkewed",
            "OptInRequired");

    /** The codes with which IAM Identity Center and AWS sign-in refuse a session that is over. */
    private static final Set<String> SESSION_OVER = Set.of(
            "UnauthorizedException", "InvalidGrantException", "ExpiredTokenException", "UnauthorizedClientException");

    static ErrorResponse of(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String service = details == null ? "" : text(details.serviceName()).toLowerCase(Locale.ROOT);
        String code = details == null ? "" : text(details.errorCode());
        String said = details == null ? "" : text(details.errorMessage());
        return new ErrorResponse(kind(e, service, code, said), service, code, ErrorText.plain(said), e.statusCode());
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }

    private static Kind kind(AwsServiceException e, String service, String code, String said) {
        if (code.equals("LimitExceededException")) {
            return limit(said);
        }
        boolean signInService = service.startsWith("sso") || service.startsWith("signin");
        if (EXPIRED.contains(code) || (signInService && SESSION_OVER.contains(code))) {
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
            default -> byStatus(e);
        };
    }

    private static Kind byStatus(AwsServiceException e) {
        if (e.isThrottlingException()) {
            return Kind.THROTTLED;
        }
        if (e.statusCode() == 501) {
            return Kind.UNSUPPORTED;
        }
        return e.statusCode() >= 500 ? Kind.SERVICE_FAULT : Kind.OTHER;
    }

    /** The texts are the service's own; what none of them says is treated as "too many at once". */
    private static Kind limit(String said) {
        String text = said.toLowerCase(Locale.ROOT);
        if (text.contains("online index can be created or deleted simultaneously per table")) {
            return Kind.INDEX_IN_WORK;
        }
        if (text.contains("tables per subscriber")
                || isTooOften(text)
                || text.contains("exceeds the per-table limit")) {
            return Kind.QUOTA;
        }
        return Kind.TOO_MANY_AT_ONCE;
    }

    /** Whether the quota is one of changes in a time, so that only time helps: of class, of billing mode, of encryption. */
    boolean isTooOften() {
        return isTooOften(said.toLowerCase(Locale.ROOT));
    }

    private static boolean isTooOften(String text) {
        return text.contains("limited to 2 times in 30 day")
                || text.contains("limited to once in 1 day")
                || text.contains("changes are limited in the 24h window")
                || text.contains("modified multiple times within a fixed interval");
    }
}
