package dev.ddbtool.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddbtool.aws.call.AwsFailure;
import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.aws.call.BrokenHttpClient;
import dev.ddbtool.aws.call.connect.CannedHttpClient;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.DirectEdit;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeClients;
import dev.ddbtool.fake.Fault;
import dev.ddbtool.fake.Phase;
import dev.ddbtool.fake.Storm;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.TableClassSummary;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {

    private static final String PROVISIONED = """
            {"TableName": "books", "BillingMode": "PROVISIONED",
             "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5},
             "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
             "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}
            """;

    private final FakeDynamoDb fixture = FakeDynamoDb.aws();

    private static DirectEdit seed(FakeDynamoDb fixture, String name) {
        return fixture.fake.seed(ExampleTables.createTable("companies", name));
    }

    private static LiveTable read(FakeDynamoDb fixture, boolean allowPartial) {
        return fixture.run(fixture.reader(allowPartial).read("books")).orElseThrow();
    }

    private AwsFailure failureOf(String name) {
        try {
            fixture.run(fixture.reader().read(name));
        } catch (CompletionException e) {
            if (e.getCause() instanceof AwsFailure failure) {
                return failure;
            }
            throw e;
        }
        throw new AssertionError("it did not fail");
    }

    @Test
    void passes_on_each_page_of_table_names() {
        IntStream.range(0, 250).forEach(i -> seed(fixture, "app-%03d".formatted(i)));
        seed(fixture, "other");
        List<Integer> pages = new ArrayList<>();
        List<String> names = new ArrayList<>();

        fixture.run(fixture.reader().list("app-", page -> {
            pages.add(page.size());
            names.addAll(page);
        }));

        assertThat(pages).containsExactly(100, 100, 50);
        assertThat(names).hasSize(250).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void reads_all_settings_of_a_table() {
        seed(fixture, "books").statistics(16, 10_486).timeToLive("expiresAt").recovery(7).stream("NEW_IMAGE")
                .deletionProtection(true)
                .tags(Map.of("Team", "blue", "aws:cloudformation:stack-name", "not ours"));

        LiveTable live = read(fixture, false);

        assertThat(live.name()).isEqualTo("books");
        assertThat(live.status()).isEqualTo("ACTIVE");
        assertThat(live.arn()).isEqualTo(fixture.fake.identity().tableArn("books"));
        assertThat(live.indexStatuses()).containsExactly(Map.entry("by-owner", "ACTIVE"));
        assertThat(live.schema().timeToLive()).isEqualTo(TimeToLive.on("expiresAt"));
        assertThat(live.schema().continuousBackups()).isEqualTo(ContinuousBackups.recoveryOn(7));
        assertThat(live.schema().tags()).containsExactly(new Tag("Team", "blue"));
        assertThat(live.schema().table().streamViewType()).isEqualTo("NEW_IMAGE");
        assertThat(live.schema().table().deletionProtected()).isTrue();
        assertThat(live.schema().table().itemCount()).isEqualTo(16);
        assertThat(live.unreadMembers()).isEmpty();
        assertThat(live.unknownMembers()).isEmpty();
        assertThat(live.restoring()).isFalse();
    }

    @Test
    void reads_settings_that_are_off_as_off() {
        fixture.fake.seed(PROVISIONED);

        LiveTable live = read(fixture, false);

        assertThat(live.schema().timeToLive()).isEqualTo(TimeToLive.OFF);
        assertThat(live.schema().continuousBackups()).isEqualTo(ContinuousBackups.recoveryOff());
        assertThat(live.schema().tags()).isEmpty();
        assertThat(live.schema().table().sseDescription()).isEqualTo(SseDescription.AWS_OWNED_KEY);
        assertThat(live.schema().table().tableClassSummary())
                .isEqualTo(new TableClassSummary(TableClassSummary.STANDARD));
    }

    @Test
    void reads_all_pages_of_tags() {
        fixture.fake.behave(Behaviour.polite().withTagPageSize(7));
        Map<String, String> tags = new TreeMap<>();
        IntStream.range(0, 50).forEach(i -> tags.put("key-%02d".formatted(i), "value"));
        seed(fixture, "books").tags(tags);

        LiveTable live = read(fixture, false);

        assertThat(live.schema().tags()).hasSize(50).doesNotHaveDuplicates();
        assertThat(fixture.count("ListTagsOfResource")).isEqualTo(8);
    }

    @Test
    void makes_no_further_calls_for_a_missing_table() {
        assertThat(fixture.run(fixture.reader().read("books"))).isEmpty();
        assertThat(fixture.run(fixture.reader().describe("books", table -> false)))
                .isEmpty();
        assertThat(fixture.fake.operations()).containsOnly("DescribeTable");
    }

    @Test
    void describes_a_table_with_one_call() {
        seed(fixture, "books");

        LiveTable live =
                fixture.run(fixture.reader().describe("books", table -> false)).orElseThrow();

        assertThat(live.schema().timeToLive()).isNull();
        assertThat(live.schema().continuousBackups()).isNull();
        assertThat(live.schema().tags()).isNull();
        assertThat(fixture.fake.operations()).containsExactly("DescribeTable");
    }

    // ---- denied and missing

    @ParameterizedTest
    @ValueSource(strings = {"DescribeTimeToLive", "DescribeContinuousBackups", "ListTagsOfResource", "DescribeTable"})
    void names_the_iam_action_of_a_denied_call(String operation) {
        seed(fixture, "books");
        fixture.fake.deny(operation);

        AwsFailure failure = failureOf("books");

        assertThat(failure.kind()).isEqualTo(Kind.DENIED);
        assertThat(failure.failure().message()).startsWith(operation + " on 'books' was denied");
        assertThat(failure.failure().hint()).isEqualTo("allow dynamodb:" + operation + " in your IAM policy");
        assertThat(failure.failure().awsCode()).isEqualTo("AccessDeniedException");
    }

    @ParameterizedTest
    @CsvSource({
        "DescribeTimeToLive, TimeToLiveDescription",
        "DescribeContinuousBackups, ContinuousBackupsDescription",
        "ListTagsOfResource, Tags"
    })
    void omits_and_reports_denied_members_in_a_partial_read(String operation, String member) {
        seed(fixture, "books").timeToLive("ttl").recovery(35).tags(Map.of("a", "b"));
        fixture.fake.deny(operation);

        LiveTable live = read(fixture, true);

        assertThat(live.unreadMembers()).containsOnlyKeys(member);
        assertThat(live.unreadMembers().get(member)).contains("dynamodb:" + operation);
        assertThat(live.schema().timeToLive() == null).isEqualTo(member.equals("TimeToLiveDescription"));
        assertThat(live.schema().continuousBackups() == null).isEqualTo(member.equals("ContinuousBackupsDescription"));
        assertThat(live.schema().tags() == null).isEqualTo(member.equals("Tags"));
        assertThat(live.schema().table().sseDescription())
                .as("still told on AWS")
                .isNotNull();
    }

    @Test
    void requires_the_description_in_a_partial_read() {
        seed(fixture, "books");
        fixture.fake.deny("DescribeTable");

        assertThatThrownBy(() -> read(fixture, true)).hasCauseInstanceOf(AwsFailure.class);
    }

    @Test
    void asks_an_emulator_once_for_an_unsupported_operation() {
        FakeDynamoDb emulator = FakeDynamoDb.emulator().limits(2, false, Duration.ofMinutes(1));
        emulator.fake.unsupported("DescribeContinuousBackups", "ListTagsOfResource");
        IntStream.range(0, 5).forEach(i -> emulator.fake.seed(PROVISIONED.replace("books", "books-" + i)));
        TableReader reader = emulator.reader();

        List<Optional<LiveTable>> tables = emulator.runAll(
                IntStream.range(0, 5).mapToObj(i -> reader.read("books-" + i)).toList());

        assertThat(tables).hasSize(5).allSatisfy(table -> {
            LiveTable live = table.orElseThrow();
            assertThat(live.unreadMembers()).containsOnlyKeys("ContinuousBackupsDescription", "Tags");
            assertThat(live.unreadMembers().get("Tags"))
                    .isEqualTo("'http://localhost:8000' does not support ListTagsOfResource");
            assertThat(live.schema().continuousBackups()).isNull();
            assertThat(live.schema().tags()).isNull();
            assertThat(live.schema().table().sseDescription())
                    .as("unknown, not off")
                    .isNull();
            assertThat(live.schema().table().tableClassSummary()).isNull();
            assertThat(live.schema().timeToLive()).isEqualTo(TimeToLive.OFF);
        });
        assertThat(emulator.count("DescribeContinuousBackups")).isBetween(1, 2);
        assertThat(emulator.count("ListTagsOfResource")).isBetween(1, 2);
        assertThat(emulator.count("DescribeTimeToLive")).isEqualTo(5);
    }

    @Test
    void reads_defaults_from_an_emulator_that_supports_tags_and_recovery() {
        FakeDynamoDb emulator = FakeDynamoDb.emulator();
        emulator.fake.seed(PROVISIONED);

        LiveTable live = read(emulator, false);

        assertThat(live.unreadMembers()).isEmpty();
        assertThat(live.schema().table().sseDescription()).isEqualTo(SseDescription.AWS_OWNED_KEY);
        assertThat(live.schema().table().tableClassSummary())
                .isEqualTo(new TableClassSummary(TableClassSummary.STANDARD));
    }

    @Test
    void keeps_encryption_and_class_of_an_emulator() {
        FakeDynamoDb emulator = FakeDynamoDb.emulator();
        emulator.fake.unsupported("ListTagsOfResource");
        seed(emulator, "books").member("/TableClassSummary", "{\"TableClass\": \"STANDARD_INFREQUENT_ACCESS\"}");

        LiveTable live = read(emulator, false);

        assertThat(live.schema().table().sseDescription()).as("without the key").isEqualTo(SseDescription.kms(null));
        assertThat(live.schema().table().tableClass()).isEqualTo("STANDARD_INFREQUENT_ACCESS");
        assertThat(emulator.count("DescribeKey")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeTimeToLive", "DescribeContinuousBackups", "ListTagsOfResource"})
    void fails_on_aws_if_an_operation_is_unsupported(String operation) {
        seed(fixture, "books");
        fixture.fake.unsupported(operation);

        assertThat(failureOf("books").kind()).isEqualTo(Kind.UNSUPPORTED);
    }

    // ---- tables in transition

    @Test
    void reads_settings_of_a_table_being_created_as_off() {
        fixture.fake.behave(Behaviour.polite()
                .with(Phase.CREATING, Duration.ofMinutes(5))
                .with(Phase.SUBRESOURCES_NOT_FOUND, Duration.ofMinutes(4)));
        create("books");

        LiveTable live = read(fixture, false);

        assertThat(live.beingCreated()).isTrue();
        assertThat(live.schema().timeToLive()).isEqualTo(TimeToLive.OFF);
        assertThat(live.schema().continuousBackups()).isEqualTo(ContinuousBackups.recoveryOff());
        assertThat(live.schema().tags()).isEmpty();
        assertThat(fixture.elapsed()).isZero();
        assertThat(fixture.fake.calls()).extracting(call -> call.outcome()).contains("TableNotFoundException");
    }

    @Test
    void reads_a_new_table_again_until_its_settings_are_found() {
        fixture.fake.behave(Behaviour.polite().with(Phase.SUBRESOURCES_NOT_FOUND, Duration.ofSeconds(3)));
        create("books");

        LiveTable live = read(fixture, false);

        assertThat(live.status()).isEqualTo("ACTIVE");
        assertThat(live.schema().tags()).containsExactly(new Tag("Team", "blue"));
        assertThat(fixture.elapsed()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(7));
    }

    @Test
    void fails_if_settings_are_never_found() {
        fixture.fake.behave(Behaviour.polite().with(Phase.SUBRESOURCES_NOT_FOUND, Duration.ofHours(3)));
        create("books");

        assertThat(failureOf("books").kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(fixture.elapsed()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
    }

    @Test
    void reads_a_table_deleted_during_the_read_as_missing() {
        DirectEdit books = seed(fixture, "books");
        fixture.fake.on("DescribeTimeToLive").nth(1).before(books::remove);

        assertThat(fixture.run(fixture.reader().read("books"))).isEmpty();
    }

    /** As in a long export, where the calls for a table wait for those for other tables. */
    @Test
    void reads_a_table_deleted_during_a_long_read_as_missing() {
        DirectEdit books = seed(fixture, "books");
        Duration latency = Duration.ofSeconds(25);
        fixture.fake.storm(Storm.calm().withLatency(latency, latency));
        fixture.fake.on("DescribeTimeToLive").nth(1).before(books::remove);

        assertThat(fixture.run(fixture.reader().read("books"))).isEmpty();
        assertThat(fixture.elapsed()).isGreaterThan(Duration.ofSeconds(50));
    }

    @Test
    void reads_only_the_description_of_a_table_being_deleted() {
        seed(fixture, "books").status("DELETING");

        LiveTable live = read(fixture, false);

        assertThat(live.status()).isEqualTo("DELETING");
        assertThat(live.schema().tags()).isNull();
        assertThat(fixture.fake.operations()).containsExactly("DescribeTable");
    }

    @Test
    void maps_statuses_in_transition_to_their_goal() {
        fixture.fake.behave(Behaviour.likeAws());
        fixture.fake.seed(PROVISIONED);
        FakeClients.dynamoDb(fixture.fake)
                .updateTimeToLive(request -> request.tableName("books")
                        .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("ttl")));
        FakeClients.dynamoDb(fixture.fake)
                .updateTable(request -> request.tableName("books").sseSpecification(sse -> sse.enabled(true)));

        LiveTable live = read(fixture, false);

        assertThat(fixture.fake
                        .table("books")
                        .at("/TimeToLiveDescription/TimeToLiveStatus")
                        .asText())
                .isEqualTo("ENABLING");
        assertThat(live.schema().timeToLive()).isEqualTo(TimeToLive.on("ttl"));
        assertThat(live.schema().table().sseDescription()).isEqualTo(SseDescription.kms(null));
    }

    @Test
    void distinguishes_restoring_from_creating() {
        seed(fixture, "books")
                .status("CREATING")
                .member("/RestoreSummary", "{\"RestoreDateTime\": 1.7E9, \"RestoreInProgress\": true}");

        LiveTable live = read(fixture, false);

        assertThat(live.restoring()).isTrue();
        assertThat(live.beingCreated()).isFalse();
    }

    // ---- keys

    @Test
    void looks_up_the_aws_managed_key_once_per_run() {
        String own = fixture.fake.makeKey("alias/books");
        IntStream.range(0, 10).forEach(i -> seed(fixture, "managed-" + i));
        IntStream.range(0, 10).forEach(i -> seed(fixture, "own-" + i).key(own));
        TableReader reader = fixture.reader();

        List<SseDescription> managed = encryptions(reader, "managed-");
        List<SseDescription> customer = encryptions(reader, "own-");

        assertThat(managed).hasSize(10).containsOnly(SseDescription.kms(null));
        assertThat(customer).hasSize(10).containsOnly(SseDescription.kms(own));
        assertThat(fixture.count("DescribeKey")).isOne();
        assertThat(fixture.fake.calls())
                .filteredOn(call -> call.operation().equals("DescribeKey"))
                .extracting(call -> call.request().path("KeyId").asText())
                .containsExactly("alias/aws/dynamodb");
    }

    private List<SseDescription> encryptions(TableReader reader, String prefix) {
        return fixture.runAll(IntStream.range(0, 10)
                .mapToObj(i -> reader.read(prefix + i)
                        .thenApply(found -> found.orElseThrow().schema().table().sseDescription()))
                .toList());
    }

    @Test
    void does_not_call_kms_if_no_table_reports_a_key() {
        fixture.fake.seed(PROVISIONED);

        read(fixture, false);

        assertThat(fixture.count("DescribeKey")).isZero();
    }

    @Test
    void treats_all_keys_as_customer_managed_without_an_aws_managed_key() {
        String own = fixture.fake.makeKey("alias/books");
        fixture.fake.seed(PROVISIONED).key(own);

        LiveTable live = read(fixture, false);

        assertThat(live.schema().table().sseDescription()).isEqualTo(SseDescription.kms(own));
        assertThat(live.unreadMembers()).isEmpty();
    }

    @Test
    void keeps_and_reports_the_key_if_kms_is_denied() {
        seed(fixture, "books");
        fixture.fake.deny("DescribeKey");

        LiveTable live = read(fixture, false);

        SseDescription sse = live.schema().table().sseDescription();
        assertThat(sse).isNotNull();
        assertThat(sse.kmsMasterKeyArn()).startsWith("arn:aws:kms:eu-west-1:111122223333:key/");
        assertThat(live.unreadMembers()).containsOnlyKeys("KMSMasterKeyArn");
        assertThat(live.unreadMembers().get("KMSMasterKeyArn")).contains("kept").contains("kms:DescribeKey");
    }

    @Test
    void keeps_and_reports_the_key_if_kms_is_unreachable() {
        fixture.http(new BrokenHttpClient(
                fixture.fake.httpClient(),
                host -> host.startsWith("kms"),
                () -> new UnknownHostException("kms.eu-west-1.amazonaws.com")));
        seed(fixture, "books");

        LiveTable live = read(fixture, false);

        assertThat(live.unreadMembers().get("KMSMasterKeyArn"))
                .endsWith("cannot find the KMS endpoint for Region 'eu-west-1'");
        assertThat(fixture.elapsed()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void fails_if_credentials_expire_during_the_kms_call() {
        seed(fixture, "books");
        fixture.fake.on("DescribeKey").fail(Fault.expiredToken());

        assertThat(failureOf("books").kind()).isEqualTo(Kind.EXPIRED_CREDENTIALS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeTable", "DescribeTimeToLive", "ListTagsOfResource"})
    void does_not_retry_an_invalid_call(String operation) {
        seed(fixture, "books");
        fixture.fake.on(operation).fail(Fault.error("com.amazon.coral.validate#ValidationException", "no", 400));

        assertThat(failureOf("books").kind()).isEqualTo(Kind.INVALID);
        assertThat(fixture.count(operation)).isOne();
        assertThat(fixture.elapsed()).isLessThan(Duration.ofSeconds(1));
    }

    // ---- what is newer than this version

    @Test
    void reports_members_that_the_sdk_does_not_know() {
        seed(fixture, "books")
                .member("/Newer", "{\"A\": 1}")
                .member("/BillingModeSummary/Newer", "true")
                .member("/GlobalSecondaryIndexes/0/Projection/Newer", "[1]");

        LiveTable live = read(fixture, false);

        assertThat(live.unknownMembers())
                .containsExactly(
                        "Table.BillingModeSummary.Newer",
                        "Table.GlobalSecondaryIndexes.Projection.Newer",
                        "Table.Newer");
        assertThat(fixture.run(fixture.reader().describe("books", table -> false))
                        .orElseThrow()
                        .unknownMembers())
                .hasSize(3);
    }

    /** A table with unknown members must not look complete. */
    @Test
    void searches_every_response_for_unknown_members() {
        Map<String, List<String>> answers = Map.of(
                "DescribeTable",
                List.of("""
                        {"Table": {"TableName": "books", "TableStatus": "ACTIVE", "TableArn": "arn:books", "Newer": 1,
                          "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                          "KeySchema": [{"AttributeName": "id", "KeyType": "HASH", "Order": {"By": "time"}}]}}
                        """),
                "DescribeTimeToLive",
                List.of("""
                        {"TimeToLiveDescription": {"TimeToLiveStatus": "ENABLED", "AttributeName": "ttl", "Grace": {"Days": 3}}}
                        """),
                "DescribeContinuousBackups",
                List.of("""
                        {"ContinuousBackupsDescription": {"ContinuousBackupsStatus": "ENABLED", "Vault": null,
                          "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "ENABLED", "Hours": [1]}}, "Cost": 1}
                        """),
                "ListTagsOfResource",
                List.of(
                        "{\"Tags\": [{\"Key\": \"a\", \"Value\": \"1\"}], \"NextToken\": \"t\", \"Total\": 3}",
                        "{\"Tags\": [{\"Key\": \"b\", \"Value\": \"2\"}, {\"Key\": \"c\", \"Value\": \"3\", \"Owner\": \"me\"}]}"));
        Map<String, Integer> calls = new ConcurrentHashMap<>();
        fixture.http(new CannedHttpClient(request -> {
            String target = request.firstMatchingHeader("X-Amz-Target").orElseThrow();
            String operation = target.substring(target.indexOf('.') + 1);
            return new CannedHttpClient.Answer(
                    200, answers.getOrDefault(operation, List.of()).get(calls.merge(operation, 1, Integer::sum) - 1));
        }));

        LiveTable live = read(fixture, false);

        assertThat(live.unknownMembers())
                .containsExactly(
                        "ContinuousBackupsDescription.PointInTimeRecoveryDescription.Hours",
                        "ContinuousBackupsDescription.Vault",
                        "Cost",
                        "Table.KeySchema.Order",
                        "Table.Newer",
                        "Tags.Owner",
                        "TimeToLiveDescription.Grace",
                        "Total");
        assertThat(live.schema().tags()).extracting(Tag::key).containsExactly("a", "b", "c");
        assertThat(live.schema().timeToLive()).isEqualTo(TimeToLive.on("ttl"));
    }

    @Test
    void keeps_values_newer_than_the_sdk() {
        seed(fixture, "books")
                .member("/TableClassSummary", "{\"TableClass\": \"STANDARD_GLACIAL\"}")
                .member("/BillingModeSummary", "{\"BillingMode\": \"PAY_AS_YOU_LIKE\"}");

        LiveTable live = read(fixture, false);

        assertThat(live.schema().table().tableClass()).isEqualTo("STANDARD_GLACIAL");
        assertThat(live.schema().table().billingMode()).isEqualTo("PAY_AS_YOU_LIKE");
        assertThat(live.unknownMembers()).isEmpty();
    }

    @Test
    void fails_if_tag_pages_repeat() {
        CannedHttpClient http = new CannedHttpClient(
                request -> new CannedHttpClient.Answer(200, "{\"Tags\": [], \"NextToken\": \"again\"}"));
        fixture.http(http);

        assertThatThrownBy(() -> fixture.run(fixture.reader().calls().tags("books", "arn")))
                .cause()
                .isInstanceOf(AwsFailure.class)
                .hasMessageEndingWith(" returned the same page token twice in ListTagsOfResource");

        assertThat(http.requests).hasSize(2);
    }

    private void create(String name) {
        FakeClients.dynamoDb(fixture.fake)
                .createTable(request -> request.tableName(name)
                        .billingMode("PAY_PER_REQUEST")
                        .tags(software.amazon.awssdk.services.dynamodb.model.Tag.builder()
                                .key("Team")
                                .value("blue")
                                .build())
                        .attributeDefinitions(
                                software.amazon.awssdk.services.dynamodb.model.AttributeDefinition.builder()
                                        .attributeName("id")
                                        .attributeType("S")
                                        .build())
                        .keySchema(software.amazon.awssdk.services.dynamodb.model.KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType("HASH")
                                .build()));
    }
}
