package dev.ddbtool.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.VectorIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.VectorIndexUpdate;

class TableStatesTest {

    private static final String NAME = "construction-expenses-companies";

    private final SettableClock clock = new SettableClock();
    private final FakeControlPlane fake = new FakeControlPlane(clock);
    private final DynamoDbClient client = FakeClients.dynamoDb(fake);

    @Test
    void a_new_table_is_not_found_then_creating_then_active() {
        fake.behave(Behaviour.polite()
                .with(Phase.NOT_FOUND_AFTER_CREATE, Duration.ofSeconds(1))
                .with(Phase.CREATING, Duration.ofSeconds(7)));

        create();

        assertThatThrownBy(this::describe)
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Requested resource not found: Table: " + NAME + " not found");
        assertThat(client.listTables().tableNames()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(describe().tableStatus()).isEqualTo(TableStatus.CREATING);
        clock.advance(Duration.ofMillis(5_999));
        assertThat(describe().tableStatus()).isEqualTo(TableStatus.CREATING);
        clock.advance(Duration.ofMillis(1));
        assertThat(describe().tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(client.listTables().tableNames()).containsExactly(NAME);
    }

    @Test
    void refuses_changes_of_a_table_being_created() {
        fake.behave(Behaviour.polite().with(Phase.CREATING, Duration.ofSeconds(7)));
        create();

        assertThatThrownBy(this::create)
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("Table already exists: " + NAME);
        assertThatThrownBy(this::startStream)
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining(
                        "Attempt to change a resource which is still in use: Table is being created: " + NAME);
        assertThatThrownBy(() -> timeToLive("expiresAt", true))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("Table " + NAME + " is being created");
        assertThatThrownBy(() -> client.describeTimeToLive(request -> request.tableName(NAME)))
                .hasMessageContaining("Cannot describe time to live while table is in CREATING state");
    }

    @Test
    void shows_a_new_table_later_to_other_operations() {
        fake.behave(Behaviour.polite().with(Phase.SUBRESOURCES_NOT_FOUND, Duration.ofSeconds(3)));
        String arn = create().tableArn();

        assertThat(describe().tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThatThrownBy(() -> timeToLive("expiresAt", true)).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(this::backups)
                .isInstanceOf(TableNotFoundException.class)
                .hasMessageContaining("Table not found: " + NAME);
        assertThatThrownBy(() -> client.listTagsOfResource(request -> request.resourceArn(arn)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("ResourceArn: " + arn + " not found");
        clock.advance(Duration.ofSeconds(3));
        assertThat(backups().continuousBackupsStatusAsString()).isEqualTo("ENABLED");
    }

    @Test
    void backups_are_unavailable_for_a_while_and_then_recovery_is_on_at_once() {
        fake.behave(Behaviour.polite()
                .with(Phase.CREATING, Duration.ofSeconds(7))
                .with(Phase.BACKUPS_UNAVAILABLE, Duration.ofSeconds(10)));
        create();
        clock.advance(Duration.ofSeconds(9));

        assertThat(backups().continuousBackupsStatusAsString()).isEqualTo("DISABLED");
        assertThatThrownBy(() -> recovery(14))
                .isInstanceOf(ContinuousBackupsUnavailableException.class)
                .hasMessageContaining("Backups are being enabled for the table: " + NAME + ". Please retry later");
        clock.advance(Duration.ofSeconds(1));
        assertThat(backups().continuousBackupsStatusAsString()).isEqualTo("ENABLED");
        recovery(14);
        assertThat(backups().pointInTimeRecoveryDescription().recoveryPeriodInDays())
                .isEqualTo(14);
    }

    @Test
    void time_to_live_is_enabling_then_enabled_and_cannot_change_again_for_an_hour() {
        fake.behave(Behaviour.polite().with(Phase.TTL_CHANGING, Duration.ofSeconds(5)));
        create();
        timeToLive("expiresAt", true);

        assertThat(timeToLive().timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLING);
        assertThat(timeToLive().attributeName()).isEqualTo("expiresAt");
        clock.advance(Duration.ofSeconds(5));
        assertThat(timeToLive().timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
        assertThatThrownBy(() -> timeToLive("expiresAt", true)).hasMessageContaining("TimeToLive is already enabled");
        assertThatThrownBy(() -> timeToLive("ttl", true))
                .hasMessageContaining(
                        "TimeToLive is active on a different AttributeName: current AttributeName is expiresAt");
        assertThatThrownBy(() -> timeToLive("expiresAt", false))
                .hasMessageContaining("Time to live has been modified multiple times within a fixed interval");
        clock.advance(Duration.ofHours(1));
        timeToLive("expiresAt", false);
        assertThat(timeToLive().timeToLiveStatus()).isEqualTo(TimeToLiveStatus.DISABLING);
        clock.advance(Duration.ofSeconds(5));
        assertThat(timeToLive().timeToLiveStatus()).isEqualTo(TimeToLiveStatus.DISABLED);
        assertThat(timeToLive().attributeName()).isNull();
        assertThatThrownBy(() -> timeToLive("expiresAt", false)).hasMessageContaining("TimeToLive is already disabled");
    }

    @Test
    void an_added_index_is_allocated_then_backfilled_with_the_table_active() {
        fake.behave(Behaviour.polite()
                .with(Phase.ALLOCATING, Duration.ofSeconds(40))
                .with(Phase.BACKFILLING, Duration.ofMinutes(8)));
        create();
        addIndex("by-email", "email");

        assertThat(index("by-email").indexStatusAsString()).isEqualTo("CREATING");
        assertThat(index("by-email").backfilling()).isFalse();
        assertThat(describe().tableStatus()).isEqualTo(TableStatus.UPDATING);
        clock.advance(Duration.ofSeconds(40));
        assertThat(index("by-email").indexStatusAsString()).isEqualTo("CREATING");
        assertThat(index("by-email").backfilling()).isTrue();
        assertThat(describe().tableStatus()).isEqualTo(TableStatus.ACTIVE);
        clock.advance(Duration.ofMinutes(8));
        assertThat(index("by-email").indexStatusAsString()).isEqualTo("ACTIVE");
        assertThat(index("by-email").backfilling()).isNull();
        assertThat(describe().attributeDefinitions())
                .extracting(definition -> definition.attributeName())
                .containsExactly("companyId", "email", "ownerId");
    }

    @Test
    void a_table_builds_one_index_at_a_time() {
        fake.behave(Behaviour.polite().with(Phase.BACKFILLING, Duration.ofMinutes(8)));
        create();
        addIndex("by-email", "email");

        assertThatThrownBy(() -> addIndex("by-phone", "phone"))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Subscriber limit exceeded: Only 1 online index can be created or deleted"
                        + " simultaneously per table");
        assertThatThrownBy(() -> addIndex("by-email", "email"))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("Index is being created.");
        clock.advance(Duration.ofMinutes(8));
        assertThatThrownBy(() -> addIndex("by-email", "email"))
                .hasMessageContaining("Attempting to create an index which already exists");
        addIndex("by-phone", "phone");
        assertThat(index("by-phone").indexStatusAsString()).isEqualTo("CREATING");
    }

    @Test
    void builds_a_vector_index_like_a_global_index_and_one_of_either_kind_at_a_time() {
        fake.behave(Behaviour.polite()
                .with(Phase.ALLOCATING, Duration.ofSeconds(40))
                .with(Phase.BACKFILLING, Duration.ofMinutes(8))
                .with(Phase.INDEX_CHANGING, Duration.ofSeconds(4)));
        create();
        addVector("alike");

        assertThat(vector().indexStatusAsString()).isEqualTo("CREATING");
        assertThat(vector().backfilling()).isFalse();
        assertThatThrownBy(() -> deleteVector("alike"))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("Index creation is in resource allocation phase.");
        clock.advance(Duration.ofSeconds(45));
        assertThat(vector().indexStatusAsString()).isEqualTo("CREATING");
        assertThat(vector().backfilling()).isTrue();
        assertThatThrownBy(() -> addIndex("by-phone", "phone"))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Only 1 online index can be created or deleted simultaneously per table");
        assertThatThrownBy(() -> addVector("alike"))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("Index is being created.");
        clock.advance(Duration.ofMinutes(9));
        assertThat(vector().indexStatusAsString()).isEqualTo("ACTIVE");
        assertThat(vector().backfilling()).isNull();
        assertThatThrownBy(() -> addVector("alike"))
                .hasMessageContaining("Attempting to create an index which already exists");

        deleteVector("alike");
        assertThat(vector().indexStatusAsString()).isEqualTo("DELETING");
        clock.advance(Duration.ofMinutes(1));
        assertThat(describe().hasVectorIndexes()).isFalse();
    }

    private void addVector(String name) {
        client.updateTable(update -> update.tableName(NAME)
                .vectorIndexUpdates(VectorIndexUpdate.builder()
                        .create(index -> index.indexName(name)
                                .vectorAttribute(vector -> vector.attributeName("embedding"))
                                .projection(projection -> projection.projectionType("ALL"))
                                .dimensions(8L)
                                .distanceFunction("COSINE"))
                        .build()));
    }

    private void deleteVector(String name) {
        client.updateTable(update -> update.tableName(NAME)
                .vectorIndexUpdates(VectorIndexUpdate.builder()
                        .delete(index -> index.indexName(name))
                        .build()));
    }

    private VectorIndexDescription vector() {
        return describe().vectorIndexes().get(0);
    }

    @Test
    void can_keep_a_table_updating_while_its_index_is_built() {
        fake.behave(Behaviour.polite()
                .with(Phase.BACKFILLING, Duration.ofMinutes(8))
                .withUpdatingWhileBackfilling());
        create();
        addIndex("by-email", "email");

        clock.advance(Duration.ofMinutes(7));
        assertThat(describe().tableStatus()).isEqualTo(TableStatus.UPDATING);
        clock.advance(Duration.ofMinutes(1));
        assertThat(describe().tableStatus()).isEqualTo(TableStatus.ACTIVE);
    }

    @Test
    void a_refused_update_changes_nothing() {
        create();
        String before = fake.table(NAME).toString();
        GlobalSecondaryIndexUpdate impossible = GlobalSecondaryIndexUpdate.builder()
                .delete(index -> index.indexName("none"))
                .build();

        assertThatThrownBy(() -> client.updateTable(update -> update.tableName(NAME)
                        .billingMode("PROVISIONED")
                        .provisionedThroughput(
                                units -> units.readCapacityUnits(1L).writeCapacityUnits(1L))
                        .globalSecondaryIndexUpdates(impossible)))
                .isInstanceOf(DynamoDbException.class);
        assertThatThrownBy(() -> tableClass("GLACIER")).isInstanceOf(DynamoDbException.class);
        assertThat(fake.table(NAME)).hasToString(before);
    }

    @Test
    void removes_an_index_by_a_direct_edit_at_once() {
        create();

        fake.edit(NAME).removeIndex("by-owner");

        assertThat(describe().hasGlobalSecondaryIndexes()).isFalse();
    }

    @Test
    void removes_unused_attributes_with_a_deleted_index() {
        fake.behave(Behaviour.polite().with(Phase.INDEX_CHANGING, Duration.ofSeconds(5)));
        create();
        GlobalSecondaryIndexUpdate change = GlobalSecondaryIndexUpdate.builder()
                .delete(index -> index.indexName("by-owner"))
                .build();
        client.updateTable(update -> update.tableName(NAME).globalSecondaryIndexUpdates(change));

        assertThat(index("by-owner").indexStatusAsString()).isEqualTo("DELETING");
        clock.advance(Duration.ofSeconds(5));
        assertThat(describe().hasGlobalSecondaryIndexes()).isFalse();
        assertThat(describe().attributeDefinitions()).hasSize(1);
    }

    @Test
    void a_stream_is_started_while_the_table_updates_and_cannot_be_started_twice() {
        fake.behave(Behaviour.polite().with(Phase.UPDATING, Duration.ofSeconds(5)));
        create();
        startStream();

        assertThat(describe().tableStatus()).isEqualTo(TableStatus.UPDATING);
        assertThat(describe().latestStreamLabel()).isEqualTo("2026-03-02T09:00:00.000");
        assertThatThrownBy(() -> addIndex("by-email", "email"))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("Can't create or delete an index when stream status is being updated.");
        clock.advance(Duration.ofSeconds(5));
        assertThatThrownBy(this::startStream)
                .hasMessageContaining("Table already has an enabled stream: TableName: " + NAME);
        client.updateTable(update -> update.tableName(NAME).streamSpecification(stream -> stream.streamEnabled(false)));
        assertThat(describe().streamSpecification()).isNull();
        assertThat(describe().latestStreamArn()).endsWith("/stream/2026-03-02T09:00:00.000");
    }

    @Test
    void encryption_is_updating_with_the_table_active_and_refuses_a_fifth_change_in_a_day() {
        fake.behave(Behaviour.polite().with(Phase.SSE_UPDATING, Duration.ofSeconds(22)));
        fake.seed(ExampleTables.createTable("companies", NAME));

        encrypt(false);

        assertThat(describe().tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(describe().sseDescription().status()).isEqualTo(SSEStatus.UPDATING);
        assertThatThrownBy(() -> encrypt(true))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("is in the process of being updated");
        clock.advance(Duration.ofSeconds(22));
        assertThat(describe().sseDescription()).isNull();
        assertThatThrownBy(() -> encrypt(false)).hasMessageContaining("Table is already encrypted by default");
        for (int change = 2; change <= 4; change++) {
            encrypt(change % 2 == 0);
            clock.advance(Duration.ofSeconds(22));
        }
        assertThat(describe().sseDescription().status()).isEqualTo(SSEStatus.ENABLED);
        assertThatThrownBy(() -> encrypt(false))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Encryption mode changes are limited in the 24h window");
    }

    @Test
    void the_class_changes_twice_in_thirty_days() {
        create();
        tableClass("STANDARD");
        assertThat(describe().tableClassSummary()).isNull();
        tableClass("STANDARD_INFREQUENT_ACCESS");
        tableClass("STANDARD");

        assertThatThrownBy(() -> tableClass("STANDARD_INFREQUENT_ACCESS"))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Updates to TableClass are limited to 2 times in 30 day(s).");
        clock.advance(Duration.ofDays(30));
        tableClass("STANDARD_INFREQUENT_ACCESS");
        assertThat(describe().tableClassSummary().tableClassAsString()).isEqualTo("STANDARD_INFREQUENT_ACCESS");
    }

    @Test
    void tags_are_stale_for_a_while_after_a_change_and_locked_for_a_moment() {
        fake.behave(Behaviour.polite()
                .with(Phase.STALE_TAGS, Duration.ofSeconds(2))
                .with(Phase.TAGS_LOCKED, Duration.ofSeconds(1)));
        String arn = create().tableArn();
        tag(arn, "team", "core");

        assertThat(tags(arn)).isEmpty();
        assertThatThrownBy(() -> tag(arn, "cost", "42"))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Subscriber limit exceeded: Table tags are being updated: " + NAME);
        tag(arn, "team", "core");
        clock.advance(Duration.ofSeconds(1));
        tag(arn, "cost", "42");
        clock.advance(Duration.ofSeconds(2));
        assertThat(tags(arn)).isEqualTo("cost=42 team=core ");
        client.untagResource(request -> request.resourceArn(arn).tagKeys("team"));
        clock.advance(Duration.ofSeconds(2));
        assertThat(tags(arn)).isEqualTo("cost=42 ");
    }

    @Test
    void a_table_that_is_being_changed_cannot_be_deleted() {
        fake.behave(Behaviour.polite()
                .with(Phase.UPDATING, Duration.ofSeconds(5))
                .with(Phase.BACKFILLING, Duration.ofMinutes(8)));
        create();
        startStream();

        assertThatThrownBy(this::delete)
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("is in the process of being updated");
        clock.advance(Duration.ofSeconds(5));
        addIndex("by-email", "email");
        assertThatThrownBy(this::delete)
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("Cannot delete table while indexes are being created, updated, or deleted.");
        clock.advance(Duration.ofMinutes(8));
        delete();
        assertThat(fake.tables()).isEmpty();
    }

    @Test
    void requires_the_throughput_of_every_index_for_provisioned_billing() {
        create();
        GlobalSecondaryIndexUpdate owner = GlobalSecondaryIndexUpdate.builder()
                .update(index -> index.indexName("by-owner")
                        .provisionedThroughput(
                                units -> units.readCapacityUnits(3L).writeCapacityUnits(4L)))
                .build();

        assertThatThrownBy(() -> provision(List.of()))
                .hasMessageContaining("ProvisionedThroughput must be specified for index: by-owner");
        provision(List.of(owner));
        assertThat(describe().billingModeSummary().billingModeAsString()).isEqualTo("PROVISIONED");
        assertThat(index("by-owner").provisionedThroughput().writeCapacityUnits())
                .isEqualTo(4);
    }

    @Test
    void a_table_is_deleting_and_then_gone_unless_it_is_protected() {
        fake.behave(Behaviour.polite().with(Phase.DELETING, Duration.ofSeconds(5)));
        create();
        fake.edit(NAME).deletionProtection(true);

        assertThatThrownBy(this::delete)
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Resource cannot be deleted as it is currently protected against deletion."
                        + " Disable deletion protection first.");
        client.updateTable(update -> update.tableName(NAME).deletionProtectionEnabled(false));
        delete();
        assertThat(describe().tableStatus()).isEqualTo(TableStatus.DELETING);
        clock.advance(Duration.ofSeconds(5));
        assertThatThrownBy(this::describe).isInstanceOf(ResourceNotFoundException.class);
        assertThat(fake.tables()).isEmpty();
    }

    private TableDescription create() {
        return client.createTable(request -> request.tableName(NAME)
                        .billingMode("PAY_PER_REQUEST")
                        .attributeDefinitions(text("ownerId"), text("companyId"))
                        .keySchema(partition("companyId"))
                        .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                .indexName("by-owner")
                                .keySchema(partition("ownerId"))
                                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                                .build()))
                .tableDescription();
    }

    private static AttributeDefinition text(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement partition(String attribute) {
        return KeySchemaElement.builder()
                .attributeName(attribute)
                .keyType(KeyType.HASH)
                .build();
    }

    private TableDescription describe() {
        return client.describeTable(request -> request.tableName(NAME)).table();
    }

    private GlobalSecondaryIndexDescription index(String name) {
        return describe().globalSecondaryIndexes().stream()
                .filter(index -> index.indexName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void addIndex(String name, String attribute) {
        GlobalSecondaryIndexUpdate change = GlobalSecondaryIndexUpdate.builder()
                .create(index -> index.indexName(name)
                        .keySchema(List.of(partition(attribute)))
                        .projection(projection -> projection.projectionType(ProjectionType.ALL)))
                .build();
        client.updateTable(update ->
                update.tableName(NAME).attributeDefinitions(text(attribute)).globalSecondaryIndexUpdates(change));
    }

    private void startStream() {
        client.updateTable(update -> update.tableName(NAME)
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType("NEW_IMAGE")));
    }

    private void provision(List<GlobalSecondaryIndexUpdate> indexes) {
        client.updateTable(update -> update.tableName(NAME)
                .billingMode("PROVISIONED")
                .provisionedThroughput(units -> units.readCapacityUnits(1L).writeCapacityUnits(2L))
                .globalSecondaryIndexUpdates(indexes.isEmpty() ? null : indexes));
    }

    private void encrypt(boolean kms) {
        client.updateTable(update -> update.tableName(NAME).sseSpecification(sse -> sse.enabled(kms)));
    }

    private void tableClass(String tableClass) {
        client.updateTable(update -> update.tableName(NAME).tableClass(tableClass));
    }

    private void timeToLive(String attribute, boolean enabled) {
        client.updateTimeToLive(request -> request.tableName(NAME)
                .timeToLiveSpecification(ttl -> ttl.attributeName(attribute).enabled(enabled)));
    }

    private TimeToLiveDescription timeToLive() {
        return client.describeTimeToLive(request -> request.tableName(NAME)).timeToLiveDescription();
    }

    private ContinuousBackupsDescription backups() {
        return client.describeContinuousBackups(request -> request.tableName(NAME))
                .continuousBackupsDescription();
    }

    private void recovery(int days) {
        client.updateContinuousBackups(request -> request.tableName(NAME)
                .pointInTimeRecoverySpecification(
                        pitr -> pitr.pointInTimeRecoveryEnabled(true).recoveryPeriodInDays(days)));
    }

    private void tag(String arn, String key, String value) {
        client.tagResource(request -> request.resourceArn(arn)
                .tags(Tag.builder().key(key).value(value).build()));
    }

    private String tags(String arn) {
        StringBuilder all = new StringBuilder();
        client.listTagsOfResource(request -> request.resourceArn(arn))
                .tags()
                .forEach(tag ->
                        all.append(tag.key()).append('=').append(tag.value()).append(' '));
        return all.toString();
    }

    private void delete() {
        client.deleteTable(request -> request.tableName(NAME));
    }
}
