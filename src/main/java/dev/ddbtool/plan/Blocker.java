package dev.ddbtool.plan;

import dev.ddbtool.schema.DynamoDbLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a step must not be carried out. It stops the run before the first write, if the run would carry out steps of its
 * remedy.
 */
public record Blocker(
        Remedy remedy, String message, @Nullable String hint) {

    /**
     * What to do about a table in a state in which nothing can be changed, by that state (service model, {@code
     * TableStatus} and {@code ArchivalReason}).
     */
    private static final Map<String, String> UNUSABLE = Map.of(
            LiveTable.DELETING,
            "wait until it is gone, then run the same command again",
            "ARCHIVING",
            "its KMS key was out of reach for a week: delete it when it is ARCHIVED, and restore the backup that AWS made",
            "ARCHIVED",
            "its KMS key was out of reach for a week: delete it, and restore the backup that AWS made",
            "INACCESSIBLE_ENCRYPTION_CREDENTIALS",
            "give DynamoDB access to the table's KMS key again: see aws kms describe-key");

    /** A table in a state in which the service takes no change; for every remedy, or none where the state is another. */
    static List<Blocker> unusable(LiveTable live) {
        String hint = UNUSABLE.get(live.status());
        if (hint == null) {
            return List.of();
        }
        String message = "table '" + live.name() + "' is " + live.status();
        return List.of(
                new Blocker(Remedy.CREATE, message, hint),
                new Blocker(Remedy.RECONCILE, message, hint),
                new Blocker(Remedy.ADD_GSI, message, hint));
    }

    static Blocker customerKey(Remedy remedy, String keyArn) {
        return new Blocker(
                remedy,
                "the schema names the customer-managed key '" + keyArn
                        + "', which is neither carried over nor replaced silently",
                "name the key of this environment with --kms-key ID, or choose the AWS-managed one with --kms-key "
                        + Encryption.AWS_MANAGED_ALIAS);
    }

    /** @param tags how many the table would have */
    static Optional<Blocker> tooManyTags(Remedy remedy, String name, int tags) {
        return tags <= DynamoDbLimits.TAGS
                ? Optional.empty()
                : Optional.of(new Blocker(
                        remedy,
                        "'" + name + "' would have " + tags + " tags, the limit is " + DynamoDbLimits.TAGS,
                        "leave out a --tag, or a tag of the schema file"));
    }
}
