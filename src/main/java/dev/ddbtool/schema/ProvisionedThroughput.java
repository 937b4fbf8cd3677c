package dev.ddbtool.schema;

/** Provisioned capacity, in read and write capacity units. */
public record ProvisionedThroughput(long readCapacityUnits, long writeCapacityUnits) {}
