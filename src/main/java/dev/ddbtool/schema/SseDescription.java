package dev.ddbtool.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Server-side encryption. {@code DISABLED} means the AWS owned key, {@code ENABLED} without a key the AWS managed KMS
 * key. Only a customer managed key is recorded.
 */
public record SseDescription(
        String status,
        @JsonProperty("SSEType") @Nullable String sseType,
        @JsonProperty("KMSMasterKeyArn") @Nullable String kmsMasterKeyArn) {

    public static final String ENABLED = "ENABLED";
    public static final String DISABLED = "DISABLED";
    public static final String KMS = "KMS";
    public static final SseDescription AWS_OWNED_KEY = new SseDescription(DISABLED, null, null);

    /** Encryption with KMS: with the given customer managed key, or with the AWS managed key if null. */
    public static SseDescription kms(@Nullable String customerKeyArn) {
        return new SseDescription(ENABLED, KMS, customerKeyArn);
    }

    /** Whether encryption with KMS is on or being turned on. */
    public boolean enabled() {
        return status.equals(ENABLED) || status.equals("ENABLING") || status.equals("UPDATING");
    }
}
