package dev.ddbtool.schema;

import org.jspecify.annotations.Nullable;

/** Maximums of on-demand throughput, in request units per second; absent if there is no maximum. */
public record OnDemandThroughput(
        @Nullable Long maxReadRequestUnits, @Nullable Long maxWriteRequestUnits) {}
