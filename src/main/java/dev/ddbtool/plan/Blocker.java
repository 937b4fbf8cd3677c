package dev.ddbtool.plan;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.schema.DynamoDbLimits;
import dev.ddbtool.schema.Replica;
import dev.ddbtool.schema.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A reason why steps of a remedy must not be carried out. A run that would carry out such steps stops before the first
 * write.
 */
public record Blocker(Remedy remedy, String message, String hint) {

    /**
     * Hints for tables that cannot be changed, by status (service model, {@code TableStatus} and {@code
     * ArchivalReason}; Developer Guide, "DynamoDB global tables security").
     */
    private static final Map<String, String> UNUSABLE = Map.of(
            LiveTable.DELETING,
            "wait until it is deleted, then restore it if it held data (ddbtool restore --latest), or run ddbtool create",
            "ARCHIVING",
            "wait until the table is ARCHIVED, delete it, then restore it from the backup that AWS created: the table's KMS"
                    + " key was inaccessible for seven days",
            "ARCHIVED",
            "delete the table, then restore it from the backup that AWS created: the table's KMS key was inaccessible for"
                    + " seven days",
            "INACCESSIBLE_ENCRYPTION_CREDENTIALS",
            "restore DynamoDB's access to the table's KMS key; to check the key: aws kms describe-key --key-id KEY",
            "REPLICATION_NOT_AUTHORIZED",
            "allow replication again within 20 hours (otherwise the replica becomes a table of its own); to check the"
                    + " policy: aws dynamodb get-resource-policy --resource-arn ARN");

    /** Several blockers of one table as one failure. */
    public static Failure failure(List<Blocker> blockers) {
        return new Failure(
                blockers.stream().map(Blocker::message).collect(Collectors.joining("; ")),
                blockers.stream().map(Blocker::hint).distinct().collect(Collectors.joining("; ")),
                null);
    }

    /** Blocks every remedy if the service accepts no change in the status of the table; otherwise empty. */
    public static List<Blocker> unusable(LiveTable live) {
        return unusable(live.name(), live.status()).stream()
                .flatMap(failure -> Stream.of(Remedy.CREATE, Remedy.RESTORE, Remedy.RECONCILE, Remedy.ADD_GSI)
                        .map(remedy -> new Blocker(remedy, failure.message(), Objects.requireNonNull(failure.hint()))))
                .toList();
    }

    /** Why waiting for the table is useless in this status; empty if it is not. */
    public static Optional<Failure> unusable(String name, String status) {
        return Optional.ofNullable(UNUSABLE.get(status))
                .map(hint -> new Failure("table '" + name + "' is " + status, hint, null));
    }

    /**
     * A KMS key that must be chosen with an option. The message does not name the owner of the key, which cannot always
     * be looked up.
     */
    public static Blocker customerKey(Remedy remedy, String keyArn) {
        return new Blocker(
                remedy,
                "the schema file names the KMS key '" + keyArn + "', which requires --kms-key",
                "name the key for this environment with --kms-key ID (or encryption in ddbtool.toml), or use the AWS managed key with --kms-key "
                        + Encryption.AWS_MANAGED_ALIAS);
    }

    /**
     * A table whose tag names another environment.
     *
     * @param tagged the environment that the tag names
     * @param chosen the target environment of the run
     */
    public static Blocker otherEnvironment(Remedy remedy, LiveTable live, Environment tagged, Environment chosen) {
        String keep = remedy == Remedy.ADD_GSI
                ? "fix the tag: aws dynamodb tag-resource --resource-arn " + live.arn() + " --tags Key="
                        + Tag.ENVIRONMENT + ",Value=" + chosen.name()
                : "add --tag " + Tag.ENVIRONMENT + "=" + chosen.name();
        return new Blocker(
                remedy,
                "the " + Tag.ENVIRONMENT + " tag of '" + live.name() + "' is '" + tagged.name() + "', not '"
                        + chosen.name() + "'",
                "if the table belongs to " + tagged.name() + ", use -e " + tagged.name()
                        + " and its prefix; if it belongs to " + chosen.name() + ", " + keep);
    }

    /**
     * Why a table must not be deleted.
     *
     * @param region the Region of the table
     */
    public static List<Blocker> ofDeletion(LiveTable live, String region) {
        List<Blocker> blockers = new ArrayList<>();
        if (live.schema().table().deletionProtected()) {
            blockers.add(new Blocker(
                    Remedy.DESTROY,
                    "table '" + live.name() + "' has deletion protection",
                    "if the table may be deleted, turn deletion protection off: aws dynamodb update-table --table-name "
                            + live.name() + " --no-deletion-protection-enabled"));
        }
        // Deleting one replica would leave the others, or be refused: "Replica cannot be deleted because it has acted
        // as a
        // source region for new replica(s)" (Developer Guide, "Best practices and requirements for managing global
        // tables"), or "multi-Region strong consistency" (Developer Guide, "Tutorial: Deleting MRSC global tables")
        List<String> regions = live.schema().table().replicas().stream()
                .map(Replica::regionName)
                .filter(each -> !each.equals(region))
                .toList();
        if (!regions.isEmpty()) {
            blockers.add(new Blocker(
                    Remedy.DESTROY,
                    "table '" + live.name() + "' is a global table with replicas in " + String.join(", ", regions),
                    "first delete the replicas: aws dynamodb update-table --table-name " + live.name()
                            + " --replica-updates Delete={RegionName=" + regions.get(0) + "}"));
        }
        return blockers;
    }

    /**
     * Blocks a table with too many tags.
     *
     * @param tags the number of tags that the table would have
     */
    public static Optional<Blocker> tooManyTags(Remedy remedy, String name, int tags) {
        return tags <= DynamoDbLimits.TAGS
                ? Optional.empty()
                : Optional.of(new Blocker(
                        remedy,
                        "'" + name + "' would have " + tags + " tags; the limit is " + DynamoDbLimits.TAGS,
                        "remove a --tag option, or a tag from the schema file or ddbtool.toml"));
    }
}
