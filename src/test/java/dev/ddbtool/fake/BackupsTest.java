package dev.ddbtool.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BackupDescription;
import software.amazon.awssdk.services.dynamodb.model.BackupDetails;
import software.amazon.awssdk.services.dynamodb.model.BackupNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.SourceTableDetails;
import software.amazon.awssdk.services.dynamodb.model.SourceTableFeatureDetails;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;

class BackupsTest {

    private static final String NAME = "construction-expenses-invitations";
    private static final String OTHER = "construction-expenses-companies";

    private final SettableClock clock = new SettableClock();
    private final FakeControlPlane fake = new FakeControlPlane(clock);
    private final DynamoDbClient client = FakeClients.dynamoDb(fake);

    @Test
    void deleting_a_table_with_recovery_makes_a_system_backup() {
        fake.behave(Behaviour.polite().with(Phase.SYSTEM_BACKUP_NOT_LISTED, Duration.ofSeconds(8)));
        ExampleTables.production(fake, "invitations");
        Instant deletedAt = delete(NAME);

        assertThat(list(request -> request.backupType(BackupTypeFilter.SYSTEM))).isEmpty();
        clock.advance(Duration.ofSeconds(8));
        List<BackupSummary> system = list(request -> request.backupType(BackupTypeFilter.SYSTEM));

        assertThat(system).hasSize(1);
        BackupSummary backup = system.get(0);
        assertThat(backup.backupName()).isEqualTo(NAME + "$DeletedTableBackup");
        assertThat(backup.backupArn()).isEqualTo(fake.identity().tableArn(NAME) + "/backup/01772442000000-00000000");
        assertThat(backup.backupTypeAsString()).isEqualTo("SYSTEM");
        assertThat(backup.backupStatus()).isEqualTo(BackupStatus.AVAILABLE);
        assertThat(backup.backupCreationDateTime()).isEqualTo(deletedAt);
        assertThat(backup.backupExpiryDateTime()).isEqualTo(deletedAt.plus(Duration.ofDays(35)));
        assertThat(backup.backupSizeBytes()).isEqualTo(8_120);
        assertThat(backup.tableName()).isEqualTo(NAME);
        assertThat(backup.tableArn()).isEqualTo(fake.identity().tableArn(NAME));
    }

    @Test
    void deleting_a_table_without_recovery_makes_no_backup() {
        ExampleTables.production(fake, "invitations");
        fake.edit(NAME).recovery(0);
        delete(NAME);

        assertThat(list(request -> request.backupType(BackupTypeFilter.ALL))).isEmpty();
    }

    @Test
    void a_system_backup_expires_and_cannot_be_deleted() {
        ExampleTables.production(fake, "invitations");
        delete(NAME);
        String arn = list(request -> request.backupType(BackupTypeFilter.SYSTEM))
                .get(0)
                .backupArn();

        assertThatThrownBy(() -> client.deleteBackup(request -> request.backupArn(arn)))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("User is not allowed to delete the system backup with arn " + arn);
        clock.advance(Duration.ofDays(35).minusMillis(1));
        assertThat(describe(arn).backupDetails().backupStatus()).isEqualTo(BackupStatus.AVAILABLE);
        clock.advance(Duration.ofMillis(1));
        assertThatThrownBy(() -> describe(arn))
                .isInstanceOf(BackupNotFoundException.class)
                .hasMessageContaining("Backup not found: " + arn);
        assertThat(list(request -> request.backupType(BackupTypeFilter.ALL))).isEmpty();
    }

    @Test
    void an_on_demand_backup_outlives_its_table_and_describes_it() {
        ExampleTables.production(fake, "invitations");
        fake.edit(NAME).timeToLive("expiresAt").stream("KEYS_ONLY")
                .deletionProtection(false)
                .tags(Map.of("a", "b"));
        String tableId = fake.table(NAME).path("Table").path("TableId").asText();
        BackupDetails created = backUp(NAME, "before-migration");
        delete(NAME);

        BackupDescription backup = describe(created.backupArn());

        assertThat(created.backupStatus()).isEqualTo(BackupStatus.CREATING);
        assertThat(backup.backupDetails().backupStatus()).isEqualTo(BackupStatus.AVAILABLE);
        assertThat(backup.backupDetails().backupTypeAsString()).isEqualTo("USER");
        assertThat(backup.backupDetails().backupName()).isEqualTo("before-migration");
        assertThat(backup.backupDetails().backupExpiryDateTime()).isNull();
        SourceTableDetails table = backup.sourceTableDetails();
        assertThat(table.tableName()).isEqualTo(NAME);
        assertThat(table.tableId()).isEqualTo(tableId);
        assertThat(table.itemCount()).isEqualTo(16);
        assertThat(table.tableSizeBytes()).isEqualTo(8_120);
        assertThat(table.billingModeAsString()).isEqualTo("PAY_PER_REQUEST");
        assertThat(table.provisionedThroughput().readCapacityUnits()).isZero();
        assertThat(table.keySchema()).extracting(key -> key.attributeName()).containsExactly("invitationToken");
        assertThat(table.tableCreationDateTime()).isEqualTo(SettableClock.START);
        SourceTableFeatureDetails features = backup.sourceTableFeatureDetails();
        assertThat(features.globalSecondaryIndexes()).hasSize(1);
        assertThat(features.globalSecondaryIndexes().get(0).indexName()).isEqualTo("by-company");
        assertThat(features.hasLocalSecondaryIndexes()).isFalse();
        assertThat(features.streamDescription().streamViewTypeAsString()).isEqualTo("KEYS_ONLY");
        assertThat(features.timeToLiveDescription().attributeName()).isEqualTo("expiresAt");
        assertThat(features.sseDescription().sseTypeAsString()).isEqualTo("KMS");
    }

    @Test
    void a_backup_of_a_plain_table_has_no_features() {
        fake.seed("""
                {"TableName": "books", "BillingMode": "PAY_PER_REQUEST",
                 "AttributeDefinitions": [{"AttributeName": "a", "AttributeType": "S"}],
                 "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}]}""");

        assertThat(describe(backUp("books", "one").backupArn()).sourceTableFeatureDetails())
                .isEqualTo(SourceTableFeatureDetails.builder().build());
    }

    @Test
    void lists_user_backups_unless_told_otherwise() {
        ExampleTables.production(fake, "invitations", "companies");
        backUp(NAME, "one");
        backUp(OTHER, "two");
        delete(NAME);

        assertThat(names(list(request -> {}))).containsExactly("two", "one");
        assertThat(names(list(request -> request.tableName(NAME)))).containsExactly("one");
        assertThat(names(list(request -> request.tableName(fake.identity().tableArn(NAME)))))
                .containsExactly("one");
        assertThat(names(list(request -> request.tableName("books")))).isEmpty();
        assertThat(names(list(request -> request.backupType(BackupTypeFilter.ALL))))
                .containsExactly("two", NAME + "$DeletedTableBackup", "one");
        assertThat(names(list(request -> request.backupType(BackupTypeFilter.AWS_BACKUP))))
                .isEmpty();
        assertThatThrownBy(() -> list(request -> request.backupType("user")))
                .hasMessageContaining("Member must satisfy enum value set: [USER, SYSTEM, AWS_BACKUP, ALL]");
    }

    @Test
    void lists_backups_of_a_time_range() {
        ExampleTables.production(fake, "invitations");
        for (String name : List.of("one", "two", "three")) {
            backUp(NAME, name);
            clock.advance(Duration.ofHours(1));
        }
        Instant second = SettableClock.START.plus(Duration.ofHours(1));

        assertThat(names(list(request -> request.timeRangeLowerBound(second)))).containsExactly("two", "three");
        assertThat(names(list(request -> request.timeRangeUpperBound(second)))).containsExactly("one");
        assertThat(names(
                        list(request -> request.timeRangeLowerBound(second).timeRangeUpperBound(second.plusMillis(1)))))
                .containsExactly("two");
        assertThatThrownBy(() ->
                        list(request -> request.timeRangeLowerBound(second).timeRangeUpperBound(second.minusMillis(1))))
                .hasMessageContaining("Time range lower bound must be less than or equal to upper bound");
    }

    @Test
    void returns_backups_in_pages() {
        ExampleTables.production(fake, "invitations");
        List<String> all =
                IntStream.rangeClosed(101, 350).mapToObj(i -> "backup-" + i).toList();
        for (String name : all) {
            backUp(NAME, name);
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(list(request -> {})).hasSize(100);
        assertThatThrownBy(() -> list(request -> request.limit(101)))
                .hasMessageContaining("Member must have value less than or equal to 100");
        ListBackupsResponse page = client.listBackups(request -> request.limit(100));
        List<String> found = new ArrayList<>(names(page.backupSummaries()));
        while (page.lastEvaluatedBackupArn() != null) {
            String after = page.lastEvaluatedBackupArn();
            page = client.listBackups(request -> request.exclusiveStartBackupArn(after));
            found.addAll(names(page.backupSummaries()));
        }
        assertThat(found).containsExactlyElementsOf(all);
        assertThat(client.listBackups(request -> request.exclusiveStartBackupArn(
                                fake.identity().tableArn(NAME) + "/backup/01772442000000-ffffffff"))
                        .backupSummaries())
                .isNotEmpty();
    }

    @Test
    void names_need_not_be_unique() {
        ExampleTables.production(fake, "invitations");

        assertThat(backUp(NAME, "same").backupArn())
                .isNotEqualTo(backUp(NAME, "same").backupArn());
        assertThat(names(list(request -> {}))).containsExactly("same", "same");
    }

    @Test
    void backs_up_only_tables_whose_backups_are_available() {
        fake.behave(Behaviour.polite()
                .with(Phase.CREATING, Duration.ofSeconds(7))
                .with(Phase.BACKUPS_UNAVAILABLE, Duration.ofSeconds(10))
                .with(Phase.DELETING, Duration.ofSeconds(5)));
        fake.answer(new WireRequest("DynamoDB_20120810.CreateTable", ExampleTables.createTable("invitations", NAME)));

        assertThatThrownBy(() -> backUp(NAME, "one"))
                .isInstanceOf(TableNotFoundException.class)
                .hasMessageContaining("Table not found: " + NAME);
        clock.advance(Duration.ofSeconds(7));
        assertThatThrownBy(() -> backUp(NAME, "one"))
                .isInstanceOf(ContinuousBackupsUnavailableException.class)
                .hasMessageContaining("Backups are being enabled for the table: " + NAME);
        clock.advance(Duration.ofSeconds(3));
        backUp(NAME, "one");
        delete(NAME);
        assertThatThrownBy(() -> backUp(NAME, "two")).isInstanceOf(TableNotFoundException.class);
    }

    @Test
    void a_backup_can_be_creating_for_a_while() {
        fake.behave(Behaviour.polite().with(Phase.BACKUP_CREATING, Duration.ofMinutes(3)));
        ExampleTables.production(fake, "invitations");
        String arn = backUp(NAME, "one").backupArn();

        assertThat(list(request -> {}).get(0).backupStatus()).isEqualTo(BackupStatus.CREATING);
        clock.advance(Duration.ofMinutes(3));
        assertThat(describe(arn).backupDetails().backupStatus()).isEqualTo(BackupStatus.AVAILABLE);
    }

    @Test
    void keeps_what_a_table_was_when_it_was_backed_up() {
        ExampleTables.production(fake, "invitations");
        String arn = backUp(NAME, "one").backupArn();
        clock.advance(Duration.ofHours(1));
        fake.edit(NAME).statistics(0, 0).removeIndex("by-company");

        assertThat(describe(arn).sourceTableDetails().itemCount()).isEqualTo(16);
        assertThat(describe(arn).sourceTableFeatureDetails().globalSecondaryIndexes())
                .hasSize(1);
    }

    @Test
    void deletes_a_backup_at_once() {
        ExampleTables.production(fake, "invitations");
        String arn = backUp(NAME, "one").backupArn();

        assertThat(client.deleteBackup(request -> request.backupArn(arn))
                        .backupDescription()
                        .backupDetails()
                        .backupStatus())
                .isEqualTo(BackupStatus.DELETED);
        assertThat(list(request -> {})).isEmpty();
        assertThatThrownBy(() -> client.deleteBackup(request -> request.backupArn(arn)))
                .isInstanceOf(BackupNotFoundException.class);
        assertThatThrownBy(() -> describe(fake.identity().tableArn(NAME))).hasMessageContaining("Invalid Backup ARN");
    }

    @Test
    void scripts_and_rates_apply_to_backups() {
        fake.limit(Limits.likeAws());
        ExampleTables.production(fake, "invitations", "companies");
        String arn = backUp(NAME, "one").backupArn();
        fake.on("DescribeBackup").table(NAME).nth(1).fail(Fault.internalError());

        assertThatThrownBy(() -> describe(arn)).hasMessageContaining("Internal server error");
        assertThat(describe(arn).backupDetails().backupName()).isEqualTo("one");
        for (int i = 0; i < 5; i++) {
            list(request -> {});
        }
        assertThatThrownBy(() -> list(request -> {})).hasMessageContaining("Rate exceeded");
        assertThat(fake.calls()).extracting(Call::table).contains(NAME);
        assertThat(fake.mutations()).containsExactly("CreateBackup");
    }

    @ParameterizedTest
    @EnumSource(names = {"DYNAMODB_LOCAL", "LOCAL_STACK"})
    void emulators_have_no_backups(AnswerStyle style) {
        ExampleTables.production(fake, "invitations");
        fake.style(style);

        assertThatThrownBy(() -> list(request -> {})).hasMessageContaining("An unknown operation was requested.");
        assertThatThrownBy(() -> backUp(NAME, "one")).hasMessageContaining("An unknown operation was requested.");
    }

    private BackupDetails backUp(String table, String name) {
        return client.createBackup(request -> request.tableName(table).backupName(name))
                .backupDetails();
    }

    private BackupDescription describe(String arn) {
        return client.describeBackup(request -> request.backupArn(arn)).backupDescription();
    }

    private List<BackupSummary> list(Consumer<ListBackupsRequest.Builder> request) {
        return client.listBackups(request).backupSummaries();
    }

    private static List<String> names(List<BackupSummary> backups) {
        return backups.stream().map(BackupSummary::backupName).toList();
    }

    private Instant delete(String table) {
        client.deleteTable(request -> request.tableName(table));
        return clock.instant();
    }
}
