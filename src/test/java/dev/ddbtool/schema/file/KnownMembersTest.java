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
    void what_the_records_hold_is_kept(String path) {
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
    void what_is_listed_is_not_kept_with_all_that_is_in_it(String path) {
        assertThat(OmittedMember.contains(path)).isTrue();
        assertThat(KnownMembers.isKept(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Tabl", "Table.Nonsense", "Table.TableName.More", "Table.WarmThroughputX", "TableStatus"})
    void anything_else_is_neither(String path) {
        assertThat(KnownMembers.isKept(path)).isFalse();
        assertThat(OmittedMember.contains(path)).isFalse();
    }

    @Test
    void nothing_is_both_kept_and_not_kept_and_everything_has_a_reason() {
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
    void every_member_that_is_not_kept_stands_in_an_object_that_is() {
        assertThat(OmittedMember.all())
                .extracting(OmittedMember::path)
                .filteredOn(path -> path.contains("."))
                .allMatch(path -> KnownMembers.isKept(path.substring(0, path.lastIndexOf('.'))));
    }
}
