package dev.ddbtool.aws;

import dev.ddbtool.plan.Step;
import dev.ddbtool.schema.Table;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.SearchSchemaElement;
import software.amazon.awssdk.services.dynamodb.model.VectorAttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.VectorIndex;

/** The mapping out to the one request that makes a table with everything that it can carry. */
final class ToCreateTable {

    private ToCreateTable() {}

    static CreateTableRequest request(Step.CreateTable step) {
        Table table = step.table();
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .attributeDefinitions(ToRequest.definitions(table))
                .tableName(table.tableName())
                .keySchema(ToRequest.keys(table.keySchema()))
                .billingMode(table.billingMode())
                .provisionedThroughput(ToRequest.throughput(table.provisionedThroughput()))
                .onDemandThroughput(ToRequest.maximums(table.onDemandThroughput()))
                .sseSpecification(ToRequest.encryption(step.encryption()))
                .tableClass(table.tableClassSummary() == null ? null : table.tableClass())
                .deletionProtectionEnabled(table.deletionProtectionEnabled());
        if (table.streamViewType() != null) {
            request.streamSpecification(stream -> stream.streamEnabled(true).streamViewType(table.streamViewType()));
        }
        if (!table.localSecondaryIndexes().isEmpty()) {
            request.localSecondaryIndexes(table.localSecondaryIndexes().stream()
                    .map(index -> LocalSecondaryIndex.builder()
                            .indexName(index.indexName())
                            .keySchema(ToRequest.keys(index.keySchema()))
                            .projection(ToRequest.projection(index.projection()))
                            .build())
                    .toList());
        }
        if (!table.globalSecondaryIndexes().isEmpty()) {
            request.globalSecondaryIndexes(table.globalSecondaryIndexes().stream()
                    .map(index -> GlobalSecondaryIndex.builder()
                            .indexName(index.indexName())
                            .keySchema(ToRequest.keys(index.keySchema()))
                            .projection(ToRequest.projection(index.projection()))
                            .provisionedThroughput(ToRequest.throughput(index.provisionedThroughput()))
                            .onDemandThroughput(ToRequest.maximums(index.onDemandThroughput()))
                            .build())
                    .toList());
        }
        if (!table.vectorIndexes().isEmpty()) {
            request.vectorIndexes(table.vectorIndexes().stream()
                    .map(ToCreateTable::vectorIndex)
                    .toList());
        }
        if (!step.tags().isEmpty()) {
            request.tags(ToRequest.tags(step.tags()));
        }
        return request.build();
    }

    /** Lists that are empty are left out, as those of a projection are. */
    private static VectorIndex vectorIndex(dev.ddbtool.schema.VectorIndex index) {
        VectorIndex.Builder request = VectorIndex.builder()
                .indexName(index.indexName())
                .vectorAttribute(
                        index.vectorAttribute() == null
                                ? null
                                : VectorAttributeDefinition.builder()
                                        .attributeName(index.vectorAttribute().attributeName())
                                        .build())
                .projection(index.projection() == null ? null : ToRequest.projection(index.projection()))
                .dimensions(index.dimensions())
                .distanceFunction(index.distanceFunction());
        if (!index.searchSchema().isEmpty()) {
            request.searchSchema(index.searchSchema().stream()
                    .map(element -> SearchSchemaElement.builder()
                            .attributeName(element.attributeName())
                            .searchSchemaElementType(element.searchSchemaElementType())
                            .build())
                    .toList());
        }
        return request.build();
    }
}
