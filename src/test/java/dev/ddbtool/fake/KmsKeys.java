package dev.ddbtool.fake;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The KMS keys of the account: customer managed keys, and the AWS managed key after its first use. */
final class KmsKeys {

    static final String MANAGED_ALIAS = "alias/aws/dynamodb";

    private final AccountIdentity identity;
    private final Map<String, String> arnsByAlias = new HashMap<>();
    private final Map<String, String> arnsById = new HashMap<>();

    KmsKeys(AccountIdentity identity) {
        this.identity = identity;
    }

    /** Creates a key with this alias and returns its ARN. The same alias gives the same key. */
    String make(String alias) {
        return arnsByAlias.computeIfAbsent(alias, name -> {
            String id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                    .toString();
            String arn = identity.kmsArn(id);
            arnsById.put(id, arn);
            return arn;
        });
    }

    /** The AWS managed key, created on first use. */
    String managed() {
        return make(MANAGED_ALIAS);
    }

    boolean isManaged(String arn) {
        return arn.equals(arnsByAlias.get(MANAGED_ALIAS));
    }

    /** The ARN of a key named by id, ARN, alias or the ARN of an alias; null if there is none. */
    @Nullable
    String find(String name) {
        String last = name.startsWith("arn:") ? name.substring(name.lastIndexOf(':') + 1) : name;
        String id = last.startsWith("key/") ? last.substring("key/".length()) : last;
        return last.startsWith("alias/") ? arnsByAlias.get(last) : arnsById.get(id);
    }

    /** The ARN of a key for the encryption of a table. */
    String require(String name) {
        String arn = find(name);
        if (arn == null) {
            throw ServiceError.validation("KMS validation error: com.amazonaws.services.kms.model.NotFoundException: "
                    + missing(name) + " (Service: AWSKMS; Status Code: 400; Error Code: NotFoundException; Request ID: "
                    + new UUID(0, 0) + "; Proxy: null)");
        }
        return arn;
    }

    String missing(String name) {
        return name.contains("alias/")
                ? "Alias " + identity.kmsArn(name.substring(name.indexOf("alias/"))) + " is not found."
                : "Key '" + identity.kmsArn(name.substring(name.lastIndexOf('/') + 1)) + "' does not exist";
    }
}
