package dev.ddbtool.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something that the service knows of a table and a schema file does not keep, and why not.
 *
 * @param path the member, such as {@code Table.TableArn}, or the name of a setting that another call reports
 * @param reason why it is not kept
 */
public record OmittedMember(String path, String reason) {

    private static final String STATE = "a state, not a setting";
    private static final String STATISTIC = "a statistic that the summary gives for the whole table";
    private static final String DATE = "a date, not a setting";
    private static final String ARN = "names one account and Region";
    private static final String WARM = "moves by itself, can only be raised, and costs money to replay";
    private static final String GLOBAL_TABLE = "a global table's own mode, which is never replayed";
    private static final String ENVELOPE = "belongs to the answer, not to the table";
    private static final String OWN_SERVICE = "held by another service, which has calls and permissions of its own";

    private static final List<OmittedMember> MEMBERS = new Entries()
            .in("Table")
            .add(STATE, "TableStatus")
            .add(DATE, "CreationDateTime")
            .add(ARN, "TableArn", "TableId", "LatestStreamArn", "LatestStreamLabel")
            .add(GLOBAL_TABLE, "GlobalTableVersion", "GlobalTableSettingsReplicationMode")
            // set in each replica by UpdateTable alone (API reference)
            .add("protects a replica of a global table, and no replica is ever made", "DisassociationProtectionEnabled")
            .add("tells where the table came from, which no new table can repeat", "RestoreSummary")
            .add(STATE, "ArchivalSummary")
            .add(WARM, "WarmThroughput")
            // AWS answers it for on-demand tables; the SDK's model does not have it (dynalite's tests, recorded on AWS)
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

    /** Settings that none of the four calls reports, so that no file can hold them. */
    private static final List<OmittedMember> ELSEWHERE = new Entries()
            .in("")
            .add("names accounts and principals, and is changed by who administers access", "resource policy")
            .add("only tells which table a new one joins, and no replica is ever made", "global table source")
            .add(OWN_SERVICE, "auto scaling", "Kinesis destinations", "contributor insights", "alarms")
            .list();

    private static final Set<String> PATHS =
            MEMBERS.stream().map(OmittedMember::path).collect(Collectors.toSet());

    /** Everything that is not kept: first the members of the four calls' answers, then what other calls report. */
    public static List<OmittedMember> all() {
        List<OmittedMember> all = new ArrayList<>(MEMBERS);
        all.addAll(ELSEWHERE);
        return List.copyOf(all);
    }

    /** Whether a member, by its path without list indexes, is left out knowingly: itself or with all that is around it. */
    public static boolean contains(String path) {
        return PATHS.stream().anyMatch(omitted -> (path + ".").startsWith(omitted + "."));
    }

    /** Whether a member has an entry of its own. */
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
