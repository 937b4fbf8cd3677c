package dev.ddbtool.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;

class FaultsTest {

    private final FakeControlPlane fake = new FakeControlPlane(new SettableClock());
    private final DynamoDbClient client = FakeClients.dynamoDb(fake);

    @Test
    void names_user_action_and_resource_of_a_denied_operation() {
        fake.deny("DescribeContinuousBackups");

        assertThatThrownBy(() -> client.describeContinuousBackups(request -> request.tableName("books")))
                .isInstanceOfSatisfying(DynamoDbException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("User: arn:aws:iam::111122223333:user/alice is not authorized to perform:"
                                    + " dynamodb:DescribeContinuousBackups on resource:"
                                    + " arn:aws:dynamodb:eu-west-1:111122223333:table/books because no identity-based"
                                    + " policy allows the dynamodb:DescribeContinuousBackups action");
                });
        assertThatThrownBy(() -> client.describeTable(request -> request.tableName("books")))
                .hasMessageContaining("Requested resource not found");
        fake.forget("DescribeContinuousBackups");
        assertThatThrownBy(() -> client.describeContinuousBackups(request -> request.tableName("books")))
                .hasMessageContaining("Table not found: books");
    }

    @Test
    void denies_a_table_with_tags_without_tag_permission() {
        fake.deny("TagResource");
        String plain = ExampleTables.createTable("companies", "plain");

        assertThat(send("CreateTable", plain)).isEmpty();
        assertThat(send(
                        "CreateTable",
                        plain.replace("\"plain\",", "\"tagged\",\"Tags\":[{\"Key\":\"a\",\"Value\":\"b\"}],")))
                .contains("not authorized to perform: dynamodb:TagResource on resource:"
                        + " arn:aws:dynamodb:eu-west-1:111122223333:table/tagged");
        assertThat(fake.tables()).containsExactly("plain");
    }

    @Test
    void returns_every_error_with_its_code() {
        fake.on("ListTables").nth(1).fail(Fault.expiredToken());
        fake.on("ListTables").nth(2).fail(Fault.unrecognizedClient());
        fake.on("ListTables").nth(3).fail(Fault.throttling());
        fake.on("ListTables").nth(4).fail(Fault.internalError());
        fake.on("ListTables").nth(5).fail(Fault.dynamoDb("LimitExceededException", "too many"));
        fake.unsupported("ListTagsOfResource");

        assertThat(code(listing())).isEqualTo("ExpiredTokenException");
        assertThat(code(listing())).isEqualTo("UnrecognizedClientException");
        assertThat(((AwsServiceException) listing()).isThrottlingException()).isTrue();
        assertThat(listing()).isInstanceOf(InternalServerErrorException.class);
        assertThat(listing()).isInstanceOf(LimitExceededException.class).hasMessageContaining("too many");
        assertThat(client.listTables().tableNames()).isEmpty();
        assertThatThrownBy(() -> client.listTagsOfResource(request -> request.resourceArn("arn:x")))
                .satisfies(e -> assertThat(code((SdkException) e)).isEqualTo("UnknownOperationException"));
        assertThatThrownBy(client::describeLimits)
                .satisfies(e -> assertThat(code((SdkException) e)).isEqualTo("UnknownOperationException"));
    }

    @Test
    void applies_a_call_with_a_lost_response_but_not_a_reset_or_timeout() {
        fake.on("CreateTable").nth(1).fail(Fault.reset());
        fake.on("CreateTable").nth(2).fail(Fault.timeout());
        fake.on("CreateTable").nth(3).fail(Fault.lostResponse());

        assertThatThrownBy(this::create)
                .isInstanceOf(SdkClientException.class)
                .hasCauseInstanceOf(SocketException.class);
        assertThatThrownBy(this::create)
                .isInstanceOf(SdkClientException.class)
                .hasCauseInstanceOf(SocketTimeoutException.class);
        assertThat(fake.takeLatency()).isEqualTo(Duration.ofSeconds(10));
        assertThat(fake.tables()).isEmpty();
        assertThatThrownBy(this::create).isInstanceOf(SdkClientException.class);
        assertThat(fake.tables()).containsExactly("books");
        assertThat(fake.calls()).extracting(Call::outcome).containsExactly("reset", "timeout", "lost-response");
    }

    @Test
    void counts_scripted_calls_by_operation_and_table() {
        fake.seed(ExampleTables.createTable("companies", "one"));
        fake.seed(ExampleTables.createTable("companies", "two"));
        fake.on("DescribeTable").table("two").from(2).fail(Fault.throttling());

        List<String> outcomes = new ArrayList<>();
        for (String name : List.of("two", "one", "one", "two", "two")) {
            outcomes.add(name + " " + send("DescribeTable", "{\"TableName\": \"" + name + "\"}"));
        }
        assertThat(outcomes).containsExactly("two ", "one ", "one ", "two Rate exceeded", "two Rate exceeded");
    }

    @Test
    void applies_a_direct_edit_just_before_a_call() {
        fake.on("CreateTable").nth(1).before(() -> fake.seed(ExampleTables.createTable("companies", "books")));

        assertThatThrownBy(this::create).hasMessageContaining("Table already exists: books");
        fake.edit("books").remove();
        create();
        assertThat(fake.tables()).containsExactly("books");
    }

    @Test
    void fails_the_same_share_of_calls_for_the_same_seed() {
        Storm storm = Storm.calm()
                .withSeed(7)
                .withThrottling(0.1)
                .withInternalErrors(0.1)
                .withResets(0.1)
                .withTimeouts(0.1)
                .withLostResponses(0.1)
                .withLatency(Duration.ofMillis(10), Duration.ofMillis(30));

        List<String> first = weather(storm);

        assertThat(weather(storm)).isEqualTo(first);
        assertThat(weather(storm.withSeed(8))).isNotEqualTo(first);
        assertThat(first.stream().filter(outcome -> outcome.startsWith("ok")).count())
                .isBetween(400L, 600L);
        assertThat(first.stream()
                        .map(outcome -> outcome.substring(0, outcome.indexOf(' ')))
                        .distinct())
                .containsExactlyInAnyOrder(
                        "ok", "ThrottlingException", "InternalServerError", "reset", "timeout", "lost-response");
    }

    @Test
    void applies_latency_once_within_its_bounds() {
        fake.storm(Storm.calm().withLatency(Duration.ofMillis(10), Duration.ofMillis(30)));

        for (int i = 0; i < 100; i++) {
            client.listTables();
            assertThat(fake.takeLatency()).isBetween(Duration.ofMillis(10), Duration.ofMillis(30));
            assertThat(fake.takeLatency()).isZero();
        }
    }

    @Test
    void refuses_a_share_above_one() {
        assertThatThrownBy(() -> Storm.calm().withResets(0.6).withThrottling(0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 1");
    }

    @Test
    void records_every_call_with_body_and_outcome() {
        create();
        client.listTables();
        assertThatThrownBy(() -> client.describeTable(request -> request.tableName("none")))
                .isInstanceOf(DynamoDbException.class);

        assertThat(fake.operations()).containsExactly("CreateTable", "ListTables", "DescribeTable");
        assertThat(fake.mutations()).containsExactly("CreateTable");
        Call last = fake.calls().get(2);
        assertThat(last.request().path("TableName").asText()).isEqualTo("none");
        assertThat(last.outcome()).isEqualTo("ResourceNotFoundException");
        assertThat(last.at()).isEqualTo(SettableClock.START);
        fake.forgetCalls();
        assertThat(fake.calls()).isEmpty();
    }

    private List<String> weather(Storm storm) {
        fake.storm(storm).forgetCalls();
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            WireReply reply = fake.answer(new WireRequest("DynamoDB_20120810.ListTables", "{}"));
            outcomes.add(fake.calls().get(i).outcome() + " " + reply.latency());
        }
        return outcomes;
    }

    private void create() {
        client.createTable(request -> request.tableName("books")
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType("S")
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType("HASH")
                        .build()));
    }

    private SdkException listing() {
        try {
            client.listTables();
        } catch (SdkException e) {
            return e;
        }
        throw new AssertionError("the call did not fail");
    }

    private static String code(SdkException e) {
        return ((AwsServiceException) e).awsErrorDetails().errorCode();
    }

    /** The text of the error, empty if there is none. */
    private String send(String operation, String input) {
        WireReply reply = fake.answer(new WireRequest("DynamoDB_20120810." + operation, input));
        return Json.parse(reply.body().replace("\"Message\"", "\"message\""))
                .path("message")
                .asText();
    }
}
