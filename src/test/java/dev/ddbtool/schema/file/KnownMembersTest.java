package dev.ddbtool.schema.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.schema.OmittedMember;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownMembersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Table",
                "Table.KeySchema.AttributeName",
                "Table.SSEDescription.KMSMasterKeyArn",
                "Table.Replicas.KMSMasterKeyId",
                "Table.Replicas.GlobalSecondaryIndexes.OnDemandThroughputOverride.MaxReadRequestUnits",
                "Table.VectorIndexes.VectorAttribute.AttributeName",
                "TimeToLiveDescription.AttributeName",
                "ContinuousBackupsDescription.PointInTimeRecoveryDescription.RecoveryPeriodInDays",
                "Tags.Value",
            })
    void keeps_the_members_of_the_records(String path) {
        assertThat(KnownMembers.isKept(path)).isTrue();
        assertThat(OmittedMember.contains(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Table.TableStatus",
                "Table.GlobalSecondaryIndexes.IndexStatus",
                "Table.WarmThroughput",
                "Table.WarmThroughput.ReadUnitsPerSecond",
                "Table.RestoreSummary.SourceBackupArn",
                "ResponseMetadata",
            })
    void omits_listed_members_and_their_children(String path) {
        assertThat(OmittedMember.contains(path)).isTrue();
        assertThat(KnownMembers.isKept(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Tabl", "Table.Nonsense", "Table.TableName.More", "Table.WarmThroughputX", "TableStatus"})
    void neither_keeps_nor_lists_other_members(String path) {
        assertThat(KnownMembers.isKept(path)).isFalse();
        assertThat(OmittedMember.contains(path)).isFalse();
    }

    @Test
    void gives_a_reason_for_every_omitted_member() {
        List<OmittedMember> all = OmittedMember.all();

        assertThat(all).extracting(OmittedMember::path).doesNotHaveDuplicates().noneMatch(KnownMembers::isKept);
        assertThat(all).extracting(OmittedMember::reason).noneMatch(String::isBlank);
        assertThat(all)
                .extracting(OmittedMember::path)
                .contains(
                        "Table.WarmThroughput",
                        "Table.GlobalTableVersion",
                        "resource policy",
                        "auto scaling",
                        "Kinesis destinations",
                        "contributor insights",
                        "alarms");
    }

    @Test
    void lists_omitted_members_only_inside_kept_objects() {
        assertThat(OmittedMember.all())
                .extracting(OmittedMember::path)
                .filteredOn(path -> path.contains("."))
                .allMatch(path -> KnownMembers.isKept(path.substring(0, path.lastIndexOf('.'))));
    }
}
