package dev.ddbtool.plan;

import dev.ddbtool.schema.SseDescription;
import org.jspecify.annotations.Nullable;

/**
 * How a table is to be encrypted.
 *
 * @param keyId what is sent as {@code KMSMasterKeyId}; null for the AWS-managed key and for the key owned by AWS
 * @param keyArn the customer key's ARN, for comparison with live tables; null where there is none or it is not known
 */
public record Encryption(
        boolean kms, @Nullable String keyId, @Nullable String keyArn) {

    /** The alias of the AWS-managed key, which is meant by sending no key at all. */
    public static final String AWS_MANAGED_ALIAS = "alias/aws/dynamodb";

    public static final Encryption AWS_OWNED_KEY = new Encryption(false, null, null);
    public static final Encryption AWS_MANAGED_KEY = new Encryption(true, null, null);

    /** A key of the customer's own: what was given, and what it resolves to. */
    public static Encryption customerKey(String keyId, String keyArn) {
        return new Encryption(true, keyId, keyArn);
    }

    /** The same in the schema file's own form. */
    public SseDescription description() {
        return kms ? SseDescription.kms(keyArn) : SseDescription.AWS_OWNED_KEY;
    }

    /** Whether a table that reports this is encrypted as wanted here. */
    public boolean isMetBy(SseDescription live) {
        if (!kms) {
            return !live.enabled();
        }
        return live.enabled()
                && (keyArn == null ? live.kmsMasterKeyArn() == null : keyArn.equals(live.kmsMasterKeyArn()));
    }
}
