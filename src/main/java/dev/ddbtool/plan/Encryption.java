package dev.ddbtool.plan;

import dev.ddbtool.schema.SseDescription;
import org.jspecify.annotations.Nullable;

/**
 * The target encryption of a table.
 *
 * @param keyId the value for {@code KMSMasterKeyId}; null for the AWS managed and the AWS owned key
 * @param keyArn the ARN of the customer managed key, for comparison with live tables; null if there is none or it is
 *     unknown
 */
public record Encryption(
        boolean kms, @Nullable String keyId, @Nullable String keyArn) {

    /** The alias of the AWS managed key. Requests for it name no key. */
    public static final String AWS_MANAGED_ALIAS = "alias/aws/dynamodb";

    public static final Encryption AWS_OWNED_KEY = new Encryption(false, null, null);
    public static final Encryption AWS_MANAGED_KEY = new Encryption(true, null, null);

    /** The key with this id, ARN or alias. Its ARN is unknown until it is looked up. */
    public static Encryption named(String keyId) {
        return keyId.equals(AWS_MANAGED_ALIAS) ? AWS_MANAGED_KEY : new Encryption(true, keyId, null);
    }

    /** A customer managed key: the given id and the ARN that it resolves to. */
    public static Encryption customerKey(String keyId, String keyArn) {
        return new Encryption(true, keyId, keyArn);
    }

    /** The encryption in the form of the schema file. */
    public SseDescription description() {
        return kms ? SseDescription.kms(keyArn == null ? keyId : keyArn) : SseDescription.AWS_OWNED_KEY;
    }

    /** Whether the reported encryption of a live table matches. */
    public boolean matches(SseDescription live) {
        if (!kms) {
            return !live.enabled();
        }
        return live.enabled()
                && (keyArn == null ? live.kmsMasterKeyArn() == null : keyArn.equals(live.kmsMasterKeyArn()));
    }
}
