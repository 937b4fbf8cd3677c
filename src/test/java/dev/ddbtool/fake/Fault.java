package dev.ddbtool.fake;

import java.util.function.BiFunction;

/** One way for a call to fail. */
public sealed interface Fault {

    /** The service returns an error instead of carrying out the call. */
    record Refusal(BiFunction<OperationCall, AccountIdentity, ServiceError> error) implements Fault {}

    /**
     * No response arrives.
     *
     * @param carriedOut whether the call took effect
     * @param timeout whether the caller times out; otherwise the connection breaks
     */
    record Silence(boolean carriedOut, boolean timeout) implements Fault {}

    /** An error of the given wire type, text and HTTP status. */
    static Fault error(String type, String message, int status) {
        return new Refusal((call, identity) -> new ServiceError(type, message, status));
    }

    /** A DynamoDB error by its code, as {@code LimitExceededException}. */
    static Fault dynamoDb(String code, String message) {
        return new Refusal((call, identity) -> ServiceError.dynamoDb(code, message));
    }

    static Fault throttling() {
        return new Refusal((call, identity) -> ServiceError.throttled("Rate exceeded"));
    }

    static Fault internalError() {
        return error("com.amazonaws.dynamodb.v20120810#InternalServerError", "Internal server error", 500);
    }

    /** No policy of the caller allows the call's own action. */
    static Fault accessDenied() {
        return new Refusal((call, identity) -> accessDenied(call.action(), call, identity));
    }

    /** No policy of the caller allows this action, as {@code dynamodb:TagResource} for a CreateTable with tags. */
    static Fault accessDenied(String action) {
        return new Refusal((call, identity) -> accessDenied(action, call, identity));
    }

    private static ServiceError accessDenied(String action, OperationCall call, AccountIdentity identity) {
        String text = "User: " + identity.userArn() + " is not authorized to perform: " + action + " on resource: "
                + call.resource(identity) + " because no identity-based policy allows the " + action + " action";
        return ServiceError.coral("AccessDeniedException", text);
    }

    static Fault expiredToken() {
        return new Refusal((call, identity) ->
                ServiceError.coral("ExpiredTokenException", "The security token included in the request is expired"));
    }

    static Fault unrecognizedClient() {
        return new Refusal((call, identity) -> ServiceError.coral(
                "UnrecognizedClientException", "The security token included in the request is invalid."));
    }

    /** The endpoint does not support the operation, as on emulators. */
    static Fault unknownOperation() {
        return new Refusal((call, identity) -> unknown());
    }

    static ServiceError unknown() {
        return ServiceError.dynamoDb("UnknownOperationException", "An unknown operation was requested.");
    }

    /** The connection breaks before the call takes effect. */
    static Fault reset() {
        return new Silence(false, false);
    }

    /** The call does not take effect, and the caller times out. */
    static Fault timeout() {
        return new Silence(false, true);
    }

    /** The call takes effect and then the connection breaks. */
    static Fault lostResponse() {
        return new Silence(true, false);
    }

    /** The call takes effect, and the caller times out. */
    static Fault lostResponseWithTimeout() {
        return new Silence(true, true);
    }
}
