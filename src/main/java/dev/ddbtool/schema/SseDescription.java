package dev.ddbtool.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Server-side encryption. {@code DISABLED} is the key owned by AWS; {@code ENABLED} without a key is the AWS-managed KMS
 * key; a key is recorded only where it is the customer's own.
 */
public record SseDescription(
        String status,
        @JsonProperty("SSEType") @Nullable String sseType,
        @JsonProperty("KMSMasterKeyArn") @Nullable String kmsMasterKeyArn) {

    public static final String ENABLED = "ENABLED";
    public static final String DISABLED = "DISABLED";
    public static final String KMS = "KMS";
    public static final SseDescription AWS_OWNED_KEY = new SseDescription(DISABLED, null, null);

    /** Encrypted with the KMS key that the AWS account has for DynamoDB, or with the customer's own. */
    public static SseDescription kms(@Nullable String customerKeyArn) {
        return new SseDescription(ENABLED, KMS, customerKeyArn);
    }

    /** Whether KMS is on, or on its way there. */
    public boolean enabled() {
        return status.equals(ENABLED) || status.equals("ENABLING") || status.equals("UPDATING");
    }
}
