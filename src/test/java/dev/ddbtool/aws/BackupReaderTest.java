package dev.ddbtool.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddbtool.aws.call.AwsFailure;
import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.aws.call.connect.CannedHttpClient;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeClients;
import dev.ddbtool.fake.FakeControlPlane;
import dev.ddbtool.plan.Backup;
import dev.ddbtool.plan.RecoveryWindow;
import dev.ddbtool.schema.KeySchemaElement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What tables can be restored from. */
class BackupReaderTest {

    private static final String NAME = ExampleTables.PREFIX + "companies";

    private final FakeDynamoDb fixture = FakeDynamoDb.aws();
    private final FakeControlPlane fake = fixture.fake;
    private final DynamoDbClient client = FakeClients.dynamoDb(fake);

    private BackupReader reader() {
        return new BackupReader(fixture.controlPlane());
    }

    private void backUp(int count) {
        ExampleTables.production(fake, "companies");
        for (int i = 0; i < count; i++) {
            String name = "backup-" + i;
            client.createBackup(request -> request.tableName(NAME).backupName(name));
        }
    }

    private void answer(String body) {
        fixture.http(new CannedHttpClient(request -> new CannedHttpClient.Answer(200, body)));
    }

    @Test
    void reads_all_pages_of_backups() {
        backUp(250);
        fake.forgetCalls();

        List<Backup> found = fixture.run(reader().list(NAME));

        assertThat(found).hasSize(250).allMatch(backup -> backup.type().equals("USER"));
        assertThat(found).extracting(Backup::arn).doesNotHaveDuplicates();
        assertThat(fixture.count("ListBackups")).isEqualTo(3);
    }

    @Test
    void finds_the_backup_of_a_deleted_table_and_its_content() {
        backUp(0);
        client.deleteTable(request -> request.tableName(NAME));
        fixture.time.moveTo(fixture.time.instant().plus(Duration.ofMinutes(5)));

        Backup backup = fixture.run(reader().list(NAME)).get(0);
        BackupReader.Content content = fixture.run(reader().describe(backup.arn()));

        assertThat(backup.type()).isEqualTo("SYSTEM");
        assertThat(content.backup()).isEqualTo(backup);
        assertThat(content.table().keySchema())
                .containsExactly(new KeySchemaElement("companyId", KeySchemaElement.HASH));
        assertThat(content.table().tableName()).isEqualTo(NAME);
    }

    @Test
    void a_backup_that_is_not_available_is_none() {
        answer("""
                {"BackupSummaries": [
                  {"BackupArn": "arn:1", "BackupName": "a", "BackupType": "USER", "BackupStatus": "CREATING",
                   "BackupCreationDateTime": 1772445600},
                  {"BackupArn": "arn:2", "BackupName": "b", "BackupType": "USER", "BackupStatus": "DELETED",
                   "BackupCreationDateTime": 1772445600},
                  {"BackupArn": "arn:3", "BackupName": "c", "BackupType": "USER", "BackupStatus": "AVAILABLE",
                   "BackupCreationDateTime": 1772445600}]}
                """);

        assertThat(fixture.run(reader().list(NAME))).extracting(Backup::name).containsExactly("c");
    }

    @Test
    void a_page_that_repeats_is_a_failure() {
        answer("""
                {"BackupSummaries": [],
                 "LastEvaluatedBackupArn": "arn:aws:dynamodb:eu-west-1:111122223333:table/t/backup/1"}
                """);

        assertThatThrownBy(() -> fixture.run(reader().list(NAME)))
                .hasMessageContaining("returned the same page token twice in ListBackups");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListBackups", "DescribeBackup", "DescribeContinuousBackups"})
    void names_the_denied_action(String action) {
        backUp(1);
        String arn = fixture.run(reader().list(NAME)).get(0).arn();
        fake.deny(action);

        assertThatThrownBy(() -> {
                    fixture.run(reader().list(NAME));
                    fixture.run(reader().describe(arn));
                    fixture.run(reader().window(NAME));
                })
                .cause()
                .isInstanceOfSatisfying(AwsFailure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.DENIED);
                    assertThat(failure.failure().hint()).contains("dynamodb:" + action);
                });
    }

    @Test
    void reads_the_window_of_a_table_with_recovery() {
        backUp(0);
        Instant created = fixture.time.instant();
        fixture.time.moveTo(created.plus(Duration.ofHours(1)));

        assertThat(fixture.run(reader().window(NAME)))
                .contains(new RecoveryWindow(created, created.plus(Duration.ofMinutes(55))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", \"PointInTimeRecoveryDescription\": {\"PointInTimeRecoveryStatus\": \"DISABLED\"}",
                ", \"PointInTimeRecoveryDescription\": {\"PointInTimeRecoveryStatus\": \"ENABLED\","
                        + " \"EarliestRestorableDateTime\": 1772427600}",
                ", \"PointInTimeRecoveryDescription\": {\"PointInTimeRecoveryStatus\": \"ENABLED\","
                        + " \"LatestRestorableDateTime\": 1772427600}"
            })
    void a_table_without_both_moments_has_no_window(String recovery) {
        answer("{\"ContinuousBackupsDescription\": {\"ContinuousBackupsStatus\": \"ENABLED\"" + recovery + "}}");

        assertThat(fixture.run(reader().window(NAME))).isEmpty();
    }
}
