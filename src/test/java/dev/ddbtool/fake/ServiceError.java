package dev.ddbtool.fake;

/** An error response of a service: its wire type, its text and the HTTP status. */
public final class ServiceError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String DYNAMODB = "com.amazonaws.dynamodb.v20120810#";
    private static final String CORAL = "com.amazon.coral.service#";

    private final String type;
    private final int status;

    public ServiceError(String type, String message, int status) {
        super(message, null, false, false);
        this.type = type;
        this.status = status;
    }

    /** The wire type, including the namespace before the {@code #}. */
    public String type() {
        return type;
    }

    /** The error code without the namespace, as SDKs show it. */
    public String code() {
        return type.substring(type.indexOf('#') + 1);
    }

    public int status() {
        return status;
    }

    /** The text; never null, unlike {@link #getMessage} in general. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    static ServiceError dynamoDb(String code, String message) {
        return new ServiceError(DYNAMODB + code, message, 400);
    }

    static ServiceError coral(String code, String message) {
        return new ServiceError(CORAL + code, message, 400);
    }

    static ServiceError validation(String message) {
        return new ServiceError("com.amazon.coral.validate#ValidationException", message, 400);
    }

    static ServiceError invalid(String rest) {
        return validation("One or more parameter values were invalid: " + rest);
    }

    static ServiceError tableMissing(String name) {
        return resourceMissing("Table: " + name + " not found");
    }

    /** A missing table, as the part of the service for backups words it. */
    static ServiceError backupTableMissing(String name) {
        return dynamoDb("TableNotFoundException", "Table not found: " + name);
    }

    static ServiceError resourceMissing(String rest) {
        return dynamoDb("ResourceNotFoundException", "Requested resource not found: " + rest);
    }

    static ServiceError inUse(String rest) {
        return dynamoDb("ResourceInUseException", "Attempt to change a resource which is still in use: " + rest);
    }

    static ServiceError limit(String rest) {
        return dynamoDb("LimitExceededException", "Subscriber limit exceeded: " + rest);
    }

    static ServiceError throttled(String message) {
        return new ServiceError("com.amazon.coral.availability#ThrottlingException", message, 400);
    }
}
