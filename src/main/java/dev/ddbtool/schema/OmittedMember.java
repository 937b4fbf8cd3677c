package dev.ddbtool.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A member or setting that DynamoDB reports and schema files omit, with the reason.
 *
 * @param path the member, such as {@code Table.TableArn}, or the name of a setting from another API call
 * @param reason why schema files omit it
 */
public record OmittedMember(String path, String reason) {

    private static final String STATE = "a status, not a setting";
    private static final String STATISTIC = "a statistic, not a setting";
    private static final String DATE = "a date, not a setting";
    private static final String ARN = "specific to one account and Region";
    private static final String WARM = "changes on its own, can only be increased, and costs money";
    private static final String GLOBAL_TABLE = "a mode of global tables, which ddbtool never creates";
    private static final String ENVELOPE = "part of the response, not of the table";
    private static final String OWN_SERVICE = "managed with other API calls and their own permissions";

    private static final List<OmittedMember> MEMBERS = new Entries()
            .in("Table")
            .add(STATE, "TableStatus")
            .add(DATE, "CreationDateTime")
            .add(ARN, "TableArn", "TableId", "LatestStreamArn", "LatestStreamLabel")
            .add(GLOBAL_TABLE, "GlobalTableVersion", "GlobalTableSettingsReplicationMode")
            // set in each replica, only by UpdateTable (API reference)
            .add("protects a replica; ddbtool never creates replicas", "DisassociationProtectionEnabled")
            .add("describes the restore that created the table", "RestoreSummary")
            .add(STATE, "ArchivalSummary")
            .add(WARM, "WarmThroughput")
            // AWS returns it for on-demand tables, the SDK's model does not contain it (dynalite's tests, recorded on
            // AWS)
            .add("repeats the billing mode", "TableThroughputModeSummary")
            .in("Table.ProvisionedThroughput")
            .add(DATE, "LastIncreaseDateTime", "LastDecreaseDateTime")
            .add(STATISTIC, "NumberOfDecreasesToday")
            .in("Table.BillingModeSummary")
            .add(DATE, "LastUpdateToPayPerRequestDateTime")
            .in("Table.LocalSecondaryIndexes")
            .add(STATISTIC, "IndexSizeBytes", "ItemCount")
            .add(ARN, "IndexArn")
            .in("Table.GlobalSecondaryIndexes")
            .add(STATE, "IndexStatus", "Backfilling")
            .add(STATISTIC, "IndexSizeBytes", "ItemCount")
            .add(ARN, "IndexArn")
            .add(WARM, "WarmThroughput")
            .in("Table.GlobalSecondaryIndexes.ProvisionedThroughput")
            .add(DATE, "LastIncreaseDateTime", "LastDecreaseDateTime")
            .add(STATISTIC, "NumberOfDecreasesToday")
            .in("Table.VectorIndexes")
            .add(STATE, "IndexStatus", "Backfilling")
            .add(STATISTIC, "IndexSizeBytes", "ItemCount")
            .add(ARN, "IndexArn")
            .in("Table.Replicas")
            .add(STATE, "ReplicaStatus", "ReplicaStatusDescription", "ReplicaStatusPercentProgress")
            .add(ARN, "ReplicaArn")
            .add(WARM, "WarmThroughput")
            .add(DATE, "ReplicaInaccessibleDateTime")
            .add(GLOBAL_TABLE, "GlobalTableSettingsReplicationMode")
            .in("Table.Replicas.GlobalSecondaryIndexes")
            .add(WARM, "WarmThroughput")
            .in("Table.Replicas.ReplicaTableClassSummary")
            .add(DATE, "LastUpdateDateTime")
            .in("Table.GlobalTableWitnesses")
            .add(STATE, "WitnessStatus")
            .in("Table.SSEDescription")
            .add(DATE, "InaccessibleEncryptionDateTime")
            .in("Table.TableClassSummary")
            .add(DATE, "LastUpdateDateTime")
            .in("ContinuousBackupsDescription.PointInTimeRecoveryDescription")
            .add(DATE, "EarliestRestorableDateTime", "LatestRestorableDateTime")
            .in("")
            .add(ENVELOPE, "ResponseMetadata", "NextToken")
            .list();

    /** Settings that none of the four read calls returns. */
    private static final List<OmittedMember> ELSEWHERE = new Entries()
            .in("")
            .add("names accounts and principals; managed by those who administer access", "resource policy")
            .add("names the table that a replica joins; ddbtool never creates replicas", "global table source")
            .add(OWN_SERVICE, "auto scaling", "Kinesis destinations", "contributor insights", "alarms")
            .list();

    private static final Set<String> PATHS =
            MEMBERS.stream().map(OmittedMember::path).collect(Collectors.toSet());

    /** Everything that schema files omit: members that the four read calls return, then settings from other calls. */
    public static List<OmittedMember> all() {
        List<OmittedMember> all = new ArrayList<>(MEMBERS);
        all.addAll(ELSEWHERE);
        return List.copyOf(all);
    }

    /** Whether a member or one of its parents is listed here. Paths contain no list indexes. */
    public static boolean contains(String path) {
        return PATHS.stream().anyMatch(omitted -> (path + ".").startsWith(omitted + "."));
    }

    /** Whether the member itself is listed here. */
    public static boolean isListed(String path) {
        return PATHS.contains(path);
    }

    private static final class Entries {
        private final List<OmittedMember> entries = new ArrayList<>();
        private String holder = "";

        Entries in(String newHolder) {
            holder = newHolder;
            return this;
        }

        Entries add(String reason, String... members) {
            for (String member : members) {
                entries.add(new OmittedMember(holder.isEmpty() ? member : holder + "." + member, reason));
            }
            return this;
        }

        List<OmittedMember> list() {
            return List.copyOf(entries);
        }
    }
}
