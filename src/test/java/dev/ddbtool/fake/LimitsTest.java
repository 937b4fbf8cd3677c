package dev.ddbtool.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;

class LimitsTest {

    private static final String UNINDEXED = "company-works";
    private static final String INDEXED = "companies";

    private final SettableClock clock = new SettableClock();
    private final FakeControlPlane fake = new FakeControlPlane(clock);
    private final DynamoDbClient client = FakeClients.dynamoDb(fake);

    @Test
    void limits_the_tables_created_at_once() {
        fake.behave(Behaviour.polite().with(Phase.CREATING, Duration.ofSeconds(5)))
                .limit(Limits.quotas().withUnderWay(3, 2));

        assertThat(create("one", INDEXED)).isEmpty();
        assertThat(create("two", INDEXED)).isEmpty();
        assertThat(create("three", INDEXED))
                .isEqualTo("Subscriber limit exceeded: There is a limit of 2 indexed tables that can be created"
                        + " simultaneously");
        assertThat(create("three", UNINDEXED)).isEmpty();
        assertThat(create("four", UNINDEXED))
                .isEqualTo(
                        "Subscriber limit exceeded: Only 3 tables can be created, updated, or deleted simultaneously");
        clock.advance(Duration.ofSeconds(5));
        assertThat(create("four", INDEXED)).isEmpty();
    }

    @Test
    void keeps_limits_with_many_threads() {
        fake.behave(Behaviour.polite().with(Phase.CREATING, Duration.ofSeconds(5)))
                .limit(Limits.quotas().withUnderWay(10, 10));

        long made = IntStream.range(0, 200)
                .parallel()
                .filter(i -> create("table-" + i, UNINDEXED).isEmpty())
                .count();

        assertThat(made).isEqualTo(10);
        assertThat(fake.tables()).hasSize(10);
        assertThat(fake.calls()).hasSize(200);
    }

    @Test
    void counts_a_ttl_change_as_running() {
        fake.behave(Behaviour.polite().with(Phase.TTL_CHANGING, Duration.ofSeconds(5)))
                .limit(Limits.quotas().withUnderWay(1, 1));
        assertThat(create("one", UNINDEXED)).isEmpty();
        client.updateTimeToLive(request -> request.tableName("one")
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("ttl")));

        assertThat(create("two", UNINDEXED)).contains("Only 1 tables can be created, updated, or deleted");
        clock.advance(Duration.ofSeconds(5));
        assertThat(create("two", UNINDEXED)).isEmpty();
    }

    @Test
    void limits_the_tables_of_an_account() {
        fake.limit(Limits.quotas().withTables(1));

        assertThat(create("one", UNINDEXED)).isEmpty();
        assertThat(create("two", UNINDEXED))
                .isEqualTo("Subscriber limit exceeded: There is a limit of 1 tables per subscriber");
    }

    @Test
    void refills_the_rate_over_time() {
        fake.limit(Limits.likeAws());
        fake.seed(ExampleTables.createTable(INDEXED, "one"));

        assertThat(admitted(25)).isEqualTo(10);
        clock.advance(Duration.ofMillis(300));
        assertThat(admitted(25)).isEqualTo(3);
        clock.advance(Duration.ofMinutes(1));
        assertThat(admitted(25)).isEqualTo(10);
        assertThat(fake.calls()).extracting(Call::outcome).containsOnly("ok", "ThrottlingException");
    }

    @Test
    void returns_names_in_pages_of_a_hundred() {
        for (int i = 0; i < 250; i++) {
            fake.seed(ExampleTables.createTable(UNINDEXED, "table-%03d".formatted(i)));
        }

        assertThat(client.listTablesPaginator().tableNames())
                .containsExactlyElementsOf(fake.tables())
                .hasSize(250);
        assertThat(client.listTables().tableNames()).hasSize(100);
        ListTablesResponse last = client.listTables(request -> request.exclusiveStartTableName("table-149"));
        assertThat(last.tableNames()).hasSize(100).startsWith("table-150");
        assertThat(last.lastEvaluatedTableName()).isNull();
    }

    @Test
    void returns_tags_in_pages() {
        Map<String, String> tags = new TreeMap<>();
        for (int i = 10; i < 33; i++) {
            tags.put("key" + i, "value");
        }
        tags.put("aws:cloudformation:stack-name", "stack");
        fake.seed(ExampleTables.createTable(UNINDEXED, "one")).tags(tags);
        String arn = fake.identity().tableArn("one");

        assertThat(client.listTagsOfResource(request -> request.resourceArn(arn))
                        .tags())
                .hasSize(10);
        List<String> keys = new ArrayList<>();
        String token = null;
        do {
            ListTagsOfResourceResponse page = client.listTagsOfResource(ListTagsOfResourceRequest.builder()
                    .resourceArn(arn)
                    .nextToken(token)
                    .build());
            page.tags().forEach(tag -> keys.add(tag.key()));
            token = page.nextToken();
        } while (token != null);
        assertThat(keys).containsExactlyElementsOf(tags.keySet());
    }

    private int admitted(int attempts) {
        int admitted = 0;
        for (int i = 0; i < attempts; i++) {
            try {
                client.describeContinuousBackups(request -> request.tableName("one"));
                admitted++;
            } catch (DynamoDbException e) {
                assertThat(e.isThrottlingException()).isTrue();
            }
        }
        return admitted;
    }

    private String create(String name, String example) {
        WireReply reply =
                fake.answer(new WireRequest("DynamoDB_20120810.CreateTable", ExampleTables.createTable(example, name)));
        return Json.parse(reply.body()).path("message").asText();
    }
}
