package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Throughput of a table or a global index, provisioned and on demand. */
final class Capacity {

    /** The warm throughput that AWS shows for on-demand tables by default. */
    private static final long WARM_READS = 12_000;

    private static final long WARM_WRITES = 4_000;

    private long reads;
    private long writes;
    private @Nullable Long mostReads;
    private @Nullable Long mostWrites;

    /** From the members that CreateTable, a global index and UpdateTable have in common. */
    static Capacity of(JsonNode holder) {
        Capacity capacity = new Capacity();
        capacity.change(holder);
        return capacity;
    }

    /** Applies the present members; a maximum of -1 removes it. */
    void change(JsonNode holder) {
        JsonNode provisioned = holder.path("ProvisionedThroughput");
        reads = provisioned.path("ReadCapacityUnits").asLong(reads);
        writes = provisioned.path("WriteCapacityUnits").asLong(writes);
        JsonNode onDemand = holder.path("OnDemandThroughput");
        mostReads = maximum(onDemand.path("MaxReadRequestUnits"), mostReads);
        mostWrites = maximum(onDemand.path("MaxWriteRequestUnits"), mostWrites);
    }

    private static @Nullable Long maximum(JsonNode value, @Nullable Long before) {
        if (value.isMissingNode() || value.isNull()) {
            return before;
        }
        return value.asLong() < 0 ? null : Long.valueOf(value.asLong());
    }

    void switchToOnDemand() {
        reads = 0;
        writes = 0;
    }

    void switchToProvisioned() {
        mostReads = null;
        mostWrites = null;
    }

    boolean sameProvisioned(JsonNode holder) {
        JsonNode provisioned = holder.path("ProvisionedThroughput");
        return provisioned.path("ReadCapacityUnits").asLong() == reads
                && provisioned.path("WriteCapacityUnits").asLong() == writes;
    }

    /** Writes the members as DescribeTable shows them. */
    void describe(ObjectNode description, boolean onDemand) {
        description
                .putObject("ProvisionedThroughput")
                .put("NumberOfDecreasesToday", 0)
                .put("ReadCapacityUnits", reads)
                .put("WriteCapacityUnits", writes);
        if (mostReads != null || mostWrites != null) {
            description
                    .putObject("OnDemandThroughput")
                    .put("MaxReadRequestUnits", mostReads == null ? -1 : mostReads)
                    .put("MaxWriteRequestUnits", mostWrites == null ? -1 : mostWrites);
        }
        description
                .putObject("WarmThroughput")
                .put("ReadUnitsPerSecond", onDemand ? WARM_READS : reads)
                .put("WriteUnitsPerSecond", onDemand ? WARM_WRITES : writes)
                .put("Status", "ACTIVE");
    }
}
