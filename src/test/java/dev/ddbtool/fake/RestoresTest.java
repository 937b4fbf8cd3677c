package dev.ddbtool.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BackupInUseException;
import software.amazon.awssdk.services.dynamodb.model.BackupNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.InvalidRestoreTimeException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.TableAlreadyExistsException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;

class RestoresTest {

    private static final String NAME = "construction-expenses-invitations";
    private static final String TARGET = "construction-expenses-recovery-invitations";
    private static final Duration SLOW = Duration.ofMinutes(4);

    private static final String PROVISIONED = """
            {"TableName": "books", "ProvisionedThroughput": {"ReadCapacityUnits": 3, "WriteCapacityUnits": 2},
             "AttributeDefinitions": [
               {"AttributeName": "a", "AttributeType": "S"}, {"AttributeName": "b", "AttributeType": "S"},
               {"AttributeName": "c", "AttributeType": "N"}],
             "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}, {"AttributeName": "b", "KeyType": "RANGE"}],
             "LocalSecondaryIndexes": [
               {"IndexName": "local", "Projection": {"ProjectionType": "ALL"},
                "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}, {"AttributeName": "c", "KeyType": "RANGE"}]}],
             "GlobalSecondaryIndexes": [
               {"IndexName": "by-b", "Projection": {"ProjectionType": "KEYS_ONLY"},
                "KeySchema": [{"AttributeName": "b", "KeyType": "HASH"}],
                "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 4}}]}
            """;

    private final SettableClock clock = new SettableClock();
    private final FakeControlPlane fake = new FakeControlPlane(clock);
    private final DynamoDbClient client = FakeClients.dynamoDb(fake);

    @Test
    void restores_the_items_of_a_moment_into_a_new_table() {
        fake.behave(Behaviour.polite().with(Phase.RESTORING, SLOW));
        ExampleTables.production(fake, "invitations");
        Instant before = clock.instant().plus(Duration.ofHours(1));
        clock.advance(Duration.ofHours(2));
        fake.edit(NAME).statistics(1, 10);
        clock.advance(Duration.ofHours(1));

        TableDescription answer = client.restoreTableToPointInTime(request ->
                        request.sourceTableName(NAME).targetTableName(TARGET).restoreDateTime(before))
                .tableDescription();

        assertThat(answer.tableStatus()).isEqualTo(TableStatus.CREATING);
        assertThat(answer.itemCount()).isZero();
        assertThat(answer.restoreSummary().restoreInProgress()).isTrue();
        assertThat(answer.restoreSummary().restoreDateTime()).isEqualTo(before);
        assertThat(answer.restoreSummary().sourceTableArn())
                .isEqualTo(fake.identity().tableArn(NAME));
        assertThat(answer.restoreSummary().sourceBackupArn()).isNull();
        clock.advance(SLOW.minusMillis(1));
        assertThat(describe(TARGET).tableStatus()).isEqualTo(TableStatus.CREATING);
        clock.advance(Duration.ofMillis(1));
        assertThat(describe(TARGET).tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(describe(TARGET).itemCount()).isEqualTo(16);
        assertThat(describe(TARGET).tableSizeBytes()).isEqualTo(8_120);
        assertThat(describe(TARGET).globalSecondaryIndexes().get(0).itemCount()).isEqualTo(16);
        assertThat(describe(TARGET).tableId()).isNotEqualTo(describe(NAME).tableId());
        assertThat(describe(NAME).itemCount()).isEqualTo(1);
    }

    @Test
    void restores_thirteen_deleted_tables_from_their_system_backups() {
        fake.behave(Behaviour.polite().with(Phase.RESTORING, SLOW));
        ExampleTables.production(fake);
        List<String> names = fake.tables();
        clock.advance(Duration.ofDays(1));
        names.forEach(name -> client.deleteTable(request -> request.tableName(name)));
        assertThat(fake.tables()).isEmpty();

        for (BackupSummary backup : system()) {
            client.restoreTableFromBackup(
                    request -> request.backupArn(backup.backupArn()).targetTableName(backup.tableName()));
        }
        clock.advance(SLOW);

        assertThat(fake.tables()).isEqualTo(names);
        assertThat(describe("construction-expenses-paddle-webhooks").itemCount())
                .isEqualTo(147);
        assertThat(describe("construction-expenses-company-users").globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexName)
                .containsExactly("by-user", "by-company-and-role");
    }

    @Test
    void says_from_which_backup_a_table_is_being_restored() {
        fake.behave(Behaviour.polite().with(Phase.RESTORING, SLOW));
        ExampleTables.production(fake, "invitations");
        String arn = backUp(NAME);
        Instant backedUpAt = clock.instant();
        clock.advance(Duration.ofHours(1));

        fromBackup(arn, TARGET);

        assertThat(describe(TARGET).restoreSummary().sourceBackupArn()).isEqualTo(arn);
        assertThat(describe(TARGET).restoreSummary().sourceTableArn())
                .isEqualTo(fake.identity().tableArn(NAME));
        assertThat(describe(TARGET).restoreSummary().restoreDateTime()).isEqualTo(backedUpAt);
        clock.advance(SLOW);
        assertThat(describe(TARGET).restoreSummary()).isNull();
    }

    @Test
    void can_keep_the_summary_after_the_restore() {
        fake.behave(Behaviour.polite().withRestoreSummaryKept());
        ExampleTables.production(fake, "invitations");

        latest(NAME, TARGET);

        assertThat(describe(TARGET).tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(describe(TARGET).restoreSummary().restoreInProgress()).isFalse();
    }

    @Test
    void keeps_keys_indexes_billing_and_encryption_and_loses_the_other_settings() {
        fake.seed(PROVISIONED).timeToLive("c").recovery(14).stream("KEYS_ONLY")
                .deletionProtection(true)
                .key(fake.makeKey("alias/books"))
                .tags(Map.of("Environment", "production"));
        client.updateTable(request -> request.tableName("books").tableClass("STANDARD_INFREQUENT_ACCESS"));

        latest("books", "restored");
        fromBackup(backUp("books"), "restored-from-backup");

        for (String name : List.of("restored", "restored-from-backup")) {
            TableDescription table = describe(name);
            assertThat(table.keySchema()).isEqualTo(describe("books").keySchema());
            assertThat(table.attributeDefinitions()).isEqualTo(describe("books").attributeDefinitions());
            assertThat(table.provisionedThroughput().readCapacityUnits()).isEqualTo(3);
            assertThat(table.localSecondaryIndexes().get(0).indexName()).isEqualTo("local");
            assertThat(table.globalSecondaryIndexes().get(0).indexName()).isEqualTo("by-b");
            assertThat(table.globalSecondaryIndexes()
                            .get(0)
                            .provisionedThroughput()
                            .writeCapacityUnits())
                    .isEqualTo(4);
            assertThat(table.sseDescription().kmsMasterKeyArn()).isEqualTo(fake.makeKey("alias/books"));
            assertThat(table.streamSpecification()).isNull();
            assertThat(table.latestStreamArn()).isNull();
            assertThat(table.deletionProtectionEnabled()).isFalse();
            assertThat(table.tableClassSummary()).isNull();
            assertThat(fake.table(name)
                            .at("/TimeToLiveDescription/TimeToLiveStatus")
                            .asText())
                    .isEqualTo("DISABLED");
            assertThat(fake.table(name)
                            .at(
                                    "/ContinuousBackupsDescription/PointInTimeRecoveryDescription/PointInTimeRecoveryStatus")
                            .asText())
                    .isEqualTo("DISABLED");
            assertThat(fake.table(name).path("Tags")).isEmpty();
        }
    }

    @Test
    void reaches_every_moment_of_the_window_and_none_outside() {
        ExampleTables.production(fake, "invitations");
        fake.edit(NAME).recovery(2);
        clock.advance(Duration.ofDays(9));
        PointInTimeRecoveryDescription window = window();

        assertThat(window.earliestRestorableDateTime())
                .isEqualTo(clock.instant().minus(Duration.ofDays(2)));
        assertThat(window.latestRestorableDateTime()).isEqualTo(clock.instant().minus(Duration.ofMinutes(5)));
        toMoment(window.earliestRestorableDateTime(), "first");
        toMoment(window.latestRestorableDateTime(), "last");
        for (Instant outside : List.of(
                window.earliestRestorableDateTime().minusMillis(1),
                window.latestRestorableDateTime().plusMillis(1))) {
            assertThatThrownBy(() -> toMoment(outside, "none"))
                    .isInstanceOf(InvalidRestoreTimeException.class)
                    .hasMessageContaining(
                            "RestoreDateTime '" + outside + "' must be within EarliestRestorableDateTime '"
                                    + window.earliestRestorableDateTime() + "' and LatestRestorableDateTime '"
                                    + window.latestRestorableDateTime() + "'");
        }
        assertThat(fake.tables()).containsExactly(NAME, "first", "last");
    }

    @Test
    void the_window_begins_when_recovery_is_turned_on() {
        ExampleTables.production(fake, "invitations");
        clock.advance(Duration.ofDays(1));
        fake.edit(NAME).recovery(0).recovery(35);
        Instant enabledAt = clock.instant();
        clock.advance(Duration.ofMinutes(3));

        assertThat(window().earliestRestorableDateTime()).isEqualTo(enabledAt);
        assertThat(window().latestRestorableDateTime()).isEqualTo(enabledAt);
        assertThat(latest(NAME, TARGET).restoreSummary()).isNull();
        clock.advance(Duration.ofMinutes(3));
        assertThat(window().latestRestorableDateTime()).isEqualTo(enabledAt.plus(Duration.ofMinutes(1)));
    }

    @Test
    void refuses_a_source_without_recovery_before_looking_at_moment_and_target() {
        ExampleTables.production(fake, "invitations");
        fake.edit(NAME).recovery(0);

        assertThatThrownBy(() -> toMoment(Instant.EPOCH, NAME))
                .isInstanceOf(PointInTimeRecoveryUnavailableException.class)
                .hasMessageContaining("Point in time recovery is not enabled for table '" + NAME + "'");
    }

    @Test
    void a_deleted_table_is_no_source() {
        fake.behave(Behaviour.polite().with(Phase.DELETING, Duration.ofSeconds(5)));
        ExampleTables.production(fake, "invitations");
        client.deleteTable(request -> request.tableName(NAME));

        assertThatThrownBy(() -> latest(NAME, TARGET))
                .isInstanceOf(TableNotFoundException.class)
                .hasMessageContaining("Table not found: " + NAME);
        clock.advance(Duration.ofSeconds(5));
        assertThatThrownBy(() -> latest(NAME, TARGET)).isInstanceOf(TableNotFoundException.class);
        assertThatThrownBy(() -> client.restoreTableToPointInTime(
                        request -> request.sourceTableArn(fake.identity().tableArn(NAME))
                                .targetTableName(TARGET)
                                .useLatestRestorableTime(true)))
                .isInstanceOf(TableNotFoundException.class);
    }

    @Test
    void takes_exactly_one_source_and_one_moment() {
        ExampleTables.production(fake, "invitations");
        String arn = fake.identity().tableArn(NAME);

        refuses(request -> request.useLatestRestorableTime(true), "The parameter 'TableName' is required");
        refuses(
                request -> request.sourceTableName(NAME).sourceTableArn(arn).useLatestRestorableTime(true),
                "Must provide exactly one of: sourceTableArn, sourceTableName");
        refuses(
                request -> request.sourceTableArn(arn + "/index/x").useLatestRestorableTime(true),
                "sourceTableArn is not a valid ARN");
        refuses(
                request -> request.sourceTableName(NAME),
                "Either one of RestoreDateTime or UseLatestRestorableTime must be specified, but not both");
        refuses(
                request -> request.sourceTableName(NAME)
                        .useLatestRestorableTime(true)
                        .restoreDateTime(clock.instant()),
                "Both RestoreDateTime and UseLatestRestorableTime cannot be set");
        refuses(
                request -> request.sourceTableName(NAME)
                        .useLatestRestorableTime(true)
                        .targetTableName("bad name!"),
                "Value 'bad name!' at 'targetTableName' failed to satisfy constraint");
        client.restoreTableToPointInTime(
                request -> request.sourceTableArn(arn).targetTableName(TARGET).useLatestRestorableTime(true));
        assertThat(fake.tables()).containsExactly(NAME, TARGET);
    }

    @Test
    void never_overwrites_a_table() {
        fake.behave(Behaviour.polite().with(Phase.RESTORING, SLOW).with(Phase.DELETING, Duration.ofSeconds(5)));
        ExampleTables.production(fake, "invitations", "companies");
        String arn = backUp(NAME);

        assertThatThrownBy(() -> latest(NAME, NAME))
                .isInstanceOf(TableAlreadyExistsException.class)
                .hasMessageContaining("Table already exists: " + NAME);
        client.deleteTable(request -> request.tableName("construction-expenses-companies"));
        assertThatThrownBy(() -> fromBackup(arn, "construction-expenses-companies"))
                .isInstanceOf(TableAlreadyExistsException.class);
        fromBackup(arn, TARGET);
        assertThatThrownBy(() -> fromBackup(backUp(NAME), TARGET))
                .isInstanceOf(TableInUseException.class)
                .hasMessageContaining("Table: " + TARGET + " is already being restored from backup: " + arn);
        assertThatThrownBy(() -> latest(NAME, TARGET)).isInstanceOf(TableInUseException.class);
        assertThat(createExample(TARGET)).isEqualTo("Table is being used: " + TARGET);
        clock.advance(SLOW);
        assertThatThrownBy(() -> latest(NAME, TARGET)).isInstanceOf(TableAlreadyExistsException.class);
    }

    @Test
    void a_table_being_created_cannot_be_a_target() {
        fake.behave(Behaviour.polite().with(Phase.CREATING, Duration.ofSeconds(7)));
        ExampleTables.production(fake, "invitations");
        createExample(TARGET);

        assertThatThrownBy(() -> latest(NAME, TARGET)).isInstanceOf(TableInUseException.class);
    }

    @Test
    void a_backup_serves_one_restore_at_a_time() {
        fake.behave(Behaviour.polite().with(Phase.RESTORING, SLOW));
        ExampleTables.production(fake, "invitations");
        String arn = backUp(NAME);
        fromBackup(arn, "first");

        assertThatThrownBy(() -> fromBackup(arn, "second"))
                .isInstanceOf(BackupInUseException.class)
                .hasMessageContaining("Backup is being used to restore another table: " + arn);
        assertThatThrownBy(() -> client.deleteBackup(request -> request.backupArn(arn)))
                .isInstanceOf(BackupInUseException.class)
                .hasMessageContaining("Backup is being used to restore table: " + arn);
        latest(NAME, "meanwhile");
        clock.advance(SLOW);
        fromBackup(arn, "second");
        assertThat(fake.tables()).containsExactly(NAME, "first", "meanwhile", "second");
    }

    @Test
    void refuses_a_backup_that_is_missing_expired_or_not_finished() {
        fake.behave(Behaviour.polite().with(Phase.BACKUP_CREATING, Duration.ofMinutes(1)));
        ExampleTables.production(fake, "invitations");
        String arn = backUp(NAME);

        assertThatThrownBy(() -> fromBackup(arn, TARGET))
                .isInstanceOf(BackupInUseException.class)
                .hasMessageContaining("Backup is being created: " + arn);
        assertThatThrownBy(() -> fromBackup(arn + "0", TARGET))
                .isInstanceOf(BackupNotFoundException.class)
                .hasMessageContaining("Backup not found: " + arn + "0");
        assertThatThrownBy(() -> fromBackup(fake.identity().tableArn(NAME), TARGET))
                .hasMessageContaining("Invalid Backup ARN");
        client.deleteTable(request -> request.tableName(NAME));
        String system = system().get(0).backupArn();
        clock.advance(Duration.ofDays(35));
        assertThatThrownBy(() -> fromBackup(system, TARGET)).isInstanceOf(BackupNotFoundException.class);
        fromBackup(arn, TARGET);
    }

    @Test
    void overrides_billing_throughput_and_encryption() {
        fake.seed(PROVISIONED);
        ExampleTables.production(fake, "companies");
        String source = "construction-expenses-companies";

        fromBackup(
                "books",
                request -> request.billingModeOverride("PAY_PER_REQUEST")
                        .onDemandThroughputOverride(maximums -> maximums.maxReadRequestUnits(100L)));
        assertThat(describe(TARGET).billingModeSummary().billingModeAsString()).isEqualTo("PAY_PER_REQUEST");
        assertThat(describe(TARGET).onDemandThroughput().maxReadRequestUnits()).isEqualTo(100);
        assertThat(describe(TARGET)
                        .globalSecondaryIndexes()
                        .get(0)
                        .provisionedThroughput()
                        .readCapacityUnits())
                .isZero();
        fake.edit(TARGET).remove();
        fromBackup(
                "books",
                request -> request.provisionedThroughputOverride(
                        units -> units.readCapacityUnits(9L).writeCapacityUnits(8L)));
        assertThat(describe(TARGET).provisionedThroughput().readCapacityUnits()).isEqualTo(9);
        assertThat(describe(TARGET)
                        .globalSecondaryIndexes()
                        .get(0)
                        .provisionedThroughput()
                        .readCapacityUnits())
                .isEqualTo(5);
        fake.edit(TARGET).remove();
        fromBackup(source, request -> request.sseSpecificationOverride(sse -> sse.enabled(false)));
        assertThat(describe(TARGET).sseDescription()).isNull();
        fake.edit(TARGET).remove();
        String key = fake.makeKey("alias/other");
        fromBackup(
                source,
                request -> request.sseSpecificationOverride(
                        sse -> sse.enabled(true).sseType("KMS").kmsMasterKeyId("alias/other")));
        assertThat(describe(TARGET).sseDescription().kmsMasterKeyArn()).isEqualTo(key);
    }

    @Test
    void overridden_indexes_can_only_be_fewer_or_renamed() {
        fake.seed(PROVISIONED);
        GlobalSecondaryIndex renamed = index("renamed", "b", 7);

        fromBackup(
                "books",
                request -> request.globalSecondaryIndexOverride(List.of()).localSecondaryIndexOverride(List.of()));
        assertThat(describe(TARGET).hasGlobalSecondaryIndexes()).isFalse();
        assertThat(describe(TARGET).hasLocalSecondaryIndexes()).isFalse();
        assertThat(describe(TARGET).attributeDefinitions())
                .extracting(definition -> definition.attributeName())
                .containsExactly("a", "b");
        fake.edit(TARGET).remove();
        fromBackup("books", request -> request.globalSecondaryIndexOverride(renamed));
        assertThat(describe(TARGET).globalSecondaryIndexes().get(0).indexName()).isEqualTo("renamed");
        assertThat(describe(TARGET)
                        .globalSecondaryIndexes()
                        .get(0)
                        .provisionedThroughput()
                        .readCapacityUnits())
                .isEqualTo(7);
        fake.edit(TARGET).remove();
        assertThatThrownBy(() ->
                        fromBackup("books", request -> request.globalSecondaryIndexOverride(index("new", "c", 1))))
                .hasMessageContaining("Index new does not match a secondary index that existed in the source table and"
                        + " cannot be created during the restore operation");
    }

    @Test
    void refuses_overrides_that_do_not_fit() {
        fake.seed(PROVISIONED);
        ExampleTables.production(fake, "companies");
        String onDemand = "construction-expenses-companies";

        refusesOverride(
                onDemand,
                request -> request.provisionedThroughputOverride(
                        units -> units.readCapacityUnits(1L).writeCapacityUnits(1L)),
                "Cannot override ProvisionedThroughput unless BillingMode is PROVISIONED");
        refusesOverride(
                onDemand,
                request -> request.billingModeOverride("PROVISIONED"),
                "Must override ProvisionedThroughput if BillingMode is overridden to PROVISIONED");
        refusesOverride(
                onDemand,
                request -> request.billingModeOverride("PROVISIONED")
                        .provisionedThroughputOverride(
                                units -> units.readCapacityUnits(1L).writeCapacityUnits(1L)),
                "Must specify provisioned throughput for index by-owner");
        refusesOverride(
                onDemand,
                request -> request.onDemandThroughputOverride(maximums -> maximums.maxReadRequestUnits(0L)),
                "Requested MaxReadRequestUnits for OnDemandThroughput is outside of valid range");
        refusesOverride(
                "books",
                request -> request.onDemandThroughputOverride(maximums -> maximums.maxReadRequestUnits(1L)),
                "Cannot override MaxReadRequestUnits for OnDemandThroughput unless BillingModeOverride is"
                        + " PAY_PER_REQUEST");
        refusesOverride(
                "books",
                request -> request.billingModeOverride("PAY_PER_REQUEST")
                        .globalSecondaryIndexOverride(index("by-b", "b", 1)),
                "Cannot override ProvisionedThroughput if BillingMode is overridden to PAY_PER_REQUEST for index by-b");
        refusesOverride(
                "books",
                request -> request.billingModeOverride("BOGUS"),
                "Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]");
        refusesOverride(
                "books",
                request -> request.sseSpecificationOverride(
                        sse -> sse.enabled(true).sseType("KMS").kmsMasterKeyId("alias/none")),
                "KMS validation error");
        assertThat(fake.tables()).containsExactly("books", onDemand);
    }

    @Test
    void only_describe_table_finds_a_table_being_restored() {
        fake.behave(Behaviour.polite().with(Phase.RESTORING, SLOW));
        ExampleTables.production(fake, "invitations");
        String arn = latest(NAME, TARGET).tableArn();

        assertThat(describe(TARGET).globalSecondaryIndexes().get(0).indexStatus())
                .isNull();
        assertThat(client.listTables().tableNames()).containsExactly(NAME, TARGET);
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> client.updateTable(request -> request.tableName(TARGET).deletionProtectionEnabled(true)),
                () -> client.describeTimeToLive(request -> request.tableName(TARGET)),
                () -> client.updateTimeToLive(request -> request.tableName(TARGET)
                        .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("ttl"))),
                () -> client.listTagsOfResource(request -> request.resourceArn(arn)),
                () -> client.tagResource(request -> request.resourceArn(arn)
                        .tags(Tag.builder().key("a").value("b").build())))) {
            assertThatThrownBy(call).isInstanceOf(ResourceNotFoundException.class);
        }
        assertThatThrownBy(() -> client.describeContinuousBackups(request -> request.tableName(TARGET)))
                .isInstanceOf(TableNotFoundException.class);
        assertThatThrownBy(() -> backUp(TARGET)).isInstanceOf(TableNotFoundException.class);
        assertThatThrownBy(() -> client.deleteTable(request -> request.tableName(TARGET)))
                .isInstanceOf(ResourceInUseException.class);
        clock.advance(SLOW);
        assertThat(describe(TARGET).globalSecondaryIndexes().get(0).indexStatusAsString())
                .isEqualTo("ACTIVE");
        client.updateTimeToLive(request -> request.tableName(TARGET)
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("ttl")));
    }

    @Test
    void runs_fifty_restores_at_once() {
        fake.behave(Behaviour.polite().with(Phase.RESTORING, SLOW));
        ExampleTables.production(fake, "invitations");
        String arn = backUp(NAME);
        IntStream.range(0, 49).forEach(i -> latest(NAME, "restored-" + i));
        fromBackup(arn, "restored-49");
        for (ThrowingCallable one : List.<ThrowingCallable>of(
                () -> latest(NAME, "restored-50"), () -> fromBackup(backUp(NAME), "restored-50"))) {
            assertThatThrownBy(one)
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining(
                            "Subscriber limit exceeded: Only 50 restore operations can be done" + " simultaneously");
        }
        clock.advance(SLOW);
        latest(NAME, "restored-50");

        assertThat(fake.tables()).hasSize(52);
    }

    @Test
    void a_restore_counts_as_a_table_operation() {
        fake.behave(Behaviour.polite().with(Phase.RESTORING, SLOW).with(Phase.CREATING, SLOW))
                .limit(Limits.quotas().withUnderWay(2, 2).withTables(4));
        ExampleTables.production(fake, "invitations");
        latest(NAME, "first");
        createExample("second");

        assertThatThrownBy(() -> latest(NAME, "third"))
                .hasMessageContaining("Only 2 tables can be created, updated, or deleted simultaneously");
        clock.advance(SLOW);
        latest(NAME, "third");
        assertThatThrownBy(() -> latest(NAME, "fourth"))
                .hasMessageContaining("There is a limit of 4 tables per subscriber");
    }

    @Test
    void scripts_apply_to_restores() {
        ExampleTables.production(fake, "invitations");
        fake.on("RestoreTableToPointInTime").table(TARGET).nth(1).fail(Fault.throttling());
        fake.on("RestoreTableToPointInTime").table(TARGET).nth(2).fail(Fault.lostResponse());

        assertThatThrownBy(() -> latest(NAME, TARGET)).hasMessageContaining("Rate exceeded");
        assertThat(fake.tables()).containsExactly(NAME);
        assertThatThrownBy(() -> latest(NAME, TARGET)).isInstanceOf(SdkClientException.class);
        assertThat(fake.tables()).containsExactly(NAME, TARGET);
        assertThatThrownBy(() -> latest(NAME, TARGET)).isInstanceOf(TableAlreadyExistsException.class);
        assertThat(fake.mutations()).hasSize(3).containsOnly("RestoreTableToPointInTime");
        assertThat(fake.calls()).extracting(Call::table).contains(TARGET);
    }

    @Test
    void a_storm_never_restores_a_table_twice() {
        ExampleTables.production(fake, "invitations");
        fake.storm(Storm.calm()
                .withSeed(7)
                .withThrottling(0.2)
                .withInternalErrors(0.2)
                .withResets(0.2)
                .withLostResponses(0.2));

        for (int i = 0; i < 20; i++) {
            for (int attempt = 0; attempt < 10; attempt++) {
                try {
                    latest(NAME, "restored-" + i);
                } catch (DynamoDbException | SdkClientException e) {
                    // as a client would, try again
                }
            }
        }

        assertThat(fake.tables()).hasSize(21);
        assertThat(ForbiddenCalls.effects(fake.calls()).values()).hasSize(20).containsOnly(1);
        assertThat(fake.calls()).extracting(Call::outcome).contains("lost-response", "reset", "ThrottlingException");
    }

    @Test
    void restores_vector_indexes() {
        fake.seed("""
                        {"TableName": "books", "BillingMode": "PAY_PER_REQUEST",
                         "AttributeDefinitions": [{"AttributeName": "a", "AttributeType": "S"},
                           {"AttributeName": "c", "AttributeType": "S"}],
                         "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}],
                         "VectorIndexes": [{"IndexName": "vector", "VectorAttribute": {"AttributeName": "v"},
                           "SearchSchema": [{"AttributeName": "c", "SearchSchemaElementType": "HASH"}],
                           "Projection": {"ProjectionType": "ALL"}, "Dimensions": 3, "DistanceFunction": "COSINE"}]}
                        """);

        fromBackup("books", request -> {});
        assertThat(describe(TARGET).vectorIndexes().get(0).dimensions()).isEqualTo(3);
        assertThat(describe(TARGET).vectorIndexes().get(0).indexArn())
                .isEqualTo(describe(TARGET).tableArn() + "/index/vector");
        fake.edit(TARGET).remove();
        fromBackup("books", request -> request.vectorIndexOverride(List.of()));
        assertThat(describe(TARGET).hasVectorIndexes()).isFalse();
        assertThat(describe(TARGET).attributeDefinitions()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RestoreTableToPointInTime", "BatchWriteItem", "Scan"})
    void a_restore_requires_permissions_on_items(String action) {
        ExampleTables.production(fake, "invitations");
        fake.deny(action);

        assertThatThrownBy(() -> latest(NAME, TARGET))
                .hasMessageContaining("is not authorized to perform: dynamodb:" + action);
        assertThat(fake.tables()).containsExactly(NAME);
    }

    @ParameterizedTest
    @EnumSource(names = {"DYNAMODB_LOCAL", "LOCAL_STACK"})
    void emulators_have_no_restores(AnswerStyle style) {
        ExampleTables.production(fake, "invitations");
        fake.style(style);

        assertThatThrownBy(() -> latest(NAME, TARGET)).hasMessageContaining("An unknown operation was requested.");
    }

    private TableDescription latest(String source, String target) {
        return client.restoreTableToPointInTime(request ->
                        request.sourceTableName(source).targetTableName(target).useLatestRestorableTime(true))
                .tableDescription();
    }

    private void toMoment(Instant moment, String target) {
        client.restoreTableToPointInTime(
                request -> request.sourceTableName(NAME).targetTableName(target).restoreDateTime(moment));
    }

    private void refuses(Consumer<RestoreTableToPointInTimeRequest.Builder> request, String message) {
        assertThatThrownBy(() -> client.restoreTableToPointInTime(RestoreTableToPointInTimeRequest.builder()
                        .targetTableName(TARGET)
                        .applyMutation(request)
                        .build()))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining(message);
    }

    private void fromBackup(String arn, String target) {
        assertThat(arn).startsWith("arn:");
        client.restoreTableFromBackup(request -> request.backupArn(arn).targetTableName(target));
    }

    /** Backs up a table and restores it with these overrides. */
    private void fromBackup(String source, Consumer<RestoreTableFromBackupRequest.Builder> overrides) {
        String arn = backUp(source);
        client.restoreTableFromBackup(RestoreTableFromBackupRequest.builder()
                .backupArn(arn)
                .targetTableName(TARGET)
                .applyMutation(overrides)
                .build());
    }

    private void refusesOverride(
            String source, Consumer<RestoreTableFromBackupRequest.Builder> overrides, String message) {
        assertThatThrownBy(() -> fromBackup(source, overrides))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining(message);
    }

    private static GlobalSecondaryIndex index(String name, String key, long units) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(KeySchemaElement.builder()
                        .attributeName(key)
                        .keyType(KeyType.HASH)
                        .build())
                .projection(projection -> projection.projectionType("KEYS_ONLY"))
                .provisionedThroughput(
                        throughput -> throughput.readCapacityUnits(units).writeCapacityUnits(units))
                .build();
    }

    private String createExample(String name) {
        WireReply reply = fake.answer(
                new WireRequest("DynamoDB_20120810.CreateTable", ExampleTables.createTable("invitations", name)));
        return Json.parse(reply.body()).path("message").asText();
    }

    private String backUp(String table) {
        return client.createBackup(request -> request.tableName(table).backupName("backup"))
                .backupDetails()
                .backupArn();
    }

    private List<BackupSummary> system() {
        return client.listBackups(request -> request.backupType("SYSTEM")).backupSummaries();
    }

    private TableDescription describe(String name) {
        return client.describeTable(request -> request.tableName(name)).table();
    }

    private PointInTimeRecoveryDescription window() {
        return client.describeContinuousBackups(request -> request.tableName(NAME))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription();
    }
}
