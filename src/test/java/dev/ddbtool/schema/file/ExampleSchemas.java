package dev.ddbtool.schema.file;

import dev.ddbtool.schema.AttributeDefinition;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.KeySchemaElement;
import dev.ddbtool.schema.Projection;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.Table.StreamSpecification;
import dev.ddbtool.schema.TableClassSummary;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of the example application, as an export of production reads them. */
final class ExampleSchemas {

    private ExampleSchemas() {}

    static List<TableSchema> all() {
        return List.of(
                table("companies", "companyId", 16, 10_486, null, index("by-owner", "ownerId")),
                table(
                        "company-users",
                        "companyId userId",
                        15,
                        3_812,
                        null,
                        index("by-user", "userId"),
                        index("by-company-and-role", "companyId role")),
                table(
                        "company-expenses",
                        "companyId expenseId",
                        27,
                        289_101,
                        null,
                        index("by-project", "projectId expenseDate"),
                        index("by-contractor", "contractorId expenseDate")),
                table("company-projects", "companyId projectId", 41, 11_207, null),
                table("company-contractors", "companyId contractorId", 32, 9_644, null),
                table("company-works", "companyId workId", 14, 3_950, null),
                table("invitations", "invitationToken", 16, 8_120, null, index("by-company", "companyId createdAt:N")),
                table(
                        "paddle-subscriptions",
                        "subscriptionId",
                        13,
                        4_410,
                        null,
                        index("by-company", "companyId"),
                        index("by-customer", "customerId")),
                table(
                        "paddle-customers",
                        "customerId",
                        0,
                        0,
                        null,
                        index("by-company", "companyId"),
                        index("by-email", "email")),
                table(
                        "paddle-payments",
                        "paymentId",
                        41,
                        12_902,
                        null,
                        index("by-subscription", "subscriptionId paidAt:N")),
                table("paddle-webhooks", "eventId", 147, 404_444, null, index("by-type", "eventType receivedAt:N")),
                table("paddle-webhook-dlq", "eventId", 0, 0, "ttl", index("by-failure-time", "eventType failedAt:N")),
                table("pending-payments", "paymentIntentId", 0, 0, "expiresAt"));
    }

    static TableSchema companies() {
        return all().get(0);
    }

    static TableSchema withItems(TableSchema schema, long items) {
        Table table = schema.table();
        return new TableSchema(
                new Table(
                        table.attributeDefinitions(),
                        table.tableName(),
                        table.keySchema(),
                        table.provisionedThroughput(),
                        items * 100,
                        items,
                        table.billingModeSummary(),
                        table.localSecondaryIndexes(),
                        table.globalSecondaryIndexes(),
                        table.streamSpecification(),
                        table.replicas(),
                        table.globalTableWitnesses(),
                        table.sseDescription(),
                        table.tableClassSummary(),
                        table.deletionProtectionEnabled(),
                        table.onDemandThroughput(),
                        table.multiRegionConsistency(),
                        table.vectorIndexes()),
                schema.timeToLive(),
                schema.continuousBackups(),
                schema.tags());
    }

    private record Keyed(String indexName, String keys) {}

    private static Keyed index(String name, String keys) {
        return new Keyed(name, keys);
    }

    private static TableSchema table(
            String name, String keys, long items, long bytes, @Nullable String timeToLive, Keyed... indexes) {
        TreeSet<String> attributes = new TreeSet<>(List.of(keys.split(" ", -1)));
        Stream.of(indexes)
                .forEach(index -> attributes.addAll(List.of(index.keys().split(" ", -1))));
        return new TableSchema(
                new Table(
                        attributes.stream()
                                .map(each -> each.endsWith(":N")
                                        ? new AttributeDefinition(each.replace(":N", ""), "N")
                                        : new AttributeDefinition(each, "S"))
                                .toList(),
                        name,
                        keySchema(keys),
                        null,
                        bytes,
                        items,
                        new BillingModeSummary(BillingModeSummary.PAY_PER_REQUEST),
                        List.of(),
                        Stream.of(indexes)
                                .map(index -> new GlobalSecondaryIndex(
                                        index.indexName(),
                                        keySchema(index.keys()),
                                        new Projection(Projection.ALL, List.of()),
                                        null,
                                        null))
                                .toList(),
                        StreamSpecification.OFF,
                        List.of(),
                        List.of(),
                        SseDescription.kms(null),
                        new TableClassSummary(TableClassSummary.STANDARD),
                        false,
                        null,
                        null,
                        List.of()),
                timeToLive == null ? TimeToLive.OFF : TimeToLive.on(timeToLive),
                new ContinuousBackups(
                        ContinuousBackups.ENABLED,
                        new ContinuousBackups.PointInTimeRecovery(ContinuousBackups.ENABLED, 35)),
                List.of(new Tag(Tag.ENVIRONMENT, "production")));
    }

    private static List<KeySchemaElement> keySchema(String keys) {
        String[] names = keys.replace(":N", "").split(" ", -1);
        KeySchemaElement partition = new KeySchemaElement(names[0], KeySchemaElement.HASH);
        return names.length == 1
                ? List.of(partition)
                : List.of(partition, new KeySchemaElement(names[1], KeySchemaElement.RANGE));
    }
}
