package dev.ddbtool.plan.compare;

import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.RestoreSource;
import dev.ddbtool.schema.AttributeDefinition;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.KeySchemaElement;
import dev.ddbtool.schema.LocalSecondaryIndex;
import dev.ddbtool.schema.OnDemandThroughput;
import dev.ddbtool.schema.Projection;
import dev.ddbtool.schema.ProvisionedThroughput;
import dev.ddbtool.schema.Replica;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.Table.GlobalTableWitness;
import dev.ddbtool.schema.Table.StreamSpecification;
import dev.ddbtool.schema.TableClassSummary;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import dev.ddbtool.schema.VectorIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a table for a test. Keys are written {@code "customerId region / createdAt:N"}: the partition key attributes,
 * then the sort key attributes, of type S by default.
 */
public final class TableFixture {

    private String name;
    private final Map<String, String> unread = new LinkedHashMap<>();
    private String status = LiveTable.ACTIVE;
    private boolean restoring;
    private final Map<String, String> indexStatuses = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private List<KeySchemaElement> keys = List.of();
    private @Nullable ProvisionedThroughput throughput;
    private @Nullable BillingModeSummary billing = new BillingModeSummary(BillingModeSummary.PAY_PER_REQUEST);
    private final List<LocalSecondaryIndex> localIndexes = new ArrayList<>();
    private final List<GlobalSecondaryIndex> globalIndexes = new ArrayList<>();
    private final List<VectorIndex> vectorIndexes = new ArrayList<>();
    private @Nullable StreamSpecification stream = StreamSpecification.OFF;
    private final List<Replica> replicas = new ArrayList<>();
    private final List<GlobalTableWitness> witnesses = new ArrayList<>();
    private @Nullable String consistency;
    private @Nullable SseDescription sse = SseDescription.kms(null);
    private @Nullable TableClassSummary tableClass = new TableClassSummary(TableClassSummary.STANDARD);
    private @Nullable Boolean deletionProtection = false;
    private @Nullable OnDemandThroughput maximums;
    private @Nullable TimeToLive timeToLive = TimeToLive.OFF;
    private @Nullable ContinuousBackups backups = ContinuousBackups.recoveryOn(35);
    private @Nullable List<Tag> tags;
    private boolean answer;
    private @Nullable Instant created;
    private @Nullable RestoreSource restored;

    private TableFixture(String name, String environment) {
        this.name = name;
        this.tags = List.of(new Tag("Environment", environment));
        keys("orderId");
    }

    /** The file of the table {@code orders}, as an export of production writes it. */
    static TableFixture file() {
        return new TableFixture("orders", "production");
    }

    /** The same table live in staging, without differences. */
    public static TableFixture live() {
        return new TableFixture("app-staging-orders", "staging");
    }

    public TableSchema schema() {
        List<AttributeDefinition> definitions = new ArrayList<>();
        types.forEach((attribute, type) -> definitions.add(new AttributeDefinition(attribute, type)));
        Table table = new Table(
                definitions,
                name,
                keys,
                throughput,
                4096L,
                7L,
                billing,
                localIndexes,
                globalIndexes,
                stream,
                replicas,
                witnesses,
                sse,
                tableClass,
                deletionProtection,
                maximums,
                consistency,
                vectorIndexes);
        return new TableSchema(table, timeToLive, backups, tags, answer);
    }

    LiveTable table() {
        return new LiveTable(
                name,
                schema(),
                status,
                indexStatuses,
                restoring,
                "arn:aws:dynamodb:eu-west-1:111122223333:table/" + name,
                List.of(),
                unread,
                created,
                restored);
    }

    /** A raw answer of AWS, whose absent members are unknown. */
    TableFixture answer() {
        answer = true;
        return this;
    }

    TableFixture unread(String member) {
        unread.put(member, "permission denied");
        return this;
    }

    TableFixture name(String value) {
        name = value;
        return this;
    }

    TableFixture status(String value) {
        status = value;
        return this;
    }

    TableFixture restoring() {
        restoring = true;
        return status(LiveTable.CREATING);
    }

    TableFixture created(Instant when) {
        created = when;
        return this;
    }

    /** What a restore creates it from, or created it from. */
    TableFixture restored(RestoreSource from) {
        restored = from;
        return this;
    }

    TableFixture indexStatus(String index, String value) {
        indexStatuses.put(index, value);
        return this;
    }

    TableFixture keys(String spec) {
        types.keySet()
                .removeAll(keys.stream().map(KeySchemaElement::attributeName).toList());
        keys = define(spec);
        return this;
    }

    TableFixture type(String attribute, String type) {
        types.put(attribute, type);
        return this;
    }

    TableFixture provisioned(long read, long write) {
        billing = new BillingModeSummary(BillingModeSummary.PROVISIONED);
        throughput = new ProvisionedThroughput(read, write);
        return this;
    }

    TableFixture withoutBillingSummary() {
        billing = null;
        return this;
    }

    TableFixture maximums(@Nullable Long read, @Nullable Long write) {
        maximums = new OnDemandThroughput(read, write);
        return this;
    }

    TableFixture local(String index, String spec, String... included) {
        localIndexes.add(new LocalSecondaryIndex(index, define(spec), projection(included)));
        return this;
    }

    TableFixture global(String index, String spec, String... included) {
        return global(new GlobalSecondaryIndex(index, define(spec), projection(included), null, null));
    }

    TableFixture global(GlobalSecondaryIndex index) {
        globalIndexes.add(index);
        return this;
    }

    TableFixture globalWithThroughput(String index, String spec, long read, long write) {
        return global(new GlobalSecondaryIndex(
                index, define(spec), projection(), new ProvisionedThroughput(read, write), null));
    }

    TableFixture globalWithMaximum(String index, String spec, long read) {
        return global(
                new GlobalSecondaryIndex(index, define(spec), projection(), null, new OnDemandThroughput(read, null)));
    }

    /** @param search such as {@code "HASH:tenant FILTER:color"} */
    TableFixture vector(String index, String search, long dimensions, String... included) {
        List<VectorIndex.SearchSchemaElement> elements = new ArrayList<>();
        for (String element : words(search)) {
            String[] parts = element.split(":", -1);
            types.putIfAbsent(parts[1], "S");
            elements.add(new VectorIndex.SearchSchemaElement(parts[1], parts[0]));
        }
        vectorIndexes.add(new VectorIndex(
                index,
                elements,
                included.length == 1 && included[0].equals("none") ? null : projection(included),
                new VectorIndex.VectorAttribute("embedding"),
                dimensions,
                "COSINE"));
        return this;
    }

    TableFixture stream(@Nullable String viewType) {
        stream = viewType == null ? null : new StreamSpecification(true, viewType);
        return this;
    }

    TableFixture replica(String region) {
        replicas.add(new Replica(region, null, null, null, List.of(), null));
        return this;
    }

    TableFixture strong(String witness) {
        witnesses.add(new GlobalTableWitness(witness));
        consistency = "STRONG";
        return this;
    }

    TableFixture encryption(@Nullable SseDescription value) {
        sse = value;
        return this;
    }

    TableFixture customerKey(String arn) {
        return encryption(SseDescription.kms(arn));
    }

    TableFixture tableClass(@Nullable String value) {
        tableClass = value == null ? null : new TableClassSummary(value);
        return this;
    }

    TableFixture deletionProtection(@Nullable Boolean value) {
        deletionProtection = value;
        return this;
    }

    TableFixture ttl(String attribute) {
        return timeToLive(TimeToLive.on(attribute));
    }

    TableFixture timeToLive(@Nullable TimeToLive value) {
        timeToLive = value;
        return this;
    }

    TableFixture recovery(int days) {
        return backups(ContinuousBackups.recoveryOn(days));
    }

    TableFixture recoveryOff() {
        return backups(ContinuousBackups.recoveryOff());
    }

    TableFixture recoveryOfUnknownDays(String status) {
        return backups(new ContinuousBackups(
                ContinuousBackups.ENABLED, new ContinuousBackups.PointInTimeRecovery(status, null)));
    }

    TableFixture backups(@Nullable ContinuousBackups value) {
        backups = value;
        return this;
    }

    /** @param pairs such as {@code "team=payments"} */
    TableFixture tags(String... pairs) {
        tags = Arrays.stream(pairs).map(TableFixture::tag).toList();
        return this;
    }

    TableFixture withoutTags() {
        tags = null;
        return this;
    }

    static Tag tag(String pair) {
        String[] parts = pair.split("=", 2);
        return new Tag(parts[0], parts[1]);
    }

    static List<KeySchemaElement> elements(String spec) {
        return new TableFixture("unused", "unused").define(spec);
    }

    /** ALL without attributes, otherwise INCLUDE. */
    static Projection projection(String... included) {
        return included.length == 0
                ? new Projection(Projection.ALL, List.of())
                : new Projection(Projection.INCLUDE, List.of(included));
    }

    private List<KeySchemaElement> define(String spec) {
        List<KeySchemaElement> elements = new ArrayList<>();
        String[] sides = spec.split("/", 2);
        for (int side = 0; side < sides.length; side++) {
            for (String word : words(sides[side])) {
                String[] parts = word.split(":", 2);
                types.putIfAbsent(parts[0], parts.length == 2 ? parts[1] : "S");
                elements.add(
                        new KeySchemaElement(parts[0], side == 0 ? KeySchemaElement.HASH : KeySchemaElement.RANGE));
            }
        }
        return elements;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
