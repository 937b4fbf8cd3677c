package dev.ddbtool.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.Table.StreamSpecification;
import dev.ddbtool.schema.file.SchemaJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random valid tables with everything that a schema file can contain. The same seed gives the same tables. Unordered
 * lists are in random order.
 */
public final class RandomSchemas {

    private final Random random;
    private int tables;

    public RandomSchemas(long seed) {
        this.random = new Random(seed);
    }

    /** The encryption of a table. */
    public enum Sse {
        AWS_OWNED_KEY,
        AWS_MANAGED_KEY,
        CUSTOMER_KEY
    }

    /**
     * A table as an export of production writes it: no member is absent.
     *
     * @param customerKey the ARN for {@link Sse#CUSTOMER_KEY}
     */
    public TableSchema complete(Sse sse, String customerKey) {
        boolean onDemand = random.nextBoolean();
        RandomIndexes indexes = new RandomIndexes(random, onDemand);
        List<LocalSecondaryIndex> local = indexes.local();
        List<GlobalSecondaryIndex> global = indexes.global();
        List<VectorIndex> vector = indexes.vector();
        Table table = new Table(
                indexes.definitions(),
                name(),
                indexes.tableKey(),
                onDemand ? null : indexes.throughput(),
                (long) random.nextInt(1_000_000),
                (long) random.nextInt(1_000),
                new BillingModeSummary(onDemand ? BillingModeSummary.PAY_PER_REQUEST : BillingModeSummary.PROVISIONED),
                local,
                global,
                random.nextBoolean()
                        ? StreamSpecification.OFF
                        : new StreamSpecification(
                                true, oneOf("NEW_AND_OLD_IMAGES", "NEW_IMAGE", "OLD_IMAGE", "KEYS_ONLY")),
                List.of(),
                List.of(),
                switch (sse) {
                    case AWS_OWNED_KEY -> SseDescription.AWS_OWNED_KEY;
                    case AWS_MANAGED_KEY -> SseDescription.kms(null);
                    case CUSTOMER_KEY -> SseDescription.kms(customerKey);
                },
                new TableClassSummary(oneOf(TableClassSummary.STANDARD, "STANDARD_INFREQUENT_ACCESS")),
                random.nextInt(4) == 0,
                onDemand ? indexes.maximums() : null,
                null,
                vector);
        return new TableSchema(
                table,
                random.nextBoolean() ? TimeToLive.OFF : TimeToLive.on(indexes.timeToLiveAttribute()),
                random.nextInt(3) == 0
                        ? ContinuousBackups.recoveryOff()
                        : ContinuousBackups.recoveryOn(oneOf(1, 1 + random.nextInt(35), 35)),
                tags());
    }

    /** The same table as people may write it: many defaults and optional settings are absent. */
    public TableSchema sparse(TableSchema complete) {
        Table table = complete.table();
        boolean provisioned = !table.onDemand();
        Table sparse = new Table(
                table.attributeDefinitions(),
                table.tableName(),
                table.keySchema(),
                table.provisionedThroughput(),
                null,
                null,
                provisioned ? maybe(table.billingModeSummary()) : table.billingModeSummary(),
                table.localSecondaryIndexes(),
                table.globalSecondaryIndexes(),
                maybe(table.streamSpecification()),
                table.replicas(),
                table.globalTableWitnesses(),
                maybe(table.sseDescription()),
                maybe(table.tableClassSummary()),
                maybe(table.deletionProtectionEnabled()),
                table.onDemandThroughput(),
                table.multiRegionConsistency(),
                table.vectorIndexes());
        return new TableSchema(
                sparse, maybe(complete.timeToLive()), maybe(complete.continuousBackups()), maybe(complete.tags()));
    }

    /** A valid file of the table that is not canonical, sometimes with additional members of {@code describe-table}. */
    public String text(TableSchema schema) {
        JsonNode tree = SchemaJson.toTree(schema);
        if (tree.get("Table") instanceof ObjectNode table && random.nextBoolean()) {
            table.put("TableStatus", "ACTIVE").put("CreationDateTime", 1772442000.25);
            table.put("TableArn", "arn:aws:dynamodb:eu-west-1:444455556666:table/" + schema.name());
            table.putObject("WarmThroughput").put("ReadUnitsPerSecond", 12_000).put("Status", "ACTIVE");
            if (schema.table().onDemand()) {
                table.putObject("ProvisionedThroughput")
                        .put("ReadCapacityUnits", 0)
                        .put("WriteCapacityUnits", 0);
            }
        }
        return random.nextBoolean() ? tree.toString() : tree.toPrettyString();
    }

    /** The request that creates the table with this name, without TTL and recovery. */
    public static String createTable(TableSchema schema, String physicalName) {
        Table table = schema.table();
        ObjectNode request = SchemaJson.toTree(table).deepCopy();
        request.retain(
                "AttributeDefinitions",
                "KeySchema",
                "ProvisionedThroughput",
                "LocalSecondaryIndexes",
                "GlobalSecondaryIndexes",
                "VectorIndexes",
                "DeletionProtectionEnabled",
                "OnDemandThroughput");
        for (String list : List.of("LocalSecondaryIndexes", "GlobalSecondaryIndexes", "VectorIndexes")) {
            if (request.path(list).isEmpty()) {
                request.remove(list);
            }
        }
        request.put("TableName", physicalName).put("BillingMode", table.billingMode());
        request.put("TableClass", table.tableClass());
        if (table.streamViewType() != null) {
            request.putObject("StreamSpecification")
                    .put("StreamEnabled", true)
                    .put("StreamViewType", table.streamViewType());
        }
        return request.toString();
    }

    /** A name that is unique in this generator, ignoring case, for file systems that ignore case. */
    private String name() {
        tables++;
        return oneOf(
                "t" + tables, "_" + tables + ".json", "CamelCase." + tables, "l" + "o".repeat(200) + "ng" + tables);
    }

    private List<Tag> tags() {
        List<Tag> tags = new ArrayList<>();
        tags.add(new Tag(Tag.ENVIRONMENT, "production"));
        if (random.nextBoolean()) {
            tags.add(new Tag("team", oneOf("billing", "payments")));
        }
        int more = random.nextInt(8) == 0 ? 46 : random.nextInt(3);
        for (int i = 0; i < more; i++) {
            String key = oneOf("key" + i, "Größe " + i, "a/b:c+d-e=f@" + i, "k".repeat(126) + (10 + i));
            tags.add(new Tag(key, oneOf("", "v", "日本 = \"x\"", "v".repeat(256))));
        }
        Collections.shuffle(tags, random);
        return tags;
    }

    private <T> @Nullable T maybe(@Nullable T value) {
        return random.nextBoolean() ? value : null;
    }

    @SafeVarargs
    private <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }
}
