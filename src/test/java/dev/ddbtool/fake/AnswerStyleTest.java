package dev.ddbtool.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;

class AnswerStyleTest {

    private static final String ON_DEMAND = """
            {"TableName": "books", "BillingMode": "PAY_PER_REQUEST",
             "OnDemandThroughput": {"MaxReadRequestUnits": 100},
             "AttributeDefinitions": [
               {"AttributeName": "a", "AttributeType": "S"}, {"AttributeName": "b", "AttributeType": "S"}],
             "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}],
             "GlobalSecondaryIndexes": [
               {"IndexName": "by-b", "KeySchema": [{"AttributeName": "b", "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["x", "y"]}}]}
            """;

    private static final String PROVISIONED = """
            {"TableName": "books", "TableClass": "STANDARD",
             "ProvisionedThroughput": {"ReadCapacityUnits": 3, "WriteCapacityUnits": 2},
             "AttributeDefinitions": [{"AttributeName": "a", "AttributeType": "S"}],
             "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}]}
            """;

    private final FakeControlPlane fake = new FakeControlPlane(new SettableClock());
    private final DynamoDbClient client = FakeClients.dynamoDb(fake);

    @Test
    void reports_every_default() {
        fake.style(AnswerStyle.EVERY_DEFAULT).seed(PROVISIONED);

        TableDescription table = describe();

        assertThat(table.billingModeSummary().billingModeAsString()).isEqualTo("PROVISIONED");
        assertThat(table.tableClassSummary().tableClassAsString()).isEqualTo("STANDARD");
        assertThat(table.sseDescription().statusAsString()).isEqualTo("DISABLED");
        assertThat(table.streamSpecification().streamEnabled()).isFalse();
        assertThat(table.deletionProtectionEnabled()).isFalse();
        assertThat(table.onDemandThroughput().maxReadRequestUnits()).isEqualTo(-1);
        assertThat(table.warmThroughput().statusAsString()).isEqualTo("ACTIVE");
        assertThat(table.hasGlobalSecondaryIndexes()).isTrue();
        assertThat(table.hasReplicas()).isTrue();
        assertThat(backups().pointInTimeRecoveryDescription().recoveryPeriodInDays())
                .isEqualTo(35);
    }

    @Test
    void reverses_unordered_lists() {
        fake.style(AnswerStyle.EVERY_DEFAULT).seed(ON_DEMAND).tags(Map.of("one", "1", "two", "2"));

        assertThat(describe().attributeDefinitions())
                .extracting(AttributeDefinition::attributeName)
                .containsExactly("b", "a");
        assertThat(describe().globalSecondaryIndexes().get(0).projection().nonKeyAttributes())
                .containsExactly("y", "x");
        assertThat(client.listTagsOfResource(
                                request -> request.resourceArn(describe().tableArn()))
                        .tags())
                .extracting(Tag::key)
                .containsExactly("two", "one");
    }

    @Test
    void omits_every_default() {
        fake.style(AnswerStyle.NO_DEFAULT).seed(ON_DEMAND);

        TableDescription table = describe();

        assertThat(table.provisionedThroughput()).isNull();
        assertThat(table.warmThroughput()).isNull();
        assertThat(table.deletionProtectionEnabled()).isNull();
        assertThat(table.onDemandThroughput().maxReadRequestUnits()).isEqualTo(100);
        assertThat(table.onDemandThroughput().maxWriteRequestUnits()).isNull();
        assertThat(table.globalSecondaryIndexes().get(0).provisionedThroughput())
                .isNull();
        assertThat(client.describeTimeToLive(request -> request.tableName("books"))
                        .timeToLiveDescription())
                .isNull();
        assertThat(backups().pointInTimeRecoveryDescription()).isNull();
        assertThat(client.listTagsOfResource(request -> request.resourceArn(table.tableArn()))
                        .hasTags())
                .isFalse();
    }

    @Test
    void reports_other_values_in_any_style() {
        for (AnswerStyle style : AnswerStyle.values()) {
            fake.style(style).seed(PROVISIONED).deletionProtection(true).recovery(7);

            assertThat(describe().provisionedThroughput().readCapacityUnits()).isEqualTo(3);
            assertThat(describe().deletionProtectionEnabled()).isTrue();
            assertThat(backups().pointInTimeRecoveryDescription().pointInTimeRecoveryStatusAsString())
                    .isEqualTo("ENABLED");
        }
    }

    @Test
    void answers_like_local_stack() {
        fake.style(AnswerStyle.LOCAL_STACK).seed(ON_DEMAND).recovery(7);

        assertThat(describe().warmThroughput().readUnitsPerSecond()).isEqualTo(5);
        assertThat(describe().globalSecondaryIndexes().get(0).warmThroughput()).isNull();
        assertThat(describe().provisionedThroughput().lastIncreaseDateTime()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(backups().pointInTimeRecoveryDescription().recoveryPeriodInDays())
                .isNull();
    }

    @Test
    void does_not_change_tables() {
        fake.seed(ON_DEMAND);
        String before = fake.table("books").toString();

        for (AnswerStyle style : AnswerStyle.values()) {
            fake.style(style);
            describe();
        }

        assertThat(fake.table("books")).hasToString(before);
    }

    private TableDescription describe() {
        return client.describeTable(request -> request.tableName("books")).table();
    }

    private ContinuousBackupsDescription backups() {
        return client.describeContinuousBackups(request -> request.tableName("books"))
                .continuousBackupsDescription();
    }
}
