package dev.ddbtool.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.Call;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeClients;
import dev.ddbtool.fake.Fault;
import dev.ddbtool.fake.Limits;
import dev.ddbtool.fake.Phase;
import dev.ddbtool.fake.Script;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.StepResult;
import dev.ddbtool.plan.TableResult;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

class PlanExecutorTest {

    private static final String PENDING = "app-dev-pending-payments";
    private static final String COMPANIES = "app-dev-companies";

    /** Two indexes more than the seeded {@code companies} has. */
    private static final String THREE_INDEXES = PlanScenario.text("companies")
            .replace("\"AttributeDefinitions\": [", """
                    "AttributeDefinitions": [
                      {"AttributeName": "email", "AttributeType": "S"}, {"AttributeName": "city", "AttributeType": "S"},
                    """)
            .replace("\"GlobalSecondaryIndexes\": [", """
                    "GlobalSecondaryIndexes": [
                      {"IndexName": "by-email", "KeySchema": [{"AttributeName": "email", "KeyType": "HASH"}],
                       "Projection": {"ProjectionType": "ALL"}},
                      {"IndexName": "by-city", "KeySchema": [{"AttributeName": "city", "KeyType": "HASH"}],
                       "Projection": {"ProjectionType": "ALL"}},
                    """);

    private final FakeDynamoDb fixture = FakeDynamoDb.aws();

    private TableResult only(List<TableResult> results) {
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    private JsonNode table(String name) {
        return fixture.fake.table(name);
    }

    private TableResult createPending() {
        return only(PlanScenario.of(fixture, "pending-payments").create());
    }

    /** A table as its file in the repository describes it. */
    private static void assertWholePendingPayments(FakeDynamoDb fixture) {
        JsonNode table = fixture.fake.table(PENDING);
        assertThat(table.at("/Table/TableStatus").asText()).isEqualTo("ACTIVE");
        assertThat(table.at("/TimeToLiveDescription/AttributeName").asText()).isEqualTo("expiresAt");
        assertThat(table.at("/ContinuousBackupsDescription/PointInTimeRecoveryDescription/PointInTimeRecoveryStatus")
                        .asText())
                .isEqualTo("ENABLED");
        assertThat(table.at("/Tags/0/Value").asText()).isEqualTo("dev");
        assertThat(table.at("/Table/SSEDescription/SSEType").asText()).isEqualTo("KMS");
    }

    private static void assertNothingForbidden(FakeDynamoDb fixture) {
        assertThat(fixture.fake.calls())
                .filteredOn(Call::mutation)
                .extracting(Call::outcome)
                .doesNotContain(
                        "ResourceInUseException", "ValidationException", "ContinuousBackupsUnavailableException");
    }

    // ---- create

    @Test
    void creates_a_table_and_its_settings_in_the_required_order() {
        TableResult result = createPending();

        assertThat(result.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(result.steps()).extracting(StepResult::done).containsExactly(true, true, true);
        assertThat(result.differences()).isEmpty();
        assertThat(result.error()).isNull();
        assertThat(fixture.fake.mutations())
                .containsExactly("CreateTable", "UpdateTimeToLive", "UpdateContinuousBackups");
        assertWholePendingPayments(fixture);
    }

    @Test
    void waits_for_a_new_table_that_is_not_found_yet() {
        fixture.fake.behave(Behaviour.polite()
                .with(Phase.NOT_FOUND_AFTER_CREATE, Duration.ofSeconds(20))
                .with(Phase.CREATING, Duration.ofSeconds(10)));

        assertThat(createPending().outcome()).isEqualTo(Outcome.CREATED);
        assertWholePendingPayments(fixture);
    }

    @Test
    void waits_for_settings_that_are_not_found_yet() {
        fixture.fake.behave(Behaviour.polite()
                .with(Phase.SUBRESOURCES_NOT_FOUND, Duration.ofSeconds(30))
                .with(Phase.CREATING, Duration.ofSeconds(1)));

        assertThat(createPending().outcome()).isEqualTo(Outcome.CREATED);
        assertWholePendingPayments(fixture);
    }

    @Test
    void fails_if_a_new_table_disappears() {
        fixture.fake
                .on("DescribeTimeToLive")
                .nth(1)
                .before(() -> fixture.fake.edit(PENDING).remove());

        TableResult result = createPending();

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.steps()).extracting(StepResult::done).containsExactly(true, false, false);
        assertThat(fixture.elapsed()).isLessThan(Duration.ofMinutes(3));
    }

    @Test
    void waits_until_continuous_backups_are_enabled() {
        fixture.fake.behave(Behaviour.polite().with(Phase.BACKUPS_UNAVAILABLE, Duration.ofMinutes(10)));
        PlanScenario work = PlanScenario.of(fixture, "pending-payments");

        assertThat(only(work.create()).outcome()).isEqualTo(Outcome.CREATED);
        assertThat(work.states).contains("pending-payments: waiting for point-in-time recovery");
        assertThat(fixture.elapsed()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
        assertThat(fixture.count("UpdateContinuousBackups")).isOne();
    }

    @Test
    void retries_recovery_that_is_refused_although_backups_seem_enabled() {
        fixture.fake
                .on("UpdateContinuousBackups")
                .first(6)
                .fail(Fault.dynamoDb(
                        "ContinuousBackupsUnavailableException", "Backups are being enabled for the table: x"));

        assertThat(createPending().outcome()).isEqualTo(Outcome.CREATED);
        assertWholePendingPayments(fixture);
    }

    @Test
    void waits_for_tags_that_become_visible_late() {
        fixture.fake
                .seed(ExampleTables.createTable("pending-payments", PENDING))
                .timeToLive("expiresAt")
                .recovery(35);
        fixture.fake.behave(Behaviour.polite().with(Phase.STALE_TAGS, Duration.ofSeconds(20)));

        TableResult result = only(PlanScenario.of(fixture, "pending-payments").reconcile());

        assertThat(result.outcome()).isEqualTo(Outcome.RECONCILED);
        assertThat(fixture.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void reports_a_difference_if_a_change_is_not_visible_within_a_minute() {
        fixture.fake
                .seed(ExampleTables.createTable("pending-payments", PENDING))
                .timeToLive("expiresAt")
                .recovery(35);
        fixture.fake.behave(Behaviour.polite().with(Phase.STALE_TAGS, Duration.ofHours(20)));

        TableResult result = only(PlanScenario.of(fixture, "pending-payments").reconcile());

        assertThat(result.outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(result.differences()).hasSize(1);
        assertThat(fixture.elapsed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(80));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateTable", "UpdateTimeToLive", "UpdateContinuousBackups"})
    void survives_a_lost_response(String operation) {
        fixture.fake.behave(Behaviour.likeAws());
        fixture.fake.on(operation).nth(1).fail(Fault.lostResponse());

        TableResult result = createPending();

        assertThat(result.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(result.steps()).allMatch(StepResult::done);
        assertWholePendingPayments(fixture);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateTable", "UpdateTimeToLive", "UpdateContinuousBackups"})
    void survives_a_lost_response_on_an_emulator(String operation) {
        fixture.fake.on(operation).nth(1).fail(Fault.lostResponseWithTimeout());

        assertThat(createPending().outcome()).isEqualTo(Outcome.CREATED);
        assertWholePendingPayments(fixture);
    }

    @Test
    void completes_a_table_that_another_run_creates_first() {
        fixture.fake.behave(Behaviour.likeAws());
        fixture.fake.on("CreateTable").nth(1).before(() -> make(fixture, "pending-payments", PENDING));

        TableResult result = createPending();

        // the other run created it without tags, and this run had no step for them
        assertThat(result.outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(result.differences())
                .extracting(difference -> difference.item())
                .containsExactly("Environment");
        assertThat(table(PENDING).at("/TimeToLiveDescription/AttributeName").asText())
                .isEqualTo("expiresAt");
        assertThat(fixture.fake.mutations())
                .containsExactly("CreateTable", "UpdateTimeToLive", "UpdateContinuousBackups");
    }

    @Test
    void completes_a_table_that_is_being_created_with_its_tags() {
        fixture.fake.behave(Behaviour.likeAws());
        make(fixture, "pending-payments", PENDING);
        fixture.time.moveTo(fixture.start.plusMillis(500));

        TableResult result = createPending();

        assertThat(result.outcome()).isEqualTo(Outcome.CREATED);
        assertWholePendingPayments(fixture);
        assertNothingForbidden(fixture);
    }

    @Test
    void retries_tags_of_a_new_table_whose_arn_is_not_found_yet() {
        fixture.fake.behave(Behaviour.polite()
                .with(Phase.CREATING, Duration.ofSeconds(2))
                .with(Phase.SUBRESOURCES_NOT_FOUND, Duration.ofSeconds(10)));
        make(fixture, "pending-payments", PENDING);

        assertThat(createPending().outcome()).isEqualTo(Outcome.CREATED);
        assertWholePendingPayments(fixture);
    }

    private static void make(FakeDynamoDb fixture, String table, String name) {
        JsonNode request = parse(ExampleTables.createTable(table, name));
        DynamoDbClient client = FakeClients.dynamoDb(fixture.fake);
        client.createTable(create -> create.tableName(name)
                .billingMode("PAY_PER_REQUEST")
                .sseSpecification(sse -> sse.enabled(true))
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(request.at("/AttributeDefinitions/0/AttributeName")
                                .asText())
                        .attributeType("S")
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName(request.at("/KeySchema/0/AttributeName").asText())
                        .keyType("HASH")
                        .build()));
        fixture.fake.takeLatency();
        fixture.fake.forgetCalls();
    }

    private static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void fails_if_ttl_uses_another_attribute() {
        fixture.fake
                .on("DescribeTimeToLive")
                .nth(1)
                .before(() -> fixture.fake.edit(PENDING).timeToLive("other"));

        TableResult result = createPending();

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.error()).isNotNull();
        assertThat(result.error().message())
                .isEqualTo("TTL of '" + PENDING + "' uses attribute 'other', not 'expiresAt'");
        assertThat(fixture.count("UpdateTimeToLive")).isZero();
    }

    @Test
    void accepts_ttl_that_another_run_turns_on() {
        fixture.fake
                .on("UpdateTimeToLive")
                .nth(1)
                .before(() -> fixture.fake.edit(PENDING).timeToLive("expiresAt"));

        assertThat(createPending().outcome()).isEqualTo(Outcome.CREATED);
        assertThat(fixture.count("UpdateTimeToLive")).isOne();
    }

    @Test
    void fails_without_retries_if_ttl_cannot_change_for_an_hour() {
        fixture.fake
                .on("UpdateTimeToLive")
                .fail(Fault.error(
                        "com.amazon.coral.validate#ValidationException",
                        "Time to live has been modified multiple times within a fixed interval",
                        400));

        TableResult result = createPending();

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.error()).isNotNull();
        assertThat(result.error().message()).contains("modified multiple times within a fixed interval");
        assertThat(fixture.count("UpdateTimeToLive")).isOne();
    }

    @Test
    void adapts_to_service_limits_with_hundreds_of_tables() {
        fixture.fake.behave(Behaviour.likeAws()).limit(Limits.likeAws().withUnderWay(10, 5));
        String companies = PlanScenario.text("companies");
        List<CompletableFuture<List<TableResult>>> all = IntStream.range(0, 40)
                .mapToObj(i -> PlanScenario.ofText(
                                fixture,
                                companies.replace("\"TableName\": \"companies\"", "\"TableName\": \"t-" + i + "\""))
                        .start(EnumSet.of(Remedy.CREATE), true))
                .toList();

        List<TableResult> results =
                fixture.runAll(all).stream().flatMap(List::stream).toList();

        assertThat(results).hasSize(40).extracting(TableResult::outcome).containsOnly(Outcome.CREATED);
        assertThat(fixture.fake.calls()).extracting(Call::outcome).contains("LimitExceededException");
        assertThat(fixture.elapsed()).isLessThan(Duration.ofMinutes(3));
    }

    @Test
    void names_the_iam_action_for_denied_tags() {
        fixture.fake.deny("TagResource");

        TableResult result = createPending();

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.error()).isNotNull();
        assertThat(result.error().hint()).contains("allow dynamodb:TagResource");
    }

    @Test
    void ends_the_run_after_an_internal_error() {
        fixture.fake.on("UpdateTimeToLive").before(() -> {
            throw new StackOverflowError("a defect");
        });

        assertThatThrownBy(this::createPending).hasRootCauseInstanceOf(StackOverflowError.class);
    }

    // ---- limits of time and credentials

    @Test
    void reports_what_a_table_waited_for_at_the_time_limit() {
        fixture.timeout(Duration.ofMinutes(5));
        fixture.fake.behave(Behaviour.polite().with(Phase.CREATING, Duration.ofHours(1)));

        TableResult result = createPending();

        assertThat(result.outcome()).isEqualTo(Outcome.IN_PROGRESS);
        assertThat(result.error()).isNotNull();
        assertThat(result.error().message())
                .isEqualTo("time limit reached while waiting for table '" + PENDING + "' to become ACTIVE (CREATING)");
        assertThat(result.elapsed()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void reports_in_progress_if_credentials_expire_during_a_change() {
        fixture.fake.behave(Behaviour.likeAws());
        fixture.fake.on(Script.ANY).from(5).fail(Fault.expiredToken());

        TableResult result = createPending();

        assertThat(result.outcome()).isEqualTo(Outcome.IN_PROGRESS);
        assertThat(result.error()).isNotNull();
        assertThat(result.error().message()).isEqualTo("the AWS credentials have expired");
        assertThat(fixture.fake.tables()).containsExactly(PENDING);
    }

    @Test
    void fails_if_credentials_expire_before_any_change() {
        fixture.fake.on("CreateTable").fail(Fault.expiredToken());

        assertThat(createPending().outcome()).isEqualTo(Outcome.FAILED);
    }

    // ---- reconcile

    @Test
    void reconciles_a_restored_table_within_the_service_limits() {
        fixture.fake.behave(Behaviour.likeAws());
        fixture.fake
                .seed(ExampleTables.createTable("pending-payments", PENDING))
                .key(null);
        String wanted = PlanScenario.text("pending-payments")
                .replace(
                        "\"DeletionProtectionEnabled\": false",
                        "\"DeletionProtectionEnabled\": true,"
                                + " \"StreamSpecification\": {\"StreamEnabled\": true, \"StreamViewType\": \"NEW_IMAGE\"}");

        TableResult result = only(PlanScenario.ofText(fixture, wanted).reconcile());

        assertThat(result.outcome()).isEqualTo(Outcome.RECONCILED);
        assertThat(result.differences()).isEmpty();
        assertThat(result.steps()).hasSize(6).allMatch(StepResult::done);
        assertThat(fixture.fake.mutations())
                .containsExactly(
                        "UpdateTable",
                        "UpdateTable",
                        "UpdateTable",
                        "TagResource",
                        "UpdateContinuousBackups",
                        "UpdateTimeToLive");
        assertNothingForbidden(fixture);
        assertWholePendingPayments(fixture);
        assertThat(table(PENDING)
                        .at("/Table/StreamSpecification/StreamViewType")
                        .asText())
                .isEqualTo("NEW_IMAGE");
        assertThat(table(PENDING).at("/Table/DeletionProtectionEnabled").asBoolean())
                .isTrue();
    }

    @Test
    void waits_for_an_updating_table_before_the_first_change() {
        fixture.fake.behave(Behaviour.polite().with(Phase.UPDATING, Duration.ofSeconds(40)));
        fixture.fake
                .seed(ExampleTables.createTable("pending-payments", PENDING))
                .timeToLive("expiresAt")
                .recovery(35);
        FakeClients.dynamoDb(fixture.fake)
                .updateTable(request -> request.tableName(PENDING)
                        .streamSpecification(
                                stream -> stream.streamEnabled(true).streamViewType("KEYS_ONLY")));
        PlanScenario work = PlanScenario.of(fixture, "pending-payments");

        work.reconcile();

        assertThat(work.states).contains("pending-payments: waiting for the table (UPDATING)");
        assertThat(fixture.times("TagResource")).allMatch(at -> at.compareTo(Duration.ofSeconds(40)) >= 0);
        assertNothingForbidden(fixture);
    }

    @ParameterizedTest
    @CsvSource({"SSESpecification, 1", "StreamSpecification, 1", "DeletionProtectionEnabled, 1"})
    void survives_a_lost_response_of_a_change(String member, int nth) {
        fixture.fake
                .seed(ExampleTables.createTable("pending-payments", PENDING))
                .key(null);
        fixture.fake
                .on("UpdateTable")
                .where(request -> request.has(member))
                .nth(nth)
                .fail(Fault.lostResponse());
        String wanted = PlanScenario.text("pending-payments")
                .replace(
                        "\"DeletionProtectionEnabled\": false",
                        "\"DeletionProtectionEnabled\": true,"
                                + " \"StreamSpecification\": {\"StreamEnabled\": true, \"StreamViewType\": \"NEW_IMAGE\"}");

        TableResult result = only(PlanScenario.ofText(fixture, wanted).reconcile());

        assertThat(result.outcome()).isEqualTo(Outcome.RECONCILED);
        assertThat(result.steps()).allMatch(StepResult::done);
    }

    @Test
    void retries_a_change_after_a_change_by_somebody_else() {
        fixture.fake
                .seed(ExampleTables.createTable("pending-payments", PENDING))
                .key(null);
        fixture.fake
                .on("UpdateTable")
                .first(4)
                .fail(Fault.dynamoDb("ResourceInUseException", "Table is being updated: " + PENDING));

        assertThat(only(PlanScenario.of(fixture, "pending-payments").reconcile())
                        .outcome())
                .isEqualTo(Outcome.RECONCILED);
        assertThat(fixture.count("UpdateTable")).isEqualTo(5);
    }

    @Test
    void extends_the_recovery_period() {
        fixture.fake
                .seed(ExampleTables.createTable("pending-payments", PENDING))
                .timeToLive("expiresAt")
                .recovery(7)
                .tags(Map.of("Environment", "dev"));

        TableResult result = only(PlanScenario.of(fixture, "pending-payments").reconcile());

        assertThat(result.outcome()).isEqualTo(Outcome.RECONCILED);
        assertThat(fixture.fake.mutations()).containsExactly("UpdateContinuousBackups");
        assertThat(table(PENDING)
                        .at("/ContinuousBackupsDescription/PointInTimeRecoveryDescription/RecoveryPeriodInDays")
                        .asInt())
                .isEqualTo(35);
    }

    // ---- indexes

    @Test
    void adds_indexes_one_at_a_time_and_reports_their_phases() {
        fixture.timeout(Duration.ofHours(24));
        fixture.fake.behave(Behaviour.likeAws());
        fixture.fake.seed(ExampleTables.createTable("companies", COMPANIES)).statistics(16, 10_486);
        PlanScenario work = PlanScenario.ofText(fixture, THREE_INDEXES);

        TableResult result = only(work.addIndexes(true));

        assertThat(result.outcome()).isEqualTo(Outcome.INDEX_CREATED);
        assertThat(result.steps()).hasSize(2).allMatch(StepResult::done);
        assertThat(work.states)
                .containsSubsequence(
                        "companies: index 'by-email' allocating",
                        "companies: index 'by-email' backfilling",
                        "companies: 1/2",
                        "companies: index 'by-city' allocating",
                        "companies: index 'by-city' backfilling",
                        "companies: 2/2");
        assertThat(fixture.fake.mutations()).containsExactly("UpdateTable", "UpdateTable");
        assertNothingForbidden(fixture);
        assertThat(fixture.fake.calls()).extracting(Call::outcome).doesNotContain("LimitExceededException");
        assertThat(fixture.elapsed()).isBetween(Duration.ofMinutes(17), Duration.ofMinutes(19));
        assertThat(table(COMPANIES).at("/Table/GlobalSecondaryIndexes")).hasSize(3);
    }

    @Test
    void waits_more_than_a_day_for_an_index() {
        fixture.timeout(Duration.ofDays(5));
        fixture.fake.behave(Behaviour.polite().with(Phase.BACKFILLING, Duration.ofHours(25)));
        fixture.fake.seed(ExampleTables.createTable("companies", COMPANIES));

        assertThat(only(PlanScenario.ofText(fixture, oneIndexMore()).addIndexes(true))
                        .outcome())
                .isEqualTo(Outcome.INDEX_CREATED);
        assertThat(fixture.elapsed())
                .isBetween(Duration.ofHours(25), Duration.ofHours(25).plusMinutes(1));
    }

    private static String oneIndexMore() {
        int start = THREE_INDEXES.indexOf("{\"IndexName\": \"by-city\"");
        String without =
                THREE_INDEXES.substring(0, start) + THREE_INDEXES.substring(THREE_INDEXES.indexOf("{", start + 130));
        return without.replace(", {\"AttributeName\": \"city\", \"AttributeType\": \"S\"}", "");
    }

    @Test
    void reports_an_index_in_progress_without_waiting() {
        fixture.fake.behave(Behaviour.likeAws());
        fixture.fake.seed(ExampleTables.createTable("companies", COMPANIES));

        TableResult result = only(PlanScenario.ofText(fixture, oneIndexMore()).addIndexes(false));

        assertThat(result.outcome()).isEqualTo(Outcome.IN_PROGRESS);
        assertThat(result.error()).isNull();
        assertThat(result.steps()).allMatch(StepResult::done);
        assertThat(fixture.elapsed()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void waits_for_another_index_that_is_being_built() {
        fixture.timeout(Duration.ofHours(24));
        fixture.fake.behave(Behaviour.likeAws());
        fixture.fake.seed(ExampleTables.createTable("companies", COMPANIES));
        addIndex("by-other", "other");
        PlanScenario work = PlanScenario.ofText(fixture, oneIndexMore());

        TableResult result = only(work.addIndexes(true));

        assertThat(result.outcome()).isEqualTo(Outcome.INDEX_CREATED);
        assertThat(work.states).contains("companies: waiting for index 'by-other' (CREATING)");
        assertNothingForbidden(fixture);
        assertThat(fixture.fake.calls()).extracting(Call::outcome).doesNotContain("LimitExceededException");
    }

    @Test
    void waits_for_a_deleting_index_with_the_same_name() {
        fixture.fake.behave(Behaviour.polite().with(Phase.INDEX_CHANGING, Duration.ofMinutes(3)));
        fixture.fake.seed(ExampleTables.createTable("companies", COMPANIES));
        FakeClients.dynamoDb(fixture.fake)
                .updateTable(request -> request.tableName(COMPANIES)
                        .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                                .delete(delete -> delete.indexName("by-owner"))
                                .build()));
        fixture.fake.forgetCalls();

        TableResult result = only(PlanScenario.of(fixture, "companies").addIndexes(true));

        assertThat(result.outcome()).isEqualTo(Outcome.INDEX_CREATED);
        assertThat(fixture.fake.mutations()).containsExactly("UpdateTable");
        assertThat(fixture.elapsed()).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(4));
    }

    @Test
    void retries_an_index_that_is_refused_while_another_is_built() {
        fixture.fake.seed(ExampleTables.createTable("companies", COMPANIES));
        fixture.fake
                .on("UpdateTable")
                .first(3)
                .fail(Fault.dynamoDb(
                        "LimitExceededException",
                        "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per"
                                + " table"));

        assertThat(only(PlanScenario.ofText(fixture, oneIndexMore()).addIndexes(true))
                        .outcome())
                .isEqualTo(Outcome.INDEX_CREATED);
        assertThat(fixture.count("UpdateTable")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void survives_a_lost_response_of_an_index(boolean slow) {
        fixture.fake.behave(slow ? Behaviour.likeAws() : Behaviour.polite());
        fixture.fake.seed(ExampleTables.createTable("companies", COMPANIES));
        fixture.fake.on("UpdateTable").nth(1).fail(Fault.lostResponse());

        TableResult result = only(PlanScenario.ofText(fixture, oneIndexMore()).addIndexes(true));

        assertThat(result.outcome()).isEqualTo(Outcome.INDEX_CREATED);
        assertThat(table(COMPANIES).at("/Table/GlobalSecondaryIndexes")).hasSize(2);
    }

    @Test
    void requests_an_index_once_that_exists_but_never_appears() {
        fixture.fake.seed(ExampleTables.createTable("companies", COMPANIES));
        fixture.fake
                .on("UpdateTable")
                .fail(Fault.error(
                        "com.amazon.coral.validate#ValidationException",
                        "Attempting to create an index which already exists",
                        400));

        TableResult result = only(PlanScenario.ofText(fixture, oneIndexMore()).addIndexes(true));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(Objects.requireNonNull(result.error()).message())
                .endsWith("Attempting to create an index which already exists");
        assertThat(fixture.count("UpdateTable")).isOne();
        assertThat(fixture.elapsed()).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3));
    }

    @Test
    void waits_for_an_index_that_descriptions_do_not_show_yet() {
        fixture.fake.seed(ExampleTables.createTable("companies", COMPANIES));
        fixture.fake
                .on("UpdateTable")
                .before(() -> fixture.fake.edit(COMPANIES).member("/GlobalSecondaryIndexes", "[]"));
        fixture.agenda.at(
                fixture.start.plusSeconds(20),
                () -> fixture.fake.edit(COMPANIES).member("/GlobalSecondaryIndexes", """
                                [{"IndexName": "by-email", "IndexStatus": "ACTIVE",
                                  "KeySchema": [{"AttributeName": "email", "KeyType": "HASH"}],
                                  "Projection": {"ProjectionType": "ALL"}}]"""));

        TableResult result = only(PlanScenario.ofText(fixture, oneIndexMore()).addIndexes(true));

        assertThat(result.error()).isNull();
        assertThat(result.outcome()).isEqualTo(Outcome.INDEX_CREATED);
        assertThat(fixture.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void fails_if_an_index_is_deleted_during_the_wait() {
        fixture.fake.behave(Behaviour.likeAws());
        fixture.fake.seed(ExampleTables.createTable("companies", COMPANIES));
        fixture.agenda.at(
                fixture.start.plusSeconds(60),
                () -> fixture.fake.edit(COMPANIES).removeIndex("by-email"));

        TableResult result = only(PlanScenario.ofText(fixture, oneIndexMore()).addIndexes(true));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.error()).isNotNull();
        assertThat(result.error().message()).isEqualTo("index 'by-email' of '" + COMPANIES + "' no longer exists");
    }

    @Test
    void fails_if_another_run_creates_the_index_with_another_definition() {
        fixture.fake.seed(ExampleTables.createTable("companies", COMPANIES));
        int[] looks = {0};
        fixture.fake.on("DescribeTable").before(() -> {
            if (++looks[0] == 3) {
                addIndex("by-email", "other");
            }
        });

        TableResult result = only(PlanScenario.ofText(fixture, oneIndexMore()).addIndexes(true));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.error()).isNotNull();
        assertThat(result.error().message()).contains("a different definition");
    }

    @Test
    void waits_for_an_index_of_an_earlier_run() {
        fixture.fake.behave(Behaviour.likeAws());
        fixture.fake.seed(ExampleTables.createTable("companies", COMPANIES));
        addIndex("by-email", "email");
        fixture.fake.forgetCalls();

        TableResult result = only(PlanScenario.ofText(fixture, oneIndexMore()).addIndexes(true));

        assertThat(result.outcome()).isEqualTo(Outcome.IN_SYNC);
        assertThat(fixture.fake.mutations()).isEmpty();
        assertThat(fixture.elapsed()).isGreaterThanOrEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void reports_the_phase_of_an_index_at_the_time_limit() {
        fixture.timeout(Duration.ofMinutes(5));
        fixture.fake.behave(Behaviour.likeAws());
        fixture.fake.seed(ExampleTables.createTable("companies", COMPANIES));

        TableResult result = only(PlanScenario.ofText(fixture, oneIndexMore()).addIndexes(true));

        assertThat(result.outcome()).isEqualTo(Outcome.IN_PROGRESS);
        assertThat(result.error()).isNotNull();
        assertThat(result.error().message())
                .isEqualTo("time limit reached while waiting for index 'by-email' of '" + COMPANIES
                        + "' to become ACTIVE (backfilling)");
    }

    @Test
    void reports_in_progress_if_credentials_expire_during_a_backfill() {
        fixture.fake.behave(Behaviour.likeAws());
        fixture.fake.seed(ExampleTables.createTable("companies", COMPANIES));
        fixture.agenda.at(
                fixture.start.plusSeconds(120),
                () -> fixture.fake.on(Script.ANY).fail(Fault.expiredToken()));

        assertThat(only(PlanScenario.ofText(fixture, oneIndexMore()).addIndexes(true))
                        .outcome())
                .isEqualTo(Outcome.IN_PROGRESS);
    }

    /** Versions of the Developer Guide disagree on the status of a vector index that is backfilling. */
    @Test
    void waits_for_an_active_vector_index_that_is_still_backfilling() {
        fixture.timeout(Duration.ofHours(1));
        fixture.fake.seed(ExampleTables.createTable("companies", COMPANIES));
        fixture.fake.on("UpdateTable").before(() -> fixture.fake.edit(COMPANIES).member("/VectorIndexes", vector("""
                , "IndexStatus": "ACTIVE", "Backfilling": true""")));
        fixture.agenda.at(
                fixture.start.plusSeconds(1200),
                () -> fixture.fake.edit(COMPANIES).member("/VectorIndexes", vector(", \"IndexStatus\": \"ACTIVE\"")));
        PlanScenario work = PlanScenario.ofText(fixture, withVector());

        TableResult result = only(work.addIndexes(true));

        assertThat(result.outcome()).as("%s", result.error()).isEqualTo(Outcome.INDEX_CREATED);
        assertThat(work.states).contains("companies: index 'alike' backfilling");
        assertThat(fixture.elapsed()).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(21));
    }

    @Test
    void waits_for_a_vector_index_of_an_earlier_run_that_is_still_backfilling() {
        fixture.fake.seed(ExampleTables.createTable("companies", COMPANIES));
        fixture.fake.edit(COMPANIES).member("/VectorIndexes", vector("""
                , "IndexStatus": "ACTIVE", "Backfilling": true"""));

        TableResult result = only(PlanScenario.ofText(fixture, withVector()).addIndexes(true));

        assertThat(result.outcome()).isEqualTo(Outcome.IN_PROGRESS);
        assertThat(Objects.requireNonNull(result.error()).message())
                .isEqualTo("time limit reached while waiting for index 'alike' of '" + COMPANIES
                        + "' to become ACTIVE (backfilling)");
        assertThat(fixture.fake.mutations()).isEmpty();
    }

    @Test
    void fails_if_a_global_index_with_the_name_of_the_vector_index_appears() {
        fixture.fake.seed(ExampleTables.createTable("companies", COMPANIES));
        fixture.fake.on("UpdateTable").nth(1).before(() -> addIndex("alike", "other"));

        TableResult result = only(PlanScenario.ofText(fixture, withVector()).addIndexes(true));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(Objects.requireNonNull(result.error()).message()).contains("a different definition");
    }

    private static String withVector() {
        return PlanScenario.text("companies").replace("\"GlobalSecondaryIndexes\": [", """
                "VectorIndexes": %s, "GlobalSecondaryIndexes": [""".formatted(vector("")));
    }

    private static String vector(String more) {
        return """
                [{"IndexName": "alike", "VectorAttribute": {"AttributeName": "embedding"}, "Dimensions": 8,
                  "DistanceFunction": "COSINE", "Projection": {"ProjectionType": "ALL"}%s}]""".formatted(more);
    }

    private void addIndex(String index, String attribute) {
        FakeClients.dynamoDb(fixture.fake)
                .updateTable(request -> request.tableName(COMPANIES)
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName(attribute)
                                .attributeType("S")
                                .build())
                        .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                                .create(create -> create.indexName(index)
                                        .keySchema(KeySchemaElement.builder()
                                                .attributeName(attribute)
                                                .keyType("HASH")
                                                .build())
                                        .projection(projection -> projection.projectionType("ALL")))
                                .build()));
        fixture.fake.takeLatency();
    }

    // ---- tables that cannot be used any more

    /** A minute after the start of the run. */
    private void afterAMinute(String table, String status) {
        fixture.agenda.at(
                fixture.start.plusSeconds(60), () -> fixture.fake.edit(table).status(status));
    }

    private void assertFailsAtOnce(TableResult result, String message) {
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.error()).isNotNull();
        assertThat(result.error().message()).isEqualTo(message);
        assertThat(result.error().hint()).isNotBlank();
        assertThat(fixture.elapsed()).isLessThan(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INACCESSIBLE_ENCRYPTION_CREDENTIALS",
                "ARCHIVING",
                "ARCHIVED",
                "REPLICATION_NOT_AUTHORIZED",
                "DELETING"
            })
    void stops_waiting_for_an_index_of_a_table_that_cannot_be_used_any_more(String status) {
        fixture.fake.behave(Behaviour.likeAws());
        fixture.fake.seed(ExampleTables.createTable("companies", COMPANIES));
        afterAMinute(COMPANIES, status);

        TableResult result = only(PlanScenario.ofText(fixture, oneIndexMore()).addIndexes(true));

        assertFailsAtOnce(result, "table '" + COMPANIES + "' is " + status);
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"CREATING", "BACKUPS_UNAVAILABLE"})
    void stops_waiting_for_a_change_of_a_table_that_cannot_be_used_any_more(Phase phase) {
        fixture.fake.behave(Behaviour.polite().with(phase, Duration.ofHours(20)));
        afterAMinute(PENDING, "INACCESSIBLE_ENCRYPTION_CREDENTIALS");

        TableResult result = createPending();

        assertFailsAtOnce(result, "table '" + PENDING + "' is INACCESSIBLE_ENCRYPTION_CREDENTIALS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UpdateTimeToLive", "TagResource"})
    void stops_repeating_a_change_of_a_table_that_cannot_be_used_any_more(String operation) {
        fixture.fake.seed(ExampleTables.createTable("pending-payments", PENDING));
        fixture.fake.on(operation).fail(Fault.dynamoDb("ResourceInUseException", "the table is in use"));
        afterAMinute(PENDING, "ARCHIVING");

        TableResult result = only(PlanScenario.of(fixture, "pending-payments").reconcile());

        assertFailsAtOnce(result, "table '" + PENDING + "' is ARCHIVING");
    }

    @Test
    void a_new_table_that_looks_deleted_may_be_an_outdated_read() {
        fixture.fake.behave(Behaviour.polite().with(Phase.CREATING, Duration.ofSeconds(10)));
        fixture.fake
                .on("DescribeTable")
                .nth(2)
                .before(() -> fixture.fake.edit(PENDING).status("DELETING"));
        fixture.fake
                .on("DescribeTable")
                .nth(3)
                .before(() -> fixture.fake.edit(PENDING).status(null));

        assertThat(createPending().outcome()).isEqualTo(Outcome.CREATED);
    }

    // ---- emulators

    /** DynamoDB Local refuses the request as empty; others accept it without the index. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lists_a_vector_index_that_an_emulator_does_not_know_as_not_applied(boolean refuses) {
        FakeDynamoDb emulator = FakeDynamoDb.emulator();
        emulator.fake.seed(ExampleTables.createTable("companies", COMPANIES));
        if (refuses) {
            emulator.fake.on("UpdateTable").fail(Fault.dynamoDb("ValidationException", "Nothing to update"));
        } else {
            emulator.fake
                    .on("UpdateTable")
                    .before(() -> emulator.fake.edit(COMPANIES).member("/VectorIndexes", "[]"));
        }

        TableResult result = only(PlanScenario.ofText(emulator, withVector()).addIndexes(refuses));

        assertThat(result.error()).isNull();
        assertThat(result.outcome()).isEqualTo(Outcome.IN_SYNC);
        assertThat(result.notApplied()).containsExactly("VectorIndexes");
        assertThat(result.steps()).noneMatch(StepResult::done);
        assertThat(emulator.elapsed()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void fails_if_an_emulator_refuses_a_vector_index_for_another_reason() {
        FakeDynamoDb emulator = FakeDynamoDb.emulator();
        emulator.fake.seed(ExampleTables.createTable("companies", COMPANIES));
        emulator.fake.on("UpdateTable").fail(Fault.dynamoDb("ValidationException", "Dimensions"));

        assertThat(only(PlanScenario.ofText(emulator, withVector()).addIndexes(true))
                        .outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void lists_unsupported_settings_of_an_emulator_as_not_applied() {
        FakeDynamoDb emulator = FakeDynamoDb.emulator();
        emulator.fake.unsupported(
                "DescribeContinuousBackups", "UpdateContinuousBackups", "ListTagsOfResource", "TagResource");
        emulator.fake.on("DescribeTable").before(() -> {
            if (emulator.fake.tables().contains(PENDING)) {
                emulator.fake.edit(PENDING).key(null).tags(Map.of());
            }
        });

        TableResult result = only(PlanScenario.of(emulator, "pending-payments").create());

        assertThat(result.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(result.error()).isNull();
        assertThat(result.notApplied())
                .containsExactlyInAnyOrder("ContinuousBackupsDescription", "Tags", "SSEDescription");
        assertThat(result.steps()).extracting(StepResult::done).containsExactly(true, true, false);
        assertThat(emulator.count("UpdateContinuousBackups")).isZero();
    }

    @Test
    void fails_on_aws_if_an_operation_is_unsupported() {
        fixture.fake.unsupported("UpdateContinuousBackups");

        assertThat(createPending().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void lists_settings_that_an_emulator_ignores_as_not_applied() {
        FakeDynamoDb emulator = FakeDynamoDb.emulator();
        emulator.fake.seed(ExampleTables.createTable("pending-payments", PENDING));
        int[] looks = {0};
        emulator.fake
                .on("DescribeTable")
                .before(() -> emulator.fake.edit(PENDING).key(null).tags(Map.of()));
        emulator.fake.on("ListTagsOfResource").before(() -> looks[0]++);

        TableResult result = only(PlanScenario.of(emulator, "pending-payments").reconcile());

        assertThat(result.outcome()).isEqualTo(Outcome.RECONCILED);
        assertThat(result.notApplied()).containsExactlyInAnyOrder("Tags", "SSEDescription");
        assertThat(looks[0]).as("once to plan and once afterwards").isEqualTo(2);
        assertThat(emulator.elapsed()).isLessThan(Duration.ofSeconds(2));
    }
}
