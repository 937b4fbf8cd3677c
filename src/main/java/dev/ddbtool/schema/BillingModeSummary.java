package dev.ddbtool.schema;

/** How throughput is charged. */
public record BillingModeSummary(String billingMode) {

    public static final String PROVISIONED = "PROVISIONED";
    public static final String PAY_PER_REQUEST = "PAY_PER_REQUEST";
}
