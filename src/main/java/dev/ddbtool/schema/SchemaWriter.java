package dev.ddbtool.schema;

import static java.util.Comparator.comparing;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** A table's description as the one text that every export of it gives. */
public final class SchemaWriter {

    private SchemaWriter() {}

    /** The file's bytes: members in the order of the service's model, lists without an order of their own by name. */
    public static byte[] bytes(TableSchema schema) {
        return text(schema).getBytes(StandardCharsets.UTF_8);
    }

    static String text(TableSchema schema) {
        return SchemaJson.toText(sorted(Portable.of(schema)));
    }

    private static TableSchema sorted(TableSchema schema) {
        List<Tag> tags = schema.tags();
        return new TableSchema(
                sorted(schema.table()),
                schema.timeToLive(),
                schema.continuousBackups(),
                tags == null ? null : by(comparing(Tag::key), tags));
    }

    private static Table sorted(Table table) {
        return new Table(
                by(comparing(AttributeDefinition::attributeName), table.attributeDefinitions()),
                table.tableName(),
                table.keySchema(),
                table.provisionedThroughput(),
                table.tableSizeBytes(),
                table.itemCount(),
                table.billingModeSummary(),
                table.localSecondaryIndexes().stream()
                        .map(index -> new LocalSecondaryIndex(
                                index.indexName(), index.keySchema(), sorted(index.projection())))
                        .sorted(comparing(LocalSecondaryIndex::indexName))
                        .toList(),
                table.globalSecondaryIndexes().stream()
                        .map(index -> new GlobalSecondaryIndex(
                                index.indexName(),
                                index.keySchema(),
                                sorted(index.projection()),
                                index.provisionedThroughput(),
                                index.onDemandThroughput()))
                        .sorted(comparing(GlobalSecondaryIndex::indexName))
                        .toList(),
                table.streamSpecification(),
                table.replicas().stream()
                        .map(SchemaWriter::sorted)
                        .sorted(comparing(Replica::regionName))
                        .toList(),
                by(comparing(GlobalTableWitness::regionName), table.globalTableWitnesses()),
                table.sseDescription(),
                table.tableClassSummary(),
                table.deletionProtectionEnabled(),
                table.onDemandThroughput(),
                table.multiRegionConsistency(),
                table.vectorIndexes().stream()
                        .map(SchemaWriter::sorted)
                        .sorted(comparing(VectorIndex::indexName))
                        .toList());
    }

    private static Projection sorted(Projection projection) {
        return new Projection(
                projection.projectionType(), by(Comparator.naturalOrder(), projection.nonKeyAttributes()));
    }

    private static VectorIndex sorted(VectorIndex index) {
        Projection projection = index.projection();
        return new VectorIndex(
                index.indexName(),
                index.searchSchema(),
                projection == null ? null : sorted(projection),
                index.vectorAttribute(),
                index.dimensions(),
                index.distanceFunction());
    }

    private static Replica sorted(Replica replica) {
        return new Replica(
                replica.regionName(),
                replica.kmsMasterKeyId(),
                replica.provisionedThroughputOverride(),
                replica.onDemandThroughputOverride(),
                by(comparing(Replica.Index::indexName), replica.globalSecondaryIndexes()),
                replica.replicaTableClassSummary());
    }

    private static <T> List<T> by(Comparator<? super T> order, List<T> list) {
        return list.stream().sorted(order).toList();
    }
}
