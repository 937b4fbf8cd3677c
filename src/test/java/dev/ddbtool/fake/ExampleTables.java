package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The thirteen tables of the construction-expenses application, as in production. */
public final class ExampleTables {

    public static final String PREFIX = "construction-expenses-";

    private static final int RECOVERY_DAYS = 35;

    /** A table's logical name, keys as {@code name} or {@code name:N}, indexes, TTL attribute and statistics. */
    private record Example(
            String name,
            List<String> keys,
            List<Index> indexes,
            @Nullable String ttl,
            long items,
            long bytes) {}

    private record Index(String name, List<String> keys) {}

    private static final List<Example> ALL = List.of(
            table("companies", 16, 10_486, List.of("companyId"), index("by-owner", "ownerId")),
            table(
                    "company-users",
                    15,
                    3_812,
                    List.of("companyId", "userId"),
                    index("by-user", "userId"),
                    index("by-company-and-role", "companyId", "role")),
            table(
                    "company-expenses",
                    27,
                    289_101,
                    List.of("companyId", "expenseId"),
                    index("by-project", "projectId", "expenseDate"),
                    index("by-contractor", "contractorId", "expenseDate")),
            table("company-projects", 41, 11_207, List.of("companyId", "projectId")),
            table("company-contractors", 32, 9_644, List.of("companyId", "contractorId")),
            table("company-works", 14, 3_950, List.of("companyId", "workId")),
            table(
                    "invitations",
                    16,
                    8_120,
                    List.of("invitationToken"),
                    index("by-company", "companyId", "createdAt:N")),
            table(
                    "paddle-subscriptions",
                    13,
                    4_410,
                    List.of("subscriptionId"),
                    index("by-company", "companyId"),
                    index("by-customer", "customerId")),
            table(
                    "paddle-customers",
                    0,
                    0,
                    List.of("customerId"),
                    index("by-company", "companyId"),
                    index("by-email", "email")),
            table(
                    "paddle-payments",
                    41,
                    12_902,
                    List.of("paymentId"),
                    index("by-subscription", "subscriptionId", "paidAt:N")),
            table("paddle-webhooks", 147, 404_444, List.of("eventId"), index("by-type", "eventType", "receivedAt:N")),
            withTtl(
                    "ttl",
                    table(
                            "paddle-webhook-dlq",
                            0,
                            0,
                            List.of("eventId"),
                            index("by-failure-time", "eventType", "failedAt:N"))),
            withTtl("expiresAt", table("pending-payments", 0, 0, List.of("paymentIntentId"))));

    private ExampleTables() {}

    /** The logical names, in the order of the application's documentation. */
    public static List<String> names() {
        return ALL.stream().map(Example::name).toList();
    }

    /** Creates all thirteen tables, or only these, with the names and settings of production. */
    public static void production(FakeControlPlane fake, String... names) {
        List<String> chosen = names.length == 0 ? names() : List.of(names);
        for (Example example :
                ALL.stream().filter(each -> chosen.contains(each.name())).toList()) {
            fake.seed(createTable(example, PREFIX + example.name()).toString())
                    .statistics(example.items(), example.bytes())
                    .timeToLive(example.ttl())
                    .recovery(RECOVERY_DAYS)
                    .tags(Map.of("Environment", "production"));
        }
    }

    /** The CreateTable request of one of them under this physical name: on demand, KMS, no tags. */
    public static String createTable(String logicalName, String physicalName) {
        return ALL.stream()
                .filter(example -> example.name().equals(logicalName))
                .map(example -> createTable(example, physicalName).toString())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no example table '" + logicalName + "'"));
    }

    private static ObjectNode createTable(Example example, String physicalName) {
        ObjectNode request = Json.object().put("TableName", physicalName).put("BillingMode", "PAY_PER_REQUEST");
        Map<String, String> types = new TreeMap<>();
        request.set("KeySchema", keySchema(example.keys(), types));
        for (Index index : example.indexes()) {
            ObjectNode definition =
                    request.withArray("GlobalSecondaryIndexes").addObject().put("IndexName", index.name());
            definition.set("KeySchema", keySchema(index.keys(), types));
            definition.putObject("Projection").put("ProjectionType", "ALL");
        }
        ArrayNode definitions = request.putArray("AttributeDefinitions");
        types.forEach((name, type) ->
                definitions.addObject().put("AttributeName", name).put("AttributeType", type));
        request.putObject("SSESpecification").put("Enabled", true);
        return request;
    }

    private static ArrayNode keySchema(List<String> keys, Map<String, String> types) {
        ArrayNode schema = Json.array();
        for (String key : keys) {
            int colon = key.indexOf(':');
            String name = colon < 0 ? key : key.substring(0, colon);
            types.put(name, colon < 0 ? "S" : key.substring(colon + 1));
            String keyType = schema.isEmpty() ? "HASH" : "RANGE";
            schema.addObject().put("AttributeName", name).put("KeyType", keyType);
        }
        return schema;
    }

    private static Example table(String name, long items, long bytes, List<String> keys, Index... indexes) {
        return new Example(name, keys, List.of(indexes), null, items, bytes);
    }

    private static Example withTtl(String attribute, Example table) {
        return new Example(table.name(), table.keys(), table.indexes(), attribute, table.items(), table.bytes());
    }

    private static Index index(String name, String... keys) {
        return new Index(name, List.of(keys));
    }
}
