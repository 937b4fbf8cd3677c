package dev.ddbtool.plan;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.schema.DynamoDbLimits;
import dev.ddbtool.schema.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a step must not be carried out. It stops the run before the first write, if the run would carry out steps of its
 * remedy.
 */
public record Blocker(Remedy remedy, String message, String hint) {

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
    public static List<Blocker> unusable(LiveTable live) {
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

    /** Whose key it is cannot always be looked up, so the message does not say it. */
    public static Blocker customerKey(Remedy remedy, String keyArn) {
        return new Blocker(
                remedy,
                "the schema file names the KMS key '" + keyArn + "', which is not used without --kms-key",
                "name the key of this environment with --kms-key ID, or choose the AWS-managed one with --kms-key "
                        + Encryption.AWS_MANAGED_ALIAS);
    }

    /**
     * A table whose tag says that it is another environment's.
     *
     * @param tagged the environment that the tag names
     * @param chosen the environment that the run is about
     */
    public static Blocker otherEnvironment(Remedy remedy, LiveTable live, Environment tagged, Environment chosen) {
        String keep = remedy == Remedy.ADD_GSI
                ? "correct the tag: aws dynamodb tag-resource --resource-arn " + live.arn() + " --tags Key="
                        + Tag.ENVIRONMENT + ",Value=" + chosen.name()
                : "add --tag " + Tag.ENVIRONMENT + "=" + chosen.name();
        return new Blocker(
                remedy,
                "the tag " + Tag.ENVIRONMENT + " of '" + live.name() + "' says '" + tagged.name() + "', not '"
                        + chosen.name() + "'",
                "if it is a table of " + tagged.name() + ", choose -e " + tagged.name()
                        + " and the prefix of its tables; if it is one of " + chosen.name() + ", " + keep);
    }

    /**
     * More tags than a table can have.
     *
     * @param tags how many the table would have
     */
    public static Optional<Blocker> tooManyTags(Remedy remedy, String name, int tags) {
        return tags <= DynamoDbLimits.TAGS
                ? Optional.empty()
                : Optional.of(new Blocker(
                        remedy,
                        "'" + name + "' would have " + tags + " tags, the limit is " + DynamoDbLimits.TAGS,
                        "leave out a --tag, or a tag of the schema file"));
    }
}
