package dev.ddbtool.schema;

/** The figures of a table that change without anyone changing the table. */
public final class Statistics {

    private Statistics() {}

    public static TableSchema removedFrom(TableSchema schema) {
        Table table = schema.table();
        Table without = new Table(
                table.attributeDefinitions(),
                table.tableName(),
                table.keySchema(),
                table.provisionedThroughput(),
                null,
                null,
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
                table.vectorIndexes());
        return new TableSchema(without, schema.timeToLive(), schema.continuousBackups(), schema.tags());
    }
}
