package dev.ddbtool.aws;

import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.KeySchemaElement;
import dev.ddbtool.schema.LocalSecondaryIndex;
import dev.ddbtool.schema.OnDemandThroughput;
import dev.ddbtool.schema.Projection;
import dev.ddbtool.schema.ProvisionedThroughput;
import dev.ddbtool.schema.VectorIndex;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.VectorIndexDescription;

/** The part of the mapping in that is about indexes and throughput. */
final class IndexesFromLive {

    /** "No maximum", as {@code DescribeTable} writes it. */
    private static final long NO_MAXIMUM = -1;

    private IndexesFromLive() {}

    static List<KeySchemaElement> keys(List<software.amazon.awssdk.services.dynamodb.model.KeySchemaElement> keys) {
        return keys.stream()
                .map(key -> new KeySchemaElement(key.attributeName(), key.keyTypeAsString()))
                .toList();
    }

    static Projection projection(software.amazon.awssdk.services.dynamodb.model.Projection projection) {
        return new Projection(projection.projectionTypeAsString(), projection.nonKeyAttributes());
    }

    static LocalSecondaryIndex localIndex(LocalSecondaryIndexDescription index) {
        return new LocalSecondaryIndex(index.indexName(), keys(index.keySchema()), projection(index.projection()));
    }

    static GlobalSecondaryIndex globalIndex(GlobalSecondaryIndexDescription index, boolean onDemand) {
        return new GlobalSecondaryIndex(
                index.indexName(),
                keys(index.keySchema()),
                projection(index.projection()),
                onDemand ? null : throughput(index.provisionedThroughput()),
                maximums(index.onDemandThroughput()));
    }

    static VectorIndex vectorIndex(VectorIndexDescription index) {
        return new VectorIndex(
                index.indexName(),
                index.searchSchema().stream()
                        .map(element -> new VectorIndex.SearchSchemaElement(
                                element.attributeName(), element.searchSchemaElementTypeAsString()))
                        .toList(),
                index.projection() == null ? null : projection(index.projection()),
                index.vectorAttribute() == null
                        ? null
                        : new VectorIndex.VectorAttribute(
                                index.vectorAttribute().attributeName()),
                index.dimensions(),
                index.distanceFunctionAsString());
    }

    /** Null for 0/0, which is how the service writes "not provisioned". */
    static @Nullable ProvisionedThroughput throughput(
            software.amazon.awssdk.services.dynamodb.model.@Nullable ProvisionedThroughputDescription throughput) {
        if (throughput == null || throughput.readCapacityUnits() == null || throughput.writeCapacityUnits() == null) {
            return null;
        }
        return throughput.readCapacityUnits() == 0 && throughput.writeCapacityUnits() == 0
                ? null
                : new ProvisionedThroughput(throughput.readCapacityUnits(), throughput.writeCapacityUnits());
    }

    static @Nullable OnDemandThroughput maximums(
            software.amazon.awssdk.services.dynamodb.model.@Nullable OnDemandThroughput throughput) {
        if (throughput == null) {
            return null;
        }
        Long read = maximum(throughput.maxReadRequestUnits());
        Long write = maximum(throughput.maxWriteRequestUnits());
        return read == null && write == null ? null : new OnDemandThroughput(read, write);
    }

    static @Nullable Long maximum(@Nullable Long units) {
        return units == null || units == NO_MAXIMUM ? null : units;
    }
}
