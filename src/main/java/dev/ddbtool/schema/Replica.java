package dev.ddbtool.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A replica of a global table: recorded, never created. */
public record Replica(
        String regionName,
        @JsonProperty("KMSMasterKeyId") @Nullable String kmsMasterKeyId,
        @Nullable ReadCapacityOverride provisionedThroughputOverride,
        @Nullable MaxReadOverride onDemandThroughputOverride,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Index> globalSecondaryIndexes,
        @Nullable TableClassSummary replicaTableClassSummary) {

    public Replica {
        globalSecondaryIndexes = Lists.copyOrEmpty(globalSecondaryIndexes);
    }

    /** An index of the replica whose throughput differs from the table's. */
    public record Index(
            String indexName,
            @Nullable ReadCapacityOverride provisionedThroughputOverride,
            @Nullable MaxReadOverride onDemandThroughputOverride) {}

    /** Provisioned reads of a replica, in read capacity units. */
    public record ReadCapacityOverride(@Nullable Long readCapacityUnits) {}

    /** Maximum on-demand reads of a replica, in request units per second. */
    public record MaxReadOverride(@Nullable Long maxReadRequestUnits) {}
}
