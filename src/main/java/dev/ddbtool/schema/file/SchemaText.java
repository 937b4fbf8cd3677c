package dev.ddbtool.schema.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
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
import dev.ddbtool.schema.StreamSpecification;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableClassSummary;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import dev.ddbtool.schema.VectorIndex;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a schema file, member by member. {@link SchemaJson} gives the same text, but first finds out what the records are made of,
 * which is a tenth of the work of a short export; {@code SchemaWriterTest} holds the two together.
 */
final class SchemaText {

    private static final JsonFactory FACTORY = JqLayout.factory();

    private final JsonGenerator json;

    private SchemaText(JsonGenerator json) {
        this.json = json;
    }

    /** The text that {@code jq .} prints for this schema, with one line feed at its end. */
    static String of(TableSchema schema) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.setPrettyPrinter(JqLayout.printer());
            new SchemaText(json).write(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing here leaves memory
        }
        return text.append('\n').toString();
    }

    /** Writes the members of an object. */
    private interface Members<T> {
        void write(T value) throws IOException;
    }

    private <T> void object(T value, Members<? super T> members) throws IOException {
        json.writeStartObject();
        members.write(value);
        json.writeEndObject();
    }

    /** A member that is an object, unless it is absent. */
    private <T> void member(String name, @Nullable T value, Members<? super T> members) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            object(value, members);
        }
    }

    /** A member that is a list of objects, unless it is absent. */
    private <T> void members(String name, @Nullable List<T> list, Members<? super T> members) throws IOException {
        if (list != null) {
            json.writeArrayFieldStart(name);
            for (T element : list) {
                object(element, members);
            }
            json.writeEndArray();
        }
    }

    private <T> void membersIfAny(String name, List<T> list, Members<? super T> members) throws IOException {
        if (!list.isEmpty()) {
            members(name, list, members);
        }
    }

    private void member(String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private void member(String name, @Nullable Long value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }

    private void member(String name, @Nullable Boolean value) throws IOException {
        if (value != null) {
            json.writeBooleanField(name, value);
        }
    }

    private void write(TableSchema schema) throws IOException {
        object(schema, whole -> {
            member("Table", whole.table(), this::table);
            member("TimeToLiveDescription", whole.timeToLive(), this::timeToLive);
            member("ContinuousBackupsDescription", whole.continuousBackups(), this::continuousBackups);
            members("Tags", whole.tags(), this::tag);
        });
    }

    private void table(Table table) throws IOException {
        members("AttributeDefinitions", table.attributeDefinitions(), this::attributeDefinition);
        member("TableName", table.tableName());
        members("KeySchema", table.keySchema(), this::keySchemaElement);
        member("ProvisionedThroughput", table.provisionedThroughput(), this::provisionedThroughput);
        member("TableSizeBytes", table.tableSizeBytes());
        member("ItemCount", table.itemCount());
        member(
                "BillingModeSummary",
                table.billingModeSummary(),
                billing -> member("BillingMode", billing.billingMode()));
        membersIfAny("LocalSecondaryIndexes", table.localSecondaryIndexes(), this::localSecondaryIndex);
        membersIfAny("GlobalSecondaryIndexes", table.globalSecondaryIndexes(), this::globalSecondaryIndex);
        member("StreamSpecification", table.streamSpecification(), this::streamSpecification);
        membersIfAny("Replicas", table.replicas(), this::replica);
        membersIfAny(
                "GlobalTableWitnesses",
                table.globalTableWitnesses(),
                witness -> member("RegionName", witness.regionName()));
        member("SSEDescription", table.sseDescription(), this::sseDescription);
        member("TableClassSummary", table.tableClassSummary(), this::tableClassSummary);
        member("DeletionProtectionEnabled", table.deletionProtectionEnabled());
        member("OnDemandThroughput", table.onDemandThroughput(), this::onDemandThroughput);
        member("MultiRegionConsistency", table.multiRegionConsistency());
        membersIfAny("VectorIndexes", table.vectorIndexes(), this::vectorIndex);
    }

    private void attributeDefinition(AttributeDefinition definition) throws IOException {
        member("AttributeName", definition.attributeName());
        member("AttributeType", definition.attributeType());
    }

    private void keySchemaElement(KeySchemaElement element) throws IOException {
        member("AttributeName", element.attributeName());
        member("KeyType", element.keyType());
    }

    private void provisionedThroughput(ProvisionedThroughput throughput) throws IOException {
        member("ReadCapacityUnits", throughput.readCapacityUnits());
        member("WriteCapacityUnits", throughput.writeCapacityUnits());
    }

    private void onDemandThroughput(OnDemandThroughput throughput) throws IOException {
        member("MaxReadRequestUnits", throughput.maxReadRequestUnits());
        member("MaxWriteRequestUnits", throughput.maxWriteRequestUnits());
    }

    private void localSecondaryIndex(LocalSecondaryIndex index) throws IOException {
        member("IndexName", index.indexName());
        members("KeySchema", index.keySchema(), this::keySchemaElement);
        member("Projection", index.projection(), this::projection);
    }

    private void globalSecondaryIndex(GlobalSecondaryIndex index) throws IOException {
        member("IndexName", index.indexName());
        members("KeySchema", index.keySchema(), this::keySchemaElement);
        member("Projection", index.projection(), this::projection);
        member("ProvisionedThroughput", index.provisionedThroughput(), this::provisionedThroughput);
        member("OnDemandThroughput", index.onDemandThroughput(), this::onDemandThroughput);
    }

    private void projection(Projection projection) throws IOException {
        member("ProjectionType", projection.projectionType());
        if (!projection.nonKeyAttributes().isEmpty()) {
            json.writeArrayFieldStart("NonKeyAttributes");
            for (String attribute : projection.nonKeyAttributes()) {
                json.writeString(attribute);
            }
            json.writeEndArray();
        }
    }

    private void streamSpecification(StreamSpecification stream) throws IOException {
        member("StreamEnabled", stream.streamEnabled());
        member("StreamViewType", stream.streamViewType());
    }

    private void replica(Replica replica) throws IOException {
        member("RegionName", replica.regionName());
        member("KMSMasterKeyId", replica.kmsMasterKeyId());
        member("ProvisionedThroughputOverride", replica.provisionedThroughputOverride(), this::readCapacity);
        member("OnDemandThroughputOverride", replica.onDemandThroughputOverride(), this::maxRead);
        membersIfAny("GlobalSecondaryIndexes", replica.globalSecondaryIndexes(), this::replicaIndex);
        member("ReplicaTableClassSummary", replica.replicaTableClassSummary(), this::tableClassSummary);
    }

    private void replicaIndex(Replica.Index index) throws IOException {
        member("IndexName", index.indexName());
        member("ProvisionedThroughputOverride", index.provisionedThroughputOverride(), this::readCapacity);
        member("OnDemandThroughputOverride", index.onDemandThroughputOverride(), this::maxRead);
    }

    private void readCapacity(Replica.ReadCapacityOverride throughput) throws IOException {
        member("ReadCapacityUnits", throughput.readCapacityUnits());
    }

    private void maxRead(Replica.MaxReadOverride throughput) throws IOException {
        member("MaxReadRequestUnits", throughput.maxReadRequestUnits());
    }

    private void sseDescription(SseDescription sse) throws IOException {
        member("Status", sse.status());
        member("SSEType", sse.sseType());
        member("KMSMasterKeyArn", sse.kmsMasterKeyArn());
    }

    private void tableClassSummary(TableClassSummary summary) throws IOException {
        member("TableClass", summary.tableClass());
    }

    private void vectorIndex(VectorIndex index) throws IOException {
        member("IndexName", index.indexName());
        membersIfAny("SearchSchema", index.searchSchema(), this::searchSchemaElement);
        member("Projection", index.projection(), this::projection);
        member(
                "VectorAttribute",
                index.vectorAttribute(),
                attribute -> member("AttributeName", attribute.attributeName()));
        member("Dimensions", index.dimensions());
        member("DistanceFunction", index.distanceFunction());
    }

    private void searchSchemaElement(VectorIndex.SearchSchemaElement element) throws IOException {
        member("AttributeName", element.attributeName());
        member("SearchSchemaElementType", element.searchSchemaElementType());
    }

    private void timeToLive(TimeToLive timeToLive) throws IOException {
        member("TimeToLiveStatus", timeToLive.timeToLiveStatus());
        member("AttributeName", timeToLive.attributeName());
    }

    private void continuousBackups(ContinuousBackups backups) throws IOException {
        member("ContinuousBackupsStatus", backups.continuousBackupsStatus());
        member("PointInTimeRecoveryDescription", backups.pointInTimeRecovery(), this::pointInTimeRecovery);
    }

    private void pointInTimeRecovery(ContinuousBackups.PointInTimeRecovery recovery) throws IOException {
        member("PointInTimeRecoveryStatus", recovery.pointInTimeRecoveryStatus());
        Integer days = recovery.recoveryPeriodInDays();
        member("RecoveryPeriodInDays", days == null ? null : Long.valueOf(days));
    }

    private void tag(Tag tag) throws IOException {
        member("Key", tag.key());
        member("Value", tag.value());
    }
}
