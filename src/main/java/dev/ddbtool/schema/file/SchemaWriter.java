package dev.ddbtool.schema.file;

import dev.ddbtool.schema.AttributeDefinition;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.Lists;
import dev.ddbtool.schema.LocalSecondaryIndex;
import dev.ddbtool.schema.PortableForm;
import dev.ddbtool.schema.Replica;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.GlobalTableWitness;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.VectorIndex;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a table in canonical form: two exports of the same table are byte-identical. */
public final class SchemaWriter {

    private SchemaWriter() {}

    /** The bytes of the file: members in the order of the service model, unordered lists sorted by name. */
    public static byte[] bytes(TableSchema schema) {
        return text(schema).getBytes(StandardCharsets.UTF_8);
    }

    static String text(TableSchema schema) {
        return SchemaJson.toText(sorted(PortableForm.of(schema)));
    }

    /** The same JSON for a terminal, with control characters escaped. */
    public static String visibleText(TableSchema schema) {
        return SchemaJson.toVisibleText(sorted(PortableForm.of(schema)));
    }

    private static TableSchema sorted(TableSchema schema) {
        List<Tag> tags = schema.tags();
        return new TableSchema(
                sorted(schema.table()),
                schema.timeToLive(),
                schema.continuousBackups(),
                tags == null ? null : Lists.byName(tags, Tag::key));
    }

    private static Table sorted(Table table) {
        return table.with(copy -> {
            copy.attributeDefinitions = Lists.byName(table.attributeDefinitions(), AttributeDefinition::attributeName);
            copy.localSecondaryIndexes = Lists.byName(
                    table.localSecondaryIndexes().stream()
                            .map(index -> new LocalSecondaryIndex(
                                    index.indexName(),
                                    index.keySchema(),
                                    index.projection().sorted()))
                            .toList(),
                    LocalSecondaryIndex::indexName);
            copy.globalSecondaryIndexes = Lists.byName(
                    table.globalSecondaryIndexes().stream()
                            .map(index -> new GlobalSecondaryIndex(
                                    index.indexName(),
                                    index.keySchema(),
                                    index.projection().sorted(),
                                    index.provisionedThroughput(),
                                    index.onDemandThroughput()))
                            .toList(),
                    GlobalSecondaryIndex::indexName);
            copy.replicas = Lists.byName(
                    table.replicas().stream().map(SchemaWriter::sorted).toList(), Replica::regionName);
            copy.globalTableWitnesses = Lists.byName(table.globalTableWitnesses(), GlobalTableWitness::regionName);
            copy.vectorIndexes = Lists.byName(
                    table.vectorIndexes().stream().map(VectorIndex::sorted).toList(), VectorIndex::indexName);
        });
    }

    private static Replica sorted(Replica replica) {
        return new Replica(
                replica.regionName(),
                replica.kmsMasterKeyId(),
                replica.provisionedThroughputOverride(),
                replica.onDemandThroughputOverride(),
                Lists.byName(replica.globalSecondaryIndexes(), Replica.Index::indexName),
                replica.replicaTableClassSummary());
    }
}
